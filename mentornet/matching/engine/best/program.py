"""Which edges are worth most together where both of their ends have several places? A linear program, proved in whole numbers.

In a matching of copies such an edge needs two nodes of its own; here it is one column. Every corner of the program is whole
(its matrix is that of a flow), and HiGHS, which scipy brings, goes from corner to corner. It reckons in floats, so its
answer is not believed: the prices it ends with are rounded, and the bound they make over all edges must be what the edges
taken are worth. Where it is not, there is no answer, and another solver is asked.

Only edges that could matter become columns: some of each node to begin with, then those worth more than their two prices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..scoring.looks import Array
from .flow import EXACT, Network, Places

FEW_EDGES = 15_000
"""So few are all made columns at once."""
MOST_EDGES = 60_000
"""Columns beyond which the program takes longer than a matching of copies."""
_EACH = 24
"""Edges of each node to begin with, and of each node that are taken in at a time."""
_WHOLE = 1e-6

Proves = Callable[[Array], bool]


def _never(_taken: Array) -> bool:
    return False


def suits(network: Network) -> bool:
    """Tell whether some edge joins two nodes that can each have several."""
    left, right = (
        np.minimum(places.total, np.bincount(ends, minlength=len(places.must)))[ends] > 1
        for places, ends in ((network.left, network.rows), (network.right, network.columns))
    )
    return bool((left & right).any())


def best_edges(network: Network, begun: Array | None = None, proves: Proves = _never) -> Array | None:
    """Return which edges are taken in a set of the largest worth, as booleans; none where that cannot be proved.

    Args:
        network: Edges and places.
        begun: Edges that keep the places, where some have to be filled.
        proves: Tells by other means whether the edges taken are the best already.
    """
    if _largest(network) >= EXACT:
        return None
    active = _first(network, begun)
    found: _Corner | None = None
    while active.sum() <= MOST_EDGES:
        found = _solved(network, active, found)
        if found is None:
            return None
        left = network.worth - found.left[network.rows] - found.right[network.columns]
        wrong = (left > 0) & ~active
        if not wrong.any():
            return found.taken if _is_proved(network, found, left) else None
        if proves(found.taken):
            return found.taken
        active |= _best_of(network, left, wrong)
    return None


def _largest(network: Network) -> int:
    """Return what no price or sum of a corner can pass."""
    each = int(np.abs(network.worth).max(initial=0)) + sum(
        int(side.bonus.max(initial=0)) for side in (network.left, network.right)
    )
    return each * 4 * (int(min(network.left.total.sum(), network.right.total.sum())) + 1)


def _first(network: Network, begun: Array | None) -> Array:
    every = np.ones(len(network.rows), dtype=bool)
    if len(every) <= FEW_EDGES:
        return every
    if begun is None:
        must = bool(network.left.must.any() or network.right.must.any())
        return every if must else _best_of(network, network.worth, every)
    return begun | _best_of(network, network.worth, every)


def _best_of(network: Network, gain: Array, among: Array) -> Array:
    """Mark a few edges of the largest gain for each node; equal gains are spread by a number without a meaning."""
    some = np.flatnonzero(among)
    spread = (some * 0.618034) % 1
    order = np.argsort(-(gain[some] + spread), kind="stable")
    marked = np.zeros(len(among), dtype=bool)
    for ends in (network.rows[some], network.columns[some]):
        by_node = order[np.argsort(ends[order], kind="stable")]
        count = np.bincount(ends)
        rank = np.arange(len(some)) - np.repeat(np.cumsum(count) - count, count)
        marked[some[by_node[rank < _EACH]]] = True
    return marked


@dataclass(frozen=True, slots=True)
class _Corner:
    """A solution, and prices of both sides rounded to whole numbers."""

    taken: Array
    left: Array
    right: Array


def _solved(network: Network, active: Array, last: _Corner | None) -> _Corner | None:
    """Solve the program of some edges: a node's edges less its places that are filled freely are those it must have.

    What the last prices take from an edge they give to its nodes' places, so that the method begins where they are.
    """
    from scipy.optimize import linprog  # noqa: PLC0415  # a second and 60 MB, for those who solve
    from scipy.sparse import csc_array  # noqa: PLC0415  # as above

    edges = np.flatnonzero(active)
    rows, height = len(network.left.must), len(network.left.must) + len(network.right.must)
    free = [_free(network.left, 0), _free(network.right, rows)]
    nodes = np.concatenate([own.nodes for own in free])
    ends = np.stack([network.rows[edges], network.columns[edges] + rows], axis=1).ravel()
    columns = csc_array(
        (
            np.concatenate([np.ones(len(ends)), -np.ones(len(nodes))]),
            np.concatenate([ends, nodes]),
            np.concatenate([np.arange(0, len(ends), 2), len(ends) + np.arange(len(nodes) + 1)]),
        ),
        shape=(height, len(edges) + len(nodes)),
    )
    most = np.concatenate([np.ones(len(edges)), *(own.most for own in free)])
    begin = np.zeros(height, np.int64) if last is None else np.concatenate([last.left, last.right])
    left = network.worth[edges] - begin[ends[::2]] - begin[ends[1::2]]
    answer = linprog(
        -np.concatenate([left, np.concatenate([own.worth for own in free]) + begin[nodes]]).astype(
            np.float64
        ),
        A_eq=columns,
        b_eq=np.concatenate([network.left.must, network.right.must]),
        bounds=np.stack([np.zeros(len(most)), most], axis=1),
        method="highs-ds",
        options={"presolve": False},
    )
    if answer.status != 0:
        return None
    share = answer.x[: len(edges)]
    if (np.abs(share - np.round(share)) > _WHOLE).any():
        return None
    taken = np.zeros(len(active), dtype=bool)
    taken[edges] = share > _WHOLE
    prices = begin + np.round(-answer.eqlin.marginals).astype(np.int64)
    return _Corner(taken, prices[:rows], prices[rows:])


@dataclass(frozen=True, slots=True)
class _Free:
    """Places that may be filled: whose, how many, and what each brings."""

    nodes: Array
    most: Array
    worth: Array


def _free(places: Places, first: int) -> _Free:
    dear = np.flatnonzero((places.dear > 0) & (places.bonus > 0))
    plain = places.plain + np.where(places.bonus > 0, 0, places.dear)
    others = np.flatnonzero(plain > 0)
    return _Free(
        np.concatenate([dear, others]) + first,
        np.concatenate([places.dear[dear], plain[others]]).astype(np.float64),
        np.concatenate([places.bonus[dear], np.zeros(len(others), np.int64)]),
    )


def _is_proved(network: Network, found: _Corner, left: Array) -> bool:
    """Ask in whole numbers whether the places are kept, and the bound of the prices is what the edges taken are worth."""
    value, bound = int(network.worth[found.taken].sum()), int(np.maximum(left, 0).sum())
    for places, ends, price in (
        (network.left, network.rows, found.left),
        (network.right, network.columns, found.right),
    ):
        free = np.bincount(ends[found.taken], minlength=len(places.must)) - places.must
        if (free < 0).any() or (free > places.dear + places.plain).any():
            return False
        value += int((np.minimum(free, places.dear) * places.bonus).sum())
        bound += int((places.must * price).sum() + (places.plain * np.maximum(price, 0)).sum())
        bound += int((places.dear * np.maximum(price + places.bonus, 0)).sum())
    return value == bound
