"""Where do the two stand on one ladder, and which stretch of it has the mentor walked that the mentee wants?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ...catalogue.ladder import path
from ...catalogue.models import Role
from ...profiles.models import Profile

MOST_RUNGS = 9


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder that two people share: what each is to it, mentee left and mentor right."""

    slug: str
    title: str
    level: int
    left: str = ""
    right: str = ""
    left_note: str = ""
    right_note: str = ""
    shared: str = ""


@dataclass
class _Rungs:
    """The rungs while they are gathered."""

    by_slug: dict[str, Rung] = field(default_factory=dict)

    def put(self, slug: str, title: str, level: int, **what: str) -> None:
        rung = self.by_slug.get(slug) or Rung(slug, title, level)
        kept = {name: value for name, value in what.items() if value and not getattr(rung, name)}
        self.by_slug[slug] = replace(rung, **kept)  # type: ignore[arg-type]  # mypy takes ** for every field's type


def shared_ladder(mentee: Profile, mentor: Profile, *, levels: Mapping[str, int]) -> list[Rung]:
    """Return the rungs of both, lowest first, with what the mentor walked of the mentee's way marked.

    `levels` gives the level of the roles between the mentee's own and the wanted one. At most nine rungs
    are kept: those that both have to do with, then the highest.
    """
    rungs = _Rungs()
    wanted = wanted_slugs(mentee)
    _put_here(rungs, mentee, "left")
    _put_here(rungs, mentor, "right")
    if mentee.mentee and mentee.mentee.target_role:
        target = mentee.mentee.target_role
        rungs.put(target.slug, target.title, target.level, left="wanted")
    for slug, title in wanted.items():
        rungs.put(slug, title, levels.get(slug, 0), left="ahead")
    _put_walked(rungs, mentee, "left")
    _put_walked(rungs, mentor, "right")
    for slug, words in _stretches(mentor, list(wanted)).items():
        rungs.by_slug[slug] = replace(rungs.by_slug[slug], shared=words)
    return _fewest(rungs.by_slug.values())


def wanted_slugs(mentee: Profile) -> dict[str, str]:
    """Return the roles on the mentee's way, from the present one to the wanted one, with their titles."""
    target = mentee.mentee.target_role if mentee.mentee else None
    if mentee.current_role is None or target is None or mentee.current_role.slug == target.slug:
        return {}
    way = {step.to_slug: step.to_title for step in path(mentee.current_role.slug, target.slug)}
    return {mentee.current_role.slug: mentee.current_role.title} | (way or {target.slug: target.title})


def _put_here(rungs: _Rungs, profile: Profile, side: str) -> None:
    if profile.current_role:
        role = profile.current_role
        rungs.put(role.slug, role.title, role.level, **{side: "here"})


def _put_walked(rungs: _Rungs, profile: Profile, side: str) -> None:
    for walked in profile.roles_walked:
        role: Role = walked.role
        years = (
            f"from {walked.began_in}"
            if walked.ended_in is None
            else f"{walked.began_in} to {walked.ended_in}"
        )
        rungs.put(role.slug, role.title, role.level, **{side: "walked", f"{side}_note": years})


def _stretches(mentor: Profile, way: Sequence[str]) -> dict[str, str]:
    """Say at which rungs of the mentee's way the mentor made the very step, or came to by another."""
    name = mentor.account.display_name
    walked = [(one.role_slug, one.began_in) for one in mentor.roles_walked]
    steps = {(start, end): began for (start, _), (end, began) in pairwise(walked) if start != end}
    reached = {slug for slug, _ in walked} | {mentor.current_role_slug}
    said = {}
    for start, end in pairwise(way):
        if (start, end) in steps:
            said[end] = f"{name} made this step in {steps[start, end]}"
        elif end == way[-1] and end in reached:
            said[end] = f"{name} came here by another road"
    return said


def _fewest(rungs: Iterable[Rung]) -> list[Rung]:
    def weight(rung: Rung) -> tuple[bool, bool, int]:
        return bool(rung.shared), rung.left in {"here", "wanted"} or rung.right == "here", rung.level

    kept = sorted(rungs, key=weight, reverse=True)[:MOST_RUNGS]
    return sorted(kept, key=lambda rung: (rung.level, rung.left == "wanted", rung.title))
