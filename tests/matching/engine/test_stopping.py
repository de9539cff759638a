"""A long solve says how far it is, stops when it is told to, and ends where that is near enough."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import numpy as np
import pytest

from mentornet.matching.engine import Objective, Rules, Settings, solve, verify
from mentornet.matching.engine.best import columns, finding
from mentornet.matching.engine.best.flow import Network, Places
from mentornet.matching.engine.best.solving import NetworkSolver

from . import pools


class Stop(Exception):  # a signal, not an error
    pass


class Heard:
    """Keeps what it hears; stops the work at a stage."""

    def __init__(self, stop_at: str = "") -> None:
        self.stages: list[str] = []
        self.gaps: list[float] = []
        self.stop_at = stop_at

    def __call__(self, stage: str, fraction: float) -> None:
        assert 0 <= fraction <= 1
        self.stages.append(stage)
        if stage == self.stop_at:
            raise Stop

    def hear_gap(self, gap: float) -> None:
        self.gaps.append(gap)


@pytest.fixture(autouse=True)
def only_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 400)


def test_the_gap_closes_until_nothing_is_left_of_it() -> None:
    draw = random.Random(4)
    heard = Heard()
    result = solve(pools.pool(draw, 300, 200), Rules(), Settings(), heard)
    assert result.optimal
    assert result.certificate.gap == 0
    assert heard.gaps
    assert heard.gaps[-1] < 0.001
    assert list(dict.fromkeys(heard.stages)) == ["score", "solve", "prices", "reasons", "certificate"]


@pytest.mark.parametrize("stage", ["score", "solve", "prices"])
def test_a_solve_by_columns_stops_where_its_report_raises(stage: str) -> None:
    with pytest.raises(Stop):
        solve(pools.pool(random.Random(4), 300, 200), Rules(), Settings(), Heard(stage))


def test_near_enough_is_not_called_the_best_and_its_gap_is_kept() -> None:
    people = pools.pool(random.Random(4), 300, 200)
    true = solve(people, Rules(), Settings())
    near = solve(people, Rules(), Settings(enough=900_000))
    assert not near.optimal
    assert 0 <= near.certificate.gap <= 0.9
    assert near.certificate.bound >= near.certificate.value
    assert not any(near.violations.values())
    assert near.total <= true.total or len(near.pairs) < len(true.pairs)


def test_a_flow_that_runs_elsewhere_ends_within_a_second_of_being_told() -> None:
    draw = np.random.default_rng(1)
    size, degree = 40_000, 20
    rows = np.repeat(np.arange(size), degree)
    ends = draw.integers(0, size, size * degree)
    one, nought = np.ones(size, np.int64), np.zeros(size, np.int64)
    places = Places(must=nought, dear=one, bonus=one, plain=nought)
    network = Network(rows, ends, draw.integers(1, 10**6, size * degree), places, places)
    solver = NetworkSolver()
    begun = time.monotonic()

    def beat() -> None:
        if time.monotonic() - begun > 0.5:
            raise Stop

    with pytest.raises(Stop):
        solver(network, beat)
    assert time.monotonic() - begun < 5
    assert solver._process is None


class Hurried(Heard):
    """Takes what is at hand as soon as it is within a share of the best."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def takes(self, gap: float) -> bool:
        return gap <= self.share


@pytest.mark.parametrize("objective", [Objective.MOST, Objective.TOTAL, Objective.FAIREST])
@pytest.mark.parametrize("seats", [1, 3])
def test_what_is_taken_before_the_end_has_a_proof_of_how_near_it_is(objective: Objective, seats: int) -> None:
    people = pools.pool(random.Random(4), 500, 300, most_seats=seats)
    wanted = Settings(objective=objective)
    taken = solve(people, Rules(), wanted, Hurried(0.02))
    best = solve(people, Rules(), wanted)
    assert best.optimal
    assert best.gap == 0
    assert not taken.optimal
    assert taken.gap > 0
    if taken.gap < 1 and objective is Objective.TOTAL:
        assert taken.total <= best.total <= taken.total * (1 + taken.gap)
    held = verify(people, Rules(), wanted, taken)
    assert held.faults == ()
    assert held.bound == taken.certificate.bound > held.value == taken.certificate.value
    boast = replace(taken, optimal=True)
    assert not verify(people, Rules(), wanted, boast).holds
    closer = replace(taken, certificate=replace(taken.certificate, bound=taken.certificate.bound - 1))
    assert not verify(people, Rules(), wanted, closer).holds
