"""To whom could each mentee go at little cost? Found when a mentee is first asked about, and kept from one change to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..scoring.looks import Array
from .held import runs
from .looking import FAR, Lens, Prices

REACH = 60_000
"""How far pairs are listed at first, in parts per million of a score."""
CROWD = 256
"""Pairs of one mentee that are listed; where more are as near, the others are looked at only when they are needed."""
MOST = 4_000_000
"""Pairs that are kept in all."""
APART = 2.0**60
"""No pair has a slack as large as this but those that may be no more."""
_NEVER = -(2**61)


@dataclass(slots=True)
class Close:
    """Near pairs by mentee. Every pair of a mentee whose slack is below their limit is listed."""

    limit: Array
    is_crowded: Array
    """Whose limit is as far as it is since there are too many beyond."""
    first: Array
    count: Array
    columns: Array
    worth: Array
    used: int = 0

    @classmethod
    def nothing(cls, rows: int) -> Close:
        """Return a list that is still to be made."""
        return cls(
            limit=np.full(rows, -FAR),
            is_crowded=np.zeros(rows, dtype=bool),
            first=np.zeros(rows, np.int64),
            count=np.zeros(rows, np.int64),
            columns=np.empty(0, np.int64),
            worth=np.empty(0, np.int64),
        )

    def copy(self) -> Close:
        """Return a list of its own."""
        return replace(
            self,
            limit=self.limit.copy(),
            is_crowded=self.is_crowded.copy(),
            first=self.first.copy(),
            count=self.count.copy(),
            columns=self.columns.copy(),
            worth=self.worth.copy(),
        )

    def forget(self) -> None:
        """Begin anew."""
        self.limit[:] = -FAR
        self.count[:] = 0
        self.used = 0

    def move(self, gains: Array, prices: Array) -> None:
        """Hear by how much gains and prices rise: what was left out may be nearer by that."""
        self.limit += gains + min(0, prices.min(initial=0))

    def part(self, row: int, column: int) -> None:
        """Leave a pair out for good."""
        own = slice(int(self.first[row]), int(self.first[row] + self.count[row]))
        self.worth[own][self.columns[own] == column] = _NEVER

    def ask(self, rows: Array, limits: Array) -> Array:
        """Tell who of some mentees must be looked at so that all below these limits is known; a crowd never is."""
        reach = self.limit[rows]
        asked: Array = (reach < 0) | ((reach < limits) & ~self.is_crowded[rows])
        return asked

    def of(self, rows: Array, prices: Prices) -> tuple[Array, Array, Array]:
        """Return the listed pairs of some mentees: the number of each among these, columns, and slack."""
        count = self.count[rows]
        places = runs(self.first[rows], count)
        owner = np.repeat(np.arange(len(rows)), count)
        columns = self.columns[places]
        slack = prices.gain[rows][owner] + prices.price[columns] - self.worth[places]
        return owner, columns, slack.astype(float)

    def look(
        self, lens: Lens, rows: Array, limits: Array, prices: Prices, apart: set[tuple[int, int]]
    ) -> None:
        """List the pairs of some mentees, in rising order, up to a limit of each."""
        left, right, worth = lens.near(rows, limits, prices)
        order = np.lexsort((right, left))
        left, right, worth = left[order], right[order], worth[order]
        asked, (limits, kept) = limits, _without_crowds(rows, limits, (left, right, worth), prices)
        left, right, worth = left[kept], right[kept], worth[kept]
        if self.used + len(left) > MOST:
            self.forget()
        self._make_room(len(left))
        own = slice(self.used, self.used + len(left))
        self.columns[own], self.worth[own] = right, worth
        first = np.searchsorted(left, rows)
        self.first[rows], self.count[rows] = (
            self.used + first,
            np.searchsorted(left, rows, side="right") - first,
        )
        self.limit[rows], self.is_crowded[rows] = limits, limits < asked
        self.used = own.stop
        for row, column in apart:
            self.part(row, column)

    def _make_room(self, more: int) -> None:
        size = self.used + more
        if size > len(self.columns):
            self.columns, self.worth = (
                np.concatenate([part[: self.used], np.empty(max(size, 1024), np.int64)])
                for part in (self.columns, self.worth)
            )


def _without_crowds(
    rows: Array, limits: Array, near: tuple[Array, Array, Array], prices: Prices
) -> tuple[Array, Array]:
    """Return the limits, and which pairs to keep: of a crowd only those nearer than the first left out."""
    left, right, worth = near
    limits, kept = limits.copy(), np.ones(len(left), dtype=bool)
    first = np.searchsorted(left, rows)
    count = np.searchsorted(left, rows, side="right") - first
    for at in np.flatnonzero(count > CROWD).tolist():
        own = slice(int(first[at]), int(first[at] + count[at]))
        slack = prices.gain[rows[at]] + prices.price[right[own]] - worth[own]
        limits[at] = float(np.partition(slack, CROWD)[CROWD])
        kept[own] = slack < limits[at]
    return limits, kept
