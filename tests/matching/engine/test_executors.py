"""The heavy part runs over any executor: threads, processes, other machines; what is found is the same everywhere."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mentornet.matching.engine import (
    Custom,
    Kind,
    Objective,
    Pool,
    Result,
    Rules,
    Settings,
    processes,
    solve,
    spreading,
    verify,
)
from mentornet.matching.engine.best import columns, finding
from mentornet.matching.engine.scoring.looks import Block
from mentornet.matching.engine.scoring.scorer import prepare

from . import pools

CUSTOMS = (
    Custom(name="unit", kind=Kind.EQUAL, weight=1),
    Custom(name="shift", kind=Kind.DIFFERENT, weight=1),
    Custom(name="age", kind=Kind.DIFFERENCE, weight=1, low=2, high=9),
    Custom(name="site", kind=Kind.EQUAL, is_rule=True),
)


@pytest.fixture(autouse=True)
def only_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 400)


@pytest.fixture(name="two", scope="module")
def two_processes() -> Iterator[Executor]:
    with processes(2) as executor:
        yield executor


def a_round() -> tuple[Pool, Rules, Settings]:
    draw = random.Random(4)
    people = pools.pool(draw, 600, 400)
    return people, pools.rules(draw, people, forbidden=0.01), Settings(seed=3)


def outcome_of(result: Result) -> tuple[Any, ...]:
    return (
        [(pair.mentee, pair.mentor, pair.score) for pair in result.pairs],
        result.certificate,
        result.optimal,
    )


def through_a_wire(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301  # packed on this very line


class Forgetful(Executor):
    """Works at once, as a worker that was just started each time: it keeps nothing."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        spreading._kept.clear()
        future: Future[Any] = Future()
        work, own, given = through_a_wire((fn, args, kwargs))
        future.set_result(through_a_wire(work(*own, **given)))
        return future


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_threads_changes_nothing(workers: int) -> None:
    one = solve(*a_round(), workers=1)
    some = solve(*a_round(), workers=workers)
    assert one.optimal
    assert outcome_of(some) == outcome_of(one)
    assert verify(*a_round(), some, workers=workers).holds


@pytest.mark.parametrize("workers", [1, 3])
def test_the_number_of_processes_changes_nothing(workers: int) -> None:
    with processes(workers) as executor:
        some = solve(*a_round(), executor=executor)
        held = verify(*a_round(), some, executor=executor)
    assert held.holds
    assert held.value == held.bound == some.certificate.value
    assert outcome_of(some) == outcome_of(solve(*a_round()))


@pytest.mark.parametrize("objective", [Objective.TOTAL, Objective.FAIREST])
def test_processes_find_what_threads_find_for_other_objectives(objective: Objective, two: Executor) -> None:
    people, rules, _ = a_round()
    wanted = Settings(seed=3, objective=objective, minimum_score=200_000)
    there = solve(people, rules, wanted, executor=two, workers=2)
    assert outcome_of(there) == outcome_of(solve(people, rules, wanted))
    assert verify(people, rules, wanted, there, executor=two).holds


def test_an_executor_that_is_given_stays_open(two: Executor) -> None:
    solve(*a_round(), executor=two)
    assert two.submit(len, "open").result() == 4


def test_a_worker_that_keeps_nothing_is_sent_what_it_needs_again() -> None:
    with Forgetful() as executor:
        result = solve(*a_round(), executor=executor, workers=2)
    assert outcome_of(result) == outcome_of(solve(*a_round()))


def test_any_pool_of_threads_will_do() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert solve(*a_round(), executor=executor).optimal


def test_every_criterion_and_rule_travels_to_another_process() -> None:
    draw = random.Random(5)
    people, rules, _ = a_round()
    answered = Pool(*(_with_answers(draw, side) for side in (people.mentees, people.mentors)))
    prepared = prepare(answered, rules, Settings(customs=CUSTOMS))
    scorer, bars = through_a_wire((prepared.scorer, prepared.bars))
    look = Block(slice(0, 50), slice(0, 50))
    assert (scorer.scores(look) == prepared.scorer.scores(look)).all()
    for sent, own in zip(bars, prepared.bars, strict=True):
        assert (sent.forbids(look) == own.forbids(look)).all()


def _with_answers(draw: random.Random, people: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        replace(
            one,
            answers={
                "unit": draw.choice(("a", "b")),
                "shift": draw.choice(("day", "night")),
                "age": float(draw.randint(20, 60)),
                "site": draw.choice(("x", "y")),
            },
        )
        for one in people
    )


class Stop(Exception):
    """Somebody pressed the button."""


def test_a_solve_over_processes_ends_within_a_second_of_being_told(two: ProcessPoolExecutor) -> None:
    told = []

    def report(stage: str, fraction: float) -> None:
        if stage == "certificate" and fraction > 0:
            told.append(time.monotonic())
            raise Stop

    with pytest.raises(Stop):
        solve(*a_round(), report, executor=two)
    assert time.monotonic() - told[0] < 1
    assert two.submit(len, "free").result(timeout=1) == 4


PARENT = """
import sys, time
from mentornet.matching.engine.spreading import processes
from mentornet.matching.engine.best.solving import NetworkSolver
if __name__ == "__main__":
    pool, solver = processes(2), NetworkSolver()
    futures = [pool.submit(time.sleep, 60) for _ in range(2)]
    solver.start()
    while len(pool._processes) < 2:
        time.sleep(0.05)
    print(*pool._processes, solver._process.pid, flush=True)
    time.sleep(60)
"""


def test_no_process_outlives_a_parent_that_was_killed(scratch: Path) -> None:
    (scratch / "parent.py").write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, str(scratch / "parent.py")],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert parent.stdout
    children = [int(number) for number in parent.stdout.readline().split()]
    time.sleep(2)  # until they have loaded what they need and work
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 5
    while any(map(_is_alive, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(children) == 3
    assert not any(map(_is_alive, children))


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
