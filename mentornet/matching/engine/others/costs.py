"""Which row goes to which column at the least cost? The plain assignment problem, with its proof.

The engine's people and seats are this problem with rules around it; alone it can be set beside known optima.

1. `scipy.optimize.linear_sum_assignment` (shortest augmenting paths) finds the assignment in float64, which is exact while
   the sums stay below 2^53: asked before, not hoped.
2. The columns' prices follow from the assignment alone: v_j is the length of the shortest way to j over the moves
   "row i gives up its column for j", Bellman and Ford from the changed front. They exist only if it is the cheapest.
3. `faults` shares nothing with either: whole numbers that add up, u_i + v_j <= cost_ij everywhere, and their sum equal
   to the cost. No assignment can then cost less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array
from ..values import BadPoolError

_EXACT = 2**53
_ROWS = 256


@dataclass(frozen=True, slots=True)
class Assignment:
    """A column for each row, and what proves that none costs less."""

    columns: tuple[int, ...]
    total: int
    row_prices: tuple[int, ...]
    column_prices: tuple[int, ...]

    @property
    def bound(self) -> int:
        """What every assignment costs at least."""
        return sum(self.row_prices) + sum(self.column_prices)


def assign_costs(costs: Array) -> Assignment:
    """Return the cheapest assignment of a square table of whole costs.

    Raises:
        BadPoolError: The costs are too large for exact sums.
    """
    size = len(costs)
    if 4 * size * int(max(abs(int(costs.min())), abs(int(costs.max())))) >= _EXACT:
        raise BadPoolError(
            f"The costs reach {int(np.abs(costs).max()):,}, too large for exact sums over {size} rows. Use smaller units."
        )
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  # a second and 60 MB, for those who solve

    _, columns = linear_sum_assignment(costs.astype(np.float64))
    own = costs[np.arange(size), columns]
    price = _column_prices(costs, columns, own)
    return Assignment(
        columns=tuple(columns.tolist()),
        total=int(own.sum()),
        row_prices=tuple((own - price[columns]).tolist()),
        column_prices=tuple(price.tolist()),
    )


def _column_prices(costs: Array, columns: Array, own: Array) -> Array:
    """Lower the columns' prices until no row would rather have another column; at most once round for each row."""
    price = np.zeros(len(costs), dtype=np.int64)
    row_of = np.empty(len(costs), dtype=np.int64)
    row_of[columns] = np.arange(len(costs))
    front = np.arange(len(costs))
    for _ in range(len(costs) + 1):
        if not len(front):
            break
        offer = price.copy()
        for start in range(0, len(front), _ROWS):
            rows = front[start : start + _ROWS]
            left = costs[rows] - (own[rows] - price[columns[rows]])[:, None]
            np.minimum(offer, left.min(axis=0), out=offer)
        front = row_of[np.flatnonzero(offer < price)]
        price = offer
    return price


def faults(
    costs: Array, columns: Sequence[int], row_prices: Sequence[int], column_prices: Sequence[int]
) -> list[str]:
    """Say why an assignment is not proved the cheapest, naming rows and columns from 1; nothing where it is."""
    size = len(costs)
    if sorted(columns) != list(range(size)):
        return ["The assignment does not give each row a column of its own."]
    if len(row_prices) != size or len(column_prices) != size:
        return ["There is not one price for each row and each column."]
    found = []
    for row in range(size):
        left = costs[row] - row_prices[row] - np.array(column_prices, dtype=np.int64)
        if int(left.min()) < 0:
            found.append(f"Row {row + 1} and column {int(left.argmin()) + 1} cost less than their prices.")
    total = sum(int(costs[row, column]) for row, column in enumerate(columns))
    bound = sum(row_prices) + sum(column_prices)
    if total != bound:
        found.append(f"The assignment costs {total}, and the prices prove {bound} alone.")
    return found
