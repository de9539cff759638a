"""Which of these edges are worth most together? One exact answer on a graph that fits in memory.

Knows no people and imports nothing of the engine, so that a process of its own can run it alone and be ended at any time.

Every node has places; an edge takes one at either end, and each edge is taken once at most. A node's first places must be
filled, the next few bring a bonus when they are, the rest bring nothing. Bonuses of a node never rise from place to place,
so that the worth of any set of edges is a concave function of how many meet at each node, and a flow finds the best.

Two solvers behind one function. scipy's `min_weight_full_bipartite_matching` (shortest augmenting paths after Jonker and
Volgenant, sparse) is always there, and the faster one on small graphs; ortools' `SimpleMinCostFlow` (cost scaling after
Goldberg) is five times as fast on a million edges, where it is installed. Both give the same worth; see `ties.py` for why
they also give the same pairs in the end.
"""

from __future__ import annotations

import ctypes
import pickle
import signal
import sys
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

MANY_EDGES = 15_000
"""From so many edges on cost scaling is the faster of the two, by measurement."""
_FAR = 2**61
EXACT = 2**53
"""Up to here float64 holds every whole number."""
LARGEST = 2**62
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class TooLargeError(ValueError):
    """The sums would not be exact."""


@dataclass(frozen=True, slots=True)
class Places:
    """How many edges each node of a side may have."""

    must: Array
    """Places that have to be filled."""
    dear: Array
    """Places that bring the bonus when filled."""
    bonus: Array
    plain: Array
    """Places that bring nothing of their own."""

    @property
    def total(self) -> Array:
        """All places of each node."""
        every: Array = self.must + self.dear + self.plain
        return every


@dataclass(frozen=True, slots=True)
class Network:
    """Edges with their worth between two sides with places."""

    rows: Array
    columns: Array
    worth: Array
    left: Places
    right: Places
    prices: Array | None = None
    """What a place on the right may cost, near the truth: where to begin. Any numbers lead to the same worth."""


def best_edges(network: Network, *, scales: bool = False) -> Array:
    """Return which edges are taken in a set of the largest worth, as booleans.

    Args:
        network: What to choose from.
        scales: Whether cost scaling may do it, where it is installed and the network is large.

    Raises:
        TooLargeError: The sums would not be exact.
    """
    if not len(network.rows):
        return np.zeros(0, dtype=bool)
    flow = _cost_scaling() if scales and len(network.rows) >= MANY_EDGES else None
    return _by_matching(network) if flow is None else _by_flow(network, flow)


def _cost_scaling() -> Any:
    try:
        from ortools.graph.python import min_cost_flow  # noqa: PLC0415  # an extra, and slow to load
    except ImportError:
        return None
    return min_cost_flow.SimpleMinCostFlow()


def _by_flow(network: Network, flow: Any) -> Array:
    """Send the places' units from a source through the edges to a sink, which may give them back.

    Places that must be filled are supplies and demands of their nodes; the arc from sink to source lets any number
    of units go round.
    """
    left, right = network.left, network.right
    rows, columns = len(left.must), len(right.must)
    source, sink = rows + columns, rows + columns + 1
    largest = (
        int(np.abs(network.worth).max()) + int(left.bonus.max(initial=0)) + int(right.bonus.max(initial=0))
    )
    if largest * (sink + 2) >= LARGEST:
        raise TooLargeError
    many = np.full(len(network.rows), 1, dtype=np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        network.rows.astype(np.int32), (network.columns + rows).astype(np.int32), many, -network.worth
    )
    _add_places(flow, left, nodes=np.arange(rows), source=source, sink=None)
    _add_places(flow, right, nodes=np.arange(rows, sink - 1), source=None, sink=sink)
    units = int(min(left.total.sum(), right.total.sum())) + 1
    flow.add_arc_with_capacity_and_unit_cost(sink, source, units, 0)
    supplies = np.concatenate([left.must, -right.must, [-left.must.sum()], [right.must.sum()]])
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies.astype(np.int64))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise TooLargeError
    taken: Array = flow.flows(arcs) > 0
    return taken


def _add_places(flow: Any, places: Places, *, nodes: Array, source: int | None, sink: int | None) -> None:
    for count, cost in ((places.dear, -places.bonus), (places.plain, np.zeros_like(places.bonus))):
        some = np.flatnonzero(count > 0)
        own = nodes[some].astype(np.int32)
        other = np.full(len(some), source if sink is None else sink, dtype=np.int32)
        ends = (other, own) if sink is None else (own, other)
        flow.add_arcs_with_capacity_and_unit_cost(
            *ends, count[some].astype(np.int64), cost[some].astype(np.int64)
        )


def _by_matching(network: Network) -> Array:
    """Make a copy of a node for each place and match the copies."""
    from scipy.sparse import csr_array  # noqa: PLC0415  # a second and 60 MB, for those who solve
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415

    copies = _copied(network)
    size, rows, columns, cost = _closed(copies) if network.prices is None else _begun(copies, network.prices)
    if not len(cost):
        return np.zeros(len(network.rows), dtype=bool)
    cost -= int(cost.min()) - 1
    if 4 * size * int(cost.max()) >= EXACT:
        if network.prices is not None:
            return _by_matching(replace(network, prices=None))
        raise TooLargeError
    cost = csr_array(
        (cost.astype(np.float64), (rows, columns)),
        shape=(size, max(size, int(columns.max()) + 1)),
    )
    chosen_rows, chosen_columns = min_weight_full_bipartite_matching(cost)
    mate = np.full(size, -1, dtype=np.int64)
    mate[chosen_rows] = chosen_columns
    taken = np.zeros(len(network.rows), dtype=bool)
    used = mate[copies.rows] == copies.columns
    taken[copies.edges[used & (copies.edges >= 0)]] = True
    return taken


@dataclass(frozen=True, slots=True)
class _Copies:
    """The graph with a node for each place."""

    rows: Array
    columns: Array
    worth: Array
    edges: Array
    """Which edge of the network each stands for; -1 for none."""
    owners: Array
    """Whose place each column is; -1 for an edge's own."""
    must_rows: Array
    must_columns: Array

    @property
    def is_mirrored(self) -> bool:
        return bool(self.must_columns.any())


def _copied(network: Network) -> _Copies:
    """Copy the nodes; an edge between two nodes of several places gets a node in either side, so that it is taken once."""
    left = _Places.of(network.left, network.rows)
    right = _Places.of(network.right, network.columns)
    twice = (left.count[network.rows] > 1) & (right.count[network.columns] > 1)
    plain, split = np.flatnonzero(~twice), np.flatnonzero(twice)
    row, edge = left.spread(network.rows[plain], plain)
    column, place = right.spread(network.columns[edge], np.arange(len(edge)))
    row, edge = row[place], edge[place]
    worth = network.worth[edge] + left.bonus[row] + right.bonus[column]
    must_rows = np.concatenate([left.must, np.ones(len(split), bool)])
    must_columns = np.concatenate([right.must, np.ones(len(split), bool)])
    if not len(split):
        return _Copies(row, column, worth, edge, right.owner, must_rows, must_columns)
    own_rows, own_columns = len(left.must) + np.arange(len(split)), len(right.must) + np.arange(len(split))
    out_row, out = left.spread(network.rows[split], np.arange(len(split)))
    in_column, into = right.spread(network.columns[split], np.arange(len(split)))
    return _Copies(
        rows=np.concatenate([row, out_row, own_rows[into], own_rows]),
        columns=np.concatenate([column, own_columns[out], in_column, own_columns]),
        worth=np.concatenate(
            [
                worth,
                network.worth[split[out]] + left.bonus[out_row],
                right.bonus[in_column],
                np.zeros(len(split), np.int64),
            ]
        ),
        edges=np.concatenate([edge, split[out], np.full(len(into) + len(split), -1)]),
        owners=np.concatenate([right.owner, np.full(len(split), -1)]),
        must_rows=must_rows,
        must_columns=must_columns,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """The copies of one side's nodes, in a row."""

    count: Array
    first: Array
    owner: Array
    bonus: Array
    must: Array

    @classmethod
    def of(cls, places: Places, ends: Array) -> _Places:
        count = np.minimum(places.total, np.bincount(ends, minlength=len(places.must)))
        owner = np.repeat(np.arange(len(count)), count)
        first = np.cumsum(count) - count
        rank = np.arange(len(owner)) - first[owner]
        must = rank < places.must[owner]
        dear = ~must & (rank < (places.must + places.dear)[owner])
        return cls(count, first, owner, np.where(dear, places.bonus[owner], 0).astype(np.int64), must)

    def spread(self, nodes: Array, tags: Array) -> tuple[Array, Array]:
        """Return every copy of each node, and the tag that came with it."""
        count = self.count[nodes]
        start = np.cumsum(count) - count
        rank = np.arange(count.sum()) - np.repeat(start, count)
        return np.repeat(self.first[nodes], count) + rank, np.repeat(tags, count)


def _closed(copies: _Copies) -> tuple[int, Array, Array, Array]:
    """Add edges so that a full matching exists whatever stays empty; return its size, and rows, columns and costs.

    Where only rows must be filled, each other row gets a column of its own. Where columns must be too, the graph
    is laid beside its mirror.
    """
    if copies.is_mirrored:
        return _mirrored(copies, -copies.worth, np.zeros(len(copies.must_rows), np.int64), None)
    rows, columns = len(copies.must_rows), len(copies.must_columns)
    free = np.flatnonzero(~copies.must_rows)
    ends = (
        np.concatenate([copies.rows, free]),
        np.concatenate([copies.columns, columns + np.arange(len(free))]),
    )
    return rows, *ends, np.concatenate([-copies.worth, np.zeros(len(free), np.int64)])


def _begun(copies: _Copies, prices: Array) -> tuple[int, Array, Array, Array]:
    """Close the graph as its mirror, with costs that are nought wherever the prices hold already.

    Every node is matched there, so that a node's price may be taken off all its edges. Then only what the prices got
    wrong is searched for.
    """
    price = np.where(copies.owners >= 0, prices[copies.owners], 0)
    price = np.where(copies.must_columns, price, np.maximum(price, 0))
    left = copies.worth - price[copies.columns]
    gain = np.where(copies.must_rows, -_FAR, 0)
    np.maximum.at(gain, copies.rows, left)
    gain = np.where(gain > -_FAR, gain, 0)
    return _mirrored(copies, gain[copies.rows] - left, gain, price)


def _mirrored(
    copies: _Copies, cost: Array, gain: Array, price: Array | None
) -> tuple[int, Array, Array, Array]:
    """Lay the graph beside its mirror, and join each node that may stay empty to its own image."""
    rows, columns = len(copies.must_rows), len(copies.must_columns)
    free_rows, free_columns = np.flatnonzero(~copies.must_rows), np.flatnonzero(~copies.must_columns)
    price = np.zeros(columns, np.int64) if price is None else price
    return (
        rows + columns,
        np.concatenate([copies.rows, rows + copies.columns, free_rows, rows + free_columns]),
        np.concatenate([copies.columns, columns + copies.rows, columns + free_rows, free_columns]),
        np.concatenate([cost, cost, 2 * gain[free_rows], 2 * price[free_columns]]),
    )


def packed(network: Network) -> tuple[Array, ...]:
    """Return a network as plain arrays, which another process can read without the engine."""
    sides = (network.left, network.right)
    places = (array for side in sides for array in (side.must, side.dear, side.bonus, side.plain))
    prices = np.empty(0, np.int64) if network.prices is None else network.prices
    return (network.rows, network.columns, network.worth, prices, *places)


def _end_with_parent() -> None:
    """Have Linux end this process with the one that started it: a solver at work hears nothing else."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)


def main() -> None:
    """Answer one network after another, packed: pickles in, pickles out, until the input ends."""
    _end_with_parent()
    while True:
        try:
            arrays = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started this one
        except EOFError:
            return
        rows, columns, worth, prices, *places = arrays
        known = prices if len(prices) else None
        network = Network(rows, columns, worth, Places(*places[:4]), Places(*places[4:]), known)
        try:
            answer: Array | None = best_edges(network, scales=True)
        except TooLargeError:
            answer = None
        pickle.dump(answer, sys.stdout.buffer, protocol=5)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
