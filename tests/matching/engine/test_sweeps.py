"""Sweeps miss nothing: their bounds hold for every pair, and however the work is cut the pairs are the same."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from mentornet.matching.engine import Pool, Rules, Settings, solve
from mentornet.matching.engine.best import columns, finding, ground, sweeps
from mentornet.matching.engine.proof import certificate
from mentornet.matching.engine.scoring import tiles
from mentornet.matching.engine.scoring.looks import Grid

from . import pools
from .test_solver import pairs_of

WIDTH = 16


@pytest.fixture(name="people")
def some_people() -> Pool:
    return pools.pool(random.Random(11), 260, 150, clones=0.2, most_seats=3)


@pytest.fixture(name="narrow")
def narrow_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the way of large rounds, with many narrow tiles and strips."""
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 4)
    for module in (ground, sweeps):
        monkeypatch.setattr(module, "COLUMNS", WIDTH)
        monkeypatch.setattr(module, "ROWS", 8)


def assert_bounds_hold(around: ground.Ground, bounds: sweeps.Bounds, prices: np.ndarray[Any, Any]) -> None:
    scores = around.scorer.scores(Grid(around.mentees, around.mentors)).astype(float)
    for bar in finding_bars(around):
        scores[bar.forbids(Grid(around.mentees, around.mentors))] = -np.inf
    left = scores - prices / around.market.factor
    for number, (start, stop) in enumerate(around.cells()):
        assert (left[:, start:stop].max(axis=1) <= bounds.most[number] + around.tiles.error + 1).all()


def finding_bars(around: ground.Ground) -> Any:
    return around.field.closely._bars  # the rules of the very pool that is swept


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("shares", [(0.0,), (0.2,), sweeps._SHARES])  # none apart, many apart, as it is
def test_after_each_sweep_the_bounds_hold_for_every_pair(
    monkeypatch: pytest.MonkeyPatch, people: Pool, shares: tuple[float, ...]
) -> None:
    swept = []

    def watched(around: ground.Ground, bounds: sweeps.Bounds, *asked: Any, **how: Any) -> sweeps.Found:
        found = sweeps.sweep(around, bounds, *asked, **how)
        assert_bounds_hold(around, bounds, asked[0])
        swept.append(len(around.mentors))
        return found

    monkeypatch.setattr(sweeps, "_SHARES", shares)
    monkeypatch.setattr(columns, "sweep", watched)
    assert solve(people, Rules(), Settings(minimum_score=0)).optimal
    assert swept.count(max(swept)) > 1


@pytest.mark.parametrize(
    "cuts",
    [
        {(sweeps, "_SHARES"): (0.2,)},
        {(sweeps, "CROWD"): 1, (certificate, "CROWD"): 1, (tiles, "CROWD"): 1},
        {(sweeps, "CROWD"): 3, (certificate, "CROWD"): 3},
        {(columns, "_OWNERS"): 7, (columns, "_MANY_EDGES"): 0, (columns, "_LARGE"): 1},
        {(columns, "_HARDLY_ANY"): 1_000_000},
        {(columns, "_HARDLY_ANY"): -1},
    ],
    ids=["many apart", "crowds", "few at a time", "owners apart", "prices tried first", "prices never tried"],
)
def test_however_the_work_is_cut_the_pairs_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    people: Pool,
    cuts: dict[tuple[Any, str], Any],
) -> None:
    rules = pools.rules(random.Random(4), people, forbidden=0.01, locks=4)
    by_table = solve(people, rules, Settings(seed=3))
    request.getfixturevalue("narrow")
    for (module, name), value in cuts.items():
        monkeypatch.setattr(module, name, value)
    by_columns = solve(people, rules, Settings(seed=3))
    assert by_columns.optimal
    assert pairs_of(by_columns) == pairs_of(by_table)
