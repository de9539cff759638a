"""What did a criterion find in this pair? Kinds and the members' own words; sentences are made elsewhere.

| criterion | kinds | evidence | missing |
|---|---|---|---|
| path_walked | next_step, later_step | from, to, year (where known) | |
| | reached_target | role | |
| | none | | from, to (or the target role) |
| goals, credentials, specializations, skills, languages, overlap | shared, none | what is shared | what is not |
| setting_population | shared, none | both lists in one | what is not |
| licence_state | holds_licence, same_state, none | state | state |
| availability | shared_hours, rotates, none | count, then the hours of the UTC week | |
| experience | rungs, years, rungs_and_years | differences, mentor minus mentee, in that order | |
| wishes | mutual, mentee, mentor, none | ranks from 1 | |
| equal, different | same, different | what both, or each, said | the mentee's answer where it fails |
| difference | within, outside | the difference | |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ..values import HOURS_A_WEEK, Custom, Kind, Mentee, Mentor


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, what is shared, what is missing."""

    kind: str
    evidence: tuple[str | int, ...] = ()
    missing: tuple[str | int, ...] = ()


Tell = Callable[[Mentee, Mentor, int], Told]


def path_walked(mentee: Mentee, mentor: Mentor, _value: int) -> Told:
    """Name the step walked and its year."""
    path = mentee.steps_wanted
    if not path and mentee.current_role and mentee.target_role:
        path = ((mentee.current_role, mentee.target_role),)
    walked = {(step.from_role, step.to_role): step.year for step in mentor.walked}
    for place, step in enumerate(path):
        if step in walked:
            year = walked[step]
            return Told("later_step" if place else "next_step", step if year is None else (*step, year))
    target = mentee.target_role
    if target and (target == mentor.current_role or any(target == to_role for _, to_role in walked)):
        return Told("reached_target", (target,))
    return Told("none", missing=path[0] if path else (str(target),))


def overlap_of(*fields: str) -> Tell:
    """Name what is shared and what is not, in the mentee's order."""
    return partial(_overlap, fields)


def _overlap(fields: tuple[str, ...], mentee: Mentee, mentor: Mentor, _value: int) -> Told:
    shared: list[str] = []
    missing: list[str] = []
    for field in fields:
        had = getattr(mentor, field)
        for word in getattr(mentee, field) if had else ():
            (shared if word in had else missing).append(word)
    return _shared(shared, missing)


def _shared(shared: list[str], missing: list[str]) -> Told:
    return Told("shared" if shared else "none", tuple(dict.fromkeys(shared)), tuple(dict.fromkeys(missing)))


def licence_state(mentee: Mentee, mentor: Mentor, _value: int) -> Told:
    """Name the state, and whether the mentor is licensed or only works there."""
    state = mentee.licence_state or mentee.region or ""
    if state in mentor.licence_states:
        return Told("holds_licence", (state,))
    if state == mentor.region:
        return Told("same_state", (state,))
    return Told("none", missing=(state,))


def availability(mentee: Mentee, mentor: Mentor, _value: int) -> Told:
    """Name the hours in which both are free."""
    if mentee.rotates or mentor.rotates:
        return Told("rotates")
    free = (mentee.available or 0) & (mentor.available or 0)
    shared = [hour for hour in range(HOURS_A_WEEK) if free >> hour & 1]
    return Told("shared_hours", (len(shared), *shared)) if shared else Told("none")


def experience(mentee: Mentee, mentor: Mentor, _value: int) -> Told:
    """Name how many rungs and years lie between them."""
    found: dict[str, int] = {}
    if mentee.level is not None and mentor.level is not None:
        found["rungs"] = mentor.level - mentee.level
    if mentee.years is not None and mentor.years is not None:
        found["years"] = round(mentor.years - mentee.years)
    return Told("_and_".join(found), tuple(found.values()))


def wishes(mentee: Mentee, mentor: Mentor, _value: int) -> Told:
    """Name who wished whom, and at which rank."""
    found: dict[str, int] = {}
    if mentor.id in mentee.wishes:
        found["mentee"] = mentee.wishes.index(mentor.id) + 1
    if mentee.id in mentor.wishes:
        found["mentor"] = mentor.wishes.index(mentee.id) + 1
    kind = "mutual" if len(found) > 1 else next(iter(found), "none")
    return Told(kind, tuple(found.values()))


def custom(criterion: Custom) -> Tell:
    """Tell of a program's own question."""
    return partial(_answered, criterion)


def _answered(criterion: Custom, mentee: Mentee, mentor: Mentor, value: int) -> Told:
    mine, theirs = mentee.answers[criterion.name], mentor.answers[criterion.name]
    words = mine if isinstance(mine, tuple) else (str(mine),)
    had = theirs if isinstance(theirs, tuple) else (str(theirs),)
    if criterion.kind is Kind.OVERLAP:
        return _shared([word for word in words if word in had], [word for word in words if word not in had])
    if criterion.kind is Kind.DIFFERENCE and not isinstance(mine, tuple) and not isinstance(theirs, tuple):
        return Told("within" if value else "outside", (round(theirs - mine),))
    is_same = bool(value) == (criterion.kind is Kind.EQUAL)
    return Told(
        "same" if is_same else "different", words if is_same else (*words, *had), () if value else words
    )
