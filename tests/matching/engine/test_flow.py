"""Two solvers, one answer: both give any network what trying every set of edges gives it."""

from __future__ import annotations

import itertools
import random
import sys

import numpy as np
import pytest

from mentornet.matching.engine.best import flow
from mentornet.matching.engine.best.flow import Array, Network, Places, best_edges

EDGES = 9


def a_side(draw: random.Random, degrees: Array) -> Places:
    """Make places, so many of which must be filled as a known set of edges fills."""
    must = np.array([draw.randint(0, most) for most in degrees.tolist()], dtype=np.int64)
    dear, plain = (np.array([draw.randint(0, 2) for _ in degrees], dtype=np.int64) for _ in range(2))
    plain = np.maximum(plain, degrees - must - dear)
    bonus = np.array([draw.choice([0, 5, 60]) for _ in degrees], dtype=np.int64)
    return Places(must=must, dear=dear, bonus=bonus, plain=plain)


def a_network(seed: int) -> Network:
    """Make a small network that has at least one allowed set of edges."""
    draw = random.Random(seed)
    size = draw.randint(1, 4), draw.randint(1, 4)
    pairs = list(itertools.product(range(size[0]), range(size[1])))
    some = sorted(draw.sample(pairs, min(len(pairs), draw.randint(1, EDGES))))
    rows, columns = (np.array([pair[side] for pair in some], dtype=np.int32) for side in (0, 1))
    known = np.array([draw.random() < 0.4 for _ in some])
    return Network(
        rows=rows,
        columns=columns,
        worth=np.array([draw.randint(-3, 40) for _ in some], dtype=np.int64),
        left=a_side(draw, np.bincount(rows[known], minlength=size[0])),
        right=a_side(draw, np.bincount(columns[known], minlength=size[1])),
    )


def worth_of(network: Network, taken: Array) -> int | None:
    """Return what a set of edges is worth with its bonuses; none where it is not allowed."""
    worth = int(network.worth[taken].sum())
    for places, ends in ((network.left, network.rows), (network.right, network.columns)):
        filled = np.bincount(ends[taken], minlength=len(places.must))
        if (filled < places.must).any() or (filled > places.total).any():
            return None
        worth += int((np.minimum(filled - places.must, places.dear) * places.bonus).sum())
    return worth


def best_worth(network: Network) -> int:
    """Try every set of edges."""
    sets = (np.array(one, dtype=bool) for one in itertools.product([False, True], repeat=len(network.rows)))
    return max(worth for worth in (worth_of(network, taken) for taken in sets) if worth is not None)


@pytest.mark.parametrize("many", [0, flow.MANY_EDGES], ids=["cost scaling", "matching"])
def test_either_solver_finds_what_trying_every_set_finds(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(flow, "MANY_EDGES", many)
    for seed in range(120):
        network = a_network(seed)
        assert worth_of(network, best_edges(network, scales=True)) == best_worth(network), seed


def test_matching_does_it_where_cost_scaling_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "MANY_EDGES", 0)
    monkeypatch.setitem(sys.modules, "ortools.graph.python", None)
    network = a_network(7)
    assert worth_of(network, best_edges(network, scales=True)) == best_worth(network)


@pytest.mark.parametrize("scales", [True, False])
def test_sums_that_would_not_be_exact_are_refused(monkeypatch: pytest.MonkeyPatch, *, scales: bool) -> None:
    monkeypatch.setattr(flow, "MANY_EDGES", 0)
    one, nought = np.ones(1, np.int64), np.zeros(1, np.int64)
    places = Places(must=nought, dear=one, bonus=nought, plain=nought)
    edge = np.zeros(1, np.int32)
    network = Network(edge, edge, np.array([2**61], dtype=np.int64), places, places)
    with pytest.raises(flow.TooLargeError):
        best_edges(network, scales=scales)
