"""Why has this mentee no mentor? Found by asking every mentor with an open seat again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .hard import Bar
from .looks import Array, Block
from .outcomes import Unplaced, Why
from .values import Pool, Settings


def explain_unplaced(
    pool: Pool, bars: Sequence[Bar], settings: Settings, *, scores: Array, rows: Sequence[int], seats: Array
) -> list[Unplaced]:
    """Name the true reason for each of the mentees in `rows`.

    Args:
        pool: Everybody.
        bars: The hard rules.
        settings: Holds the minimum score.
        scores: Mentees by mentors, negative where forbidden.
        rows: The mentees without a mentor.
        seats: How many seats each mentor had open.
    """
    has_seat = seats > 0
    told = []
    for row in rows:
        look = Block(slice(row, row + 1), slice(0, len(pool.mentors)))
        removed = {str(bar.name): int((bar.forbids(look)[0] & has_seat).sum()) for bar in bars}
        told.append(
            _told(pool, settings, row, np.where(has_seat, scores[row], -1), removed, int(has_seat.sum()))
        )
    return told


def _told(
    pool: Pool, settings: Settings, row: int, own: Array, removed: dict[str, int], mentors: int
) -> Unplaced:
    allowed = int((own >= 0).sum())
    eligible = int((own >= settings.minimum_score).sum())
    best = int(own.argmax()) if allowed else None
    return Unplaced(
        mentee=pool.mentees[row].id,
        why=_why(mentors, allowed, eligible),
        mentors=mentors,
        removed={name: count for name, count in removed.items() if count},
        below_minimum=allowed - eligible,
        eligible=eligible,
        best_mentor=None if best is None else pool.mentors[best].id,
        best_score=None if best is None else int(own[best]),
    )


def _why(mentors: int, allowed: int, eligible: int) -> Why:
    if not mentors:
        return Why.NO_SEATS
    if not allowed:
        return Why.NO_ELIGIBLE
    return Why.SEATS_TAKEN if eligible else Why.BELOW_MINIMUM
