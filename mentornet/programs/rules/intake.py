"""May somebody come in now, and by this way? If not, why, in a sentence."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date

from ...foundation.errors import Refusal
from ..models import Cohort, Intake, Program, Side


class Way(enum.StrEnum):
    """By which way somebody comes in."""

    OPEN = "open"
    LINK = "link"
    INVITATION = "invitation"
    COORDINATOR = "coordinator"


ASKED_FOR = frozenset({Way.INVITATION, Way.COORDINATOR})
"""Ways on which the coordinator has asked for the person: the intake's kind and dates do not stop them."""


def intake_obstacle(program: Program, *, way: Way, today: date) -> str | None:
    """Say why nobody comes into `program` by `way` on the day `today` in its zone, or None where they may.

    Places are counted elsewhere (`ensure_has_place`): they can go between the look and the step.
    """
    if program.closed_at is not None:
        return f"{program.name} is closed and takes nobody in any more. Look for another program in the list."
    if way in ASKED_FOR:
        return None
    return _wrong_way(program, way) or _wrong_time(program, today)


def _wrong_way(program: Program, way: Way) -> str | None:
    if way is Way.OPEN and program.intake is Intake.LINK:
        return f"People join {program.name} through a link that its coordinator hands out. Ask the coordinator for it."
    if way is Way.OPEN and program.intake is Intake.INVITATION:
        return f"People join {program.name} by invitation. Ask its coordinator to invite your address."
    if way is Way.LINK and program.intake is Intake.INVITATION:
        return f"This link lets nobody in any more: {program.name} now invites people one by one. Ask its coordinator to invite your address."
    return None


def _wrong_time(program: Program, today: date) -> str | None:
    if program.opens_on and today < program.opens_on:
        return f"{program.name} takes people in from {_written(program.opens_on)} on. Come back then."
    if program.closes_on and today > program.closes_on:
        return f"{program.name} took people in until {_written(program.closes_on)}. Ask its coordinator when it opens again."
    if not program.is_rolling and not cohorts_ahead(program.cohorts, today):
        return f"The next cohort of {program.name} has no date yet. Ask its coordinator when it begins."
    return None


def _written(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def ensure_lets_in(program: Program, *, way: Way, today: date) -> None:
    """Refuse where an obstacle stands in the way."""
    if sentence := intake_obstacle(program, way=way, today=today):
        raise Refusal(sentence)


def ensure_has_place(program: Program, *, side: Side, taken: int) -> None:
    """Refuse where every place on `side` is taken; a program without a limit is never full."""
    places = program.mentee_places if side is Side.MENTEE else program.mentor_places
    if places is not None and taken >= places:
        what = f"All {places} {side} places" if places != 1 else f"The one {side} place"
        verb = "are" if places != 1 else "is"
        raise Refusal(
            f"{what} of {program.name} {verb} taken. Ask its coordinator to keep you in mind, or look for another program."
        )


def cohorts_ahead(cohorts: Iterable[Cohort], today: date) -> list[Cohort]:
    """Return the cohorts that one may still join: those that begin today or later, the next one first."""
    return sorted((c for c in cohorts if c.begins_on >= today), key=lambda c: (c.begins_on, c.id))


def next_cohort(program: Program, today: date) -> Cohort | None:
    """Return the cohort that somebody who comes in today belongs to; none where intake is rolling."""
    if program.is_rolling:
        return None
    return next(iter(cohorts_ahead(program.cohorts, today)), None)
