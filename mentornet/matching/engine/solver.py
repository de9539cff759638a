"""Which pairs are best for all together? Exact, on a table that fits in memory.

1. A pair is worth `factor` x score + `bonus`, chosen so that one sum says what the objective says in two (`worth_of`).
2. Every seat is a column; a pair that may not be is worth nothing, every other more than nothing, so that the best
   full assignment, with the worthless pairs struck out, is the best partial one.
3. `scipy.optimize.linear_sum_assignment` (a shortest augmenting path method after Jonker and Volgenant, in the form of
   Crouse, "On implementing 2D rectangular assignment algorithms", 2016) finds it. It works in float64, which is exact
   while the sums stay below 2^53: asked before, not hoped.
4. Prices are worked out from the pairs alone (`prices`); they exist only if the pairs are optimal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .looks import Array
from .values import FULL, BadPoolError, Objective

UNPLACED = -1
MOST_CELLS = 64_000_000
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Worth:
    """What a pair adds: `factor` x score + `bonus`."""

    factor: int
    bonus: int

    def of(self, scores: Array, minimum: int) -> Array:
        """Return the worth of each pair as int64; nought for one that may not be."""
        return np.where(scores >= minimum, scores.astype(np.int64) * self.factor + self.bonus, 0)


def worth_of(objective: Objective, places: int) -> Worth:
    """Weigh people against scores, where at most `places` pairs can be made.

    MOST: one more pair outweighs all scores together. TOTAL: one more part per million outweighs all people together,
    and people settle what scores leave open.
    """
    if objective is Objective.MOST:
        return Worth(1, places * FULL + 1)
    return Worth(places + 1, 1)


def assign(scores: Array, seats: Array, worth: Worth, minimum: int) -> Array:
    """Return for each mentee (row) the mentor's column, or -1.

    Args:
        scores: Parts per million, mentees by mentors; negative where forbidden.
        seats: Open seats of each mentor.
        worth: From `worth_of`.
        minimum: The least score a pair may have.

    Raises:
        BadPoolError: The table would not fit in memory or in exact numbers.
    """
    mentees = len(scores)
    match = np.full(mentees, UNPLACED, dtype=np.int64)
    owners = np.repeat(np.arange(len(seats)), np.minimum(seats, mentees))
    if not mentees or not len(owners):
        return match
    _ensure_fits(mentees, len(owners), worth)
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  # a second and 60 MB, for those who solve

    cost = np.negative(worth.of(scores, minimum), dtype=np.float64)[:, owners]
    rows, columns = linear_sum_assignment(cost)
    made = cost[rows, columns] < 0
    match[rows[made]] = owners[columns[made]]
    return match


def _ensure_fits(mentees: int, columns: int, worth: Worth) -> None:
    if mentees * columns > MOST_CELLS:
        raise BadPoolError(
            f"{mentees:,} mentees by {columns:,} seats is more than can be solved at once "
            f"({MOST_CELLS:,} pairs). Split the round by state or site."
        )
    if 4 * min(mentees, columns) * (worth.factor * FULL + worth.bonus) >= _EXACT:
        raise BadPoolError(f"{mentees:,} mentees are more than whole numbers allow for. Split the round.")


def prices(scores: Array, seats: Array, match: Array, worth: Worth, minimum: int) -> Array | None:
    """Return each mentor's smallest price, or none where the pairs are not optimal.

    With u for mentees and v for mentors, prices prove the pairs when u_i + v_j >= worth_ij everywhere, with equality
    on the pairs, u_i = 0 for whoever is unplaced, and v_j = 0 wherever a seat is free. Begin with v = 0 and raise a
    mentor's price to what some mentee would still gain there; that lowers the gain of her own mentees, so look at
    theirs again (Bellman and Ford, from the changed front). Optimal pairs leave no way to go round for ever.
    """
    taken = np.bincount(match[match >= 0], minlength=len(seats))
    price = np.zeros(len(seats), dtype=np.int64)
    gain = np.zeros(len(match), dtype=np.int64)
    placed = np.flatnonzero(match >= 0)
    gain[placed] = worth.of(scores[placed, match[placed]], minimum)
    own = gain.copy()
    front = np.arange(len(match))
    for _ in range(len(match) + len(seats) + 2):
        if not len(front):
            return price
        offers = _offers(scores, front, gain, worth, minimum)
        raised = offers > price
        if (raised & (taken < seats)).any():
            return None
        price = np.maximum(price, offers)
        front = placed[raised[match[placed]]]
        gain[front] = own[front] - price[match[front]]
        if (gain[front] < 0).any():
            return None
    return None


def _offers(scores: Array, front: Array, gain: Array, worth: Worth, minimum: int) -> Array:
    """Return what the mentees of the front would at most pay for each mentor."""
    best = np.zeros(scores.shape[1], dtype=np.int64)
    for start in range(0, len(front), _ROWS):
        rows = front[start : start + _ROWS]
        value = worth.of(scores[rows], minimum)
        np.maximum(best, (value - gain[rows, None]).max(axis=0, initial=0), out=best)
    return best


_ROWS = 256
