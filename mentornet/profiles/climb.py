"""Which rungs has somebody walked, on which do they stand, and which do they want? As the ladder mark draws them."""

from __future__ import annotations

from dataclasses import dataclass

from ..catalogue import ladder
from .models import Profile


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of somebody's ladder; `state` is walked, here, ahead or wanted."""

    slug: str
    title: str
    state: str
    note: str = ""
    url: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A path computed from here to the target: the rungs ahead and the usual months in all."""

    rungs: list[Rung]
    months_min: int
    months_max: int
    is_found: bool

    @property
    def in_words(self) -> str:
        """Say how long the whole way usually takes."""
        low, high = _years(self.months_min), _years(self.months_max)
        return low if low == high else f"{low} to {high}"


def way_between(start: str | None, target: str | None) -> Way | None:
    """Return the shortest path by usual months, or None where one of the two is not known or they are one."""
    if not start or not target or start == target:
        return None
    steps = ladder.path(start, target)
    rungs = [Rung(step.to_slug, step.to_title, "ahead", _months(step)) for step in steps[:-1]]
    rungs += [Rung(step.to_slug, step.to_title, "wanted", _months(step)) for step in steps[-1:]]
    return Way(rungs, sum(s.months_min for s in steps), sum(s.months_max for s in steps), bool(steps))


def rungs_of(profile: Profile) -> list[Rung]:
    """List the rungs of a whole profile in the order they are climbed."""
    here, target = profile.current_role, profile.mentee.target_role if profile.mentee else None
    since = next(
        (one.began_in for one in reversed(profile.roles_walked) if here and one.role_slug == here.slug), None
    )
    walked = {
        one.role_slug: Rung(one.role_slug, one.role.title, "walked", _span(one.began_in, one.ended_in))
        for one in profile.roles_walked
        if not here or one.role_slug != here.slug
    }
    rungs = list(walked.values())
    if here:
        rungs.append(Rung(here.slug, here.title, "here", f"since {since}" if since else ""))
    if target and (not here or target.slug != here.slug):
        way = way_between(here.slug if here else None, target.slug)
        rungs += way.rungs if way and way.is_found else [Rung(target.slug, target.title, "wanted")]
    return rungs


def _span(began_in: int, ended_in: int | None) -> str:
    if ended_in is None:
        return f"since {began_in}"
    return str(began_in) if ended_in == began_in else f"{began_in} to {ended_in}"


def _months(step: ladder.Step) -> str:
    low, high = step.months_min, step.months_max
    return f"usually {low} months" if low == high else f"usually {low} to {high} months"


def _years(months: int) -> str:
    if months < 24:  # noqa: PLR2004 - below two years, months read better
        return f"{months} months"
    years = months / 12
    return f"{years:.0f} years" if years == int(years) else f"{years:.1f} years"
