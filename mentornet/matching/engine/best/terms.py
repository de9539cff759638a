"""How much is a pair worth beside a score? Objectives, priorities and lower seats as whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import FULL, Objective, Pool


@dataclass(frozen=True, slots=True)
class Terms:
    """A pair is worth `factor` x (score + priority); a mentee's first mentor brings `bonus`, a lower seat `care`."""

    factor: int
    bonus: int
    care: int


def terms_of(objective: Objective, pool: Pool) -> Terms:
    """Weigh people against scores.

    MOST: one more mentee placed outweighs everything else together. TOTAL: one more part per million outweighs all
    people together, and people settle what scores leave open. A lower seat weighs as much as a perfect fit and a little
    more, so that nobody's second mentee is dearer than another's first.
    """
    seats = sum(mentor.seats for mentor in pool.mentors)
    pairs = min(sum(mentee.most_mentors for mentee in pool.mentees), seats)
    lower = sum(min(mentor.lower_seats, mentor.seats) for mentor in pool.mentors)
    if objective is Objective.MOST:
        care = FULL + 1 if lower else 0
        dearest = FULL + max((mentee.priority for mentee in pool.mentees), default=0)
        return Terms(1, pairs * dearest + lower * care + 1, care)
    factor = min(len(pool.mentees), seats) + 1
    return Terms(factor, 1, factor * (FULL + 1) if lower else 0)
