"""What does a round cost the engine? Seconds, processor seconds and peak memory of each size and shape, and how they grow.

python -m benchmarks.engine [sizes …]      every size in a process of its own, its shapes at the largest up to 10,000

Counted are scores, search, ties, certificate and reasons; loading the libraries is not. Processor seconds and memory are those of
the process tree. A round is proved where the result says so and `verify`, asked afterwards and not counted, says the same.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from benchmarks.children import Figures, ask, processor
from benchmarks.generated import make_rules
from benchmarks.memory import Memory
from benchmarks.shapes import OBJECTIVES, OPTIONS, SEVERAL, SHAPES, VARIANTS, Shape
from benchmarks.table import Part, Row, most, tell

SIZES = (1_000, 10_000)
AT = 10_000
SEVERAL_AT = 1_000
STAGES = ("score", "solve", "prices", "reasons", "certificate")
TARGETS = {1_000: (0.4, 120), 10_000: (5.0, 250), 50_000: (70.0, 500), 100_000: (180.0, 800)}
"""Seconds by the clock and megabytes of the process tree, at most."""
NEAR = 0.001
THIRD = 1 / 3
PEERS_GROWTH = 2.4
"""The power of the size that the best open matcher's time grows by."""


class Listener:
    """Notes when the gap first was small."""

    def __init__(self) -> None:
        self.begun = time.perf_counter()
        self.near: float | None = None

    def __call__(self, stage: str, fraction: float) -> None:
        """Hear a stage, which is of no matter here."""

    def hear_gap(self, gap: float) -> None:
        """Note the first moment within the tenth of a per cent."""
        if self.near is None and gap <= NEAR:
            self.near = time.perf_counter() - self.begun


def measure(mentees: int, name: str, enough: int = 0) -> Figures:
    """Solve one generated round and return what it cost."""
    shape = SHAPES[name]
    pool = shape.make(mentees)
    rules = make_rules(pool)
    from scipy.optimize import linear_sum_assignment  # noqa: F401, PLC0415  # its start-up is not the engine's

    from mentornet.matching.engine import solve, verify  # noqa: PLC0415  # after the pool was made

    settings = replace(shape.settings, enough=enough)
    with Memory() as memory:
        listener = Listener()
        begun, spent = time.perf_counter(), processor()
        result = solve(pool, rules, settings, listener)
        ended, used = time.perf_counter(), processor()
    held = verify(pool, rules, settings, result)
    return {
        **result.seconds,
        "total": ended - begun,
        "processor": used - spent,
        "verify": time.perf_counter() - ended,
        "near": -1.0 if listener.near is None else listener.near,
        "peak": memory.peak,
        "mentors": len(pool.mentors),
        "seats": result.seats,
        "placed": len({pair.mentee for pair in result.pairs}),
        "pairs": len(result.pairs),
        "score_total": result.total,
        "bound": result.certificate.bound,
        "value": result.certificate.value,
        "optimal": result.optimal,
        "proved": result.optimal and held.holds and held.bound == held.value,
        "holds": held.holds,
    }


def cost_of(size: int, name: str, enough: int = 0) -> Figures:
    """Measure in a process of its own."""
    return ask("engine", "--one", str(size), "--shape", name, "--enough", str(enough))


def parts(sizes: Sequence[int], at: int, several_at: int) -> Iterator[Part]:
    """Yield the engine's parts of the table.

    Args:
        sizes: Mentees of the even rounds.
        at: Mentees of every shape.
        several_at: Mentees where some have several mentors.
    """
    found: dict[int, Figures] = {}
    yield Part("A round, as many seats as mentees, a fifth copies", _size_rows(sizes, found))
    yield Part(f"Other shapes of {at:,} mentees", _shape_rows(VARIANTS, at))
    yield Part(f"Objectives, {at:,} mentees", _shape_rows(OBJECTIVES, at))
    yield Part(f"Options, {at:,} mentees", _shape_rows(OPTIONS, at))
    yield Part(f"Several mentors a mentee, {several_at:,} mentees", _shape_rows(SEVERAL, several_at))
    yield Part("Stopped within 0.1 %", _stopped_rows(at, found))


def _size_rows(sizes: Sequence[int], found: dict[int, Figures]) -> Iterator[Row]:
    for size in sizes:
        found[size] = cost = cost_of(size, "even")
        yield from rows_of_size(size, cost)
    yield from growth_rows(found)


def rows_of_size(size: int, cost: Figures) -> Iterator[Row]:
    """Yield time, memory, proof and the moment of the first near bound for one size."""
    name = f"{size:,} and {cost['mentors']:,.0f}"
    seconds, peak = TARGETS.get(size, (math.inf, math.inf))
    stages = ", ".join(f"{stage} {cost.get(stage, 0):.2f}" for stage in STAGES)
    time_row = _aimed(most(f"{name}: time", cost["total"], seconds, "s"))
    yield replace(
        time_row, measured=f"{time_row.measured} ({cost['processor']:.2f} of processors)", figures=cost
    )
    yield Row(f"{name}: of which", stages)
    yield _aimed(most(f"{name}: peak memory", cost["peak"], peak, "MB"))
    yield Row(
        f"{name}: proved over all pairs",
        f"gap {cost['bound'] - cost['value']:.0f}; checked again in {cost['verify']:.2f} s",
        "gap 0",
        bool(cost["proved"]),
    )
    if cost["near"] >= 0:
        share = cost["near"] / cost["total"]
        row = most(f"{name}: known to be within 0.1 %", share, THIRD, "of the time")
        yield replace(row, target="at most a third")
    else:
        yield Row(
            f"{name}: known to be within 0.1 %", "at the end: solved by one table, without a bound on the way"
        )


def _aimed(row: Row) -> Row:
    """Take the target away where there is none."""
    return row if math.isfinite(row.figures["limit"]) else Row(row.what, row.measured)


def growth_rows(found: Mapping[int, Figures]) -> Iterator[Row]:
    """Yield the fitted growth of time and of memory, where there are sizes to fit it over."""
    if len(found) < 2:
        return
    over = f"{min(found):,} to {max(found):,}"
    clock, spent = (
        growth([(size, cost[name]) for size, cost in found.items()]) for name in ("total", "processor")
    )
    yield Row(
        f"growth of time, {over}",
        f"size to the power of {clock:.2f} by the clock, {spent:.2f} of processors",
        f"below {PEERS_GROWTH} (open)",
        clock < PEERS_GROWTH,
        {"clock": clock, "processor": spent},
    )
    memory = growth([(size, cost["peak"]) for size, cost in found.items()])
    yield Row(f"growth of memory, {over}", f"size to the power of {memory:.2f}", "", None, {"memory": memory})


def growth(found: Sequence[tuple[int, float]]) -> float:
    """Return the power of the size that the figures grow by, fitted by least squares."""
    points = [(math.log(size), math.log(max(figure, 1e-3))) for size, figure in found]
    mean = [sum(values) / len(points) for values in zip(*points, strict=True)]
    over = sum((x - mean[0]) * (y - mean[1]) for x, y in points)
    power: float = over / sum((x - mean[0]) ** 2 for x, _ in points)
    return power


def _shape_rows(shapes: Mapping[str, Shape], size: int) -> Iterator[Row]:
    for name, shape in shapes.items():
        cost = cost_of(size, name)
        told = (
            f"{cost['total']:.2f} s ({cost['processor']:.2f} of processors), {cost['peak']:.0f} MB, "
            f"{cost['placed']:,.0f} placed, {cost['seats']:,.0f} seats"
        )
        yield Row(shape.told, told, "proved", bool(cost["proved"]), cost)


def _stopped_rows(size: int, found: Mapping[int, Figures]) -> Iterator[Row]:
    """Stop the even round when it is known to be near, and say how far it was in truth."""
    whole = found.get(size) or cost_of(size, "even")
    cost = cost_of(size, "even", enough=round(NEAR * 1_000_000))
    lost = 1 - cost["score_total"] / whole["score_total"]
    told = (
        f"{cost['total'] / whole['total']:.2f} of the time; {lost:.4%} below the best total, "
        f"{cost['placed']:,.0f} of {whole['placed']:,.0f} placed"
    )
    holds = bool(cost["holds"]) and lost <= NEAR
    yield Row(f"{size:,} mentees, with reasons and checked", told, "at most 0.1 % below", holds, cost)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked.add_argument("--shape", default="even", help=argparse.SUPPRESS)
    asked.add_argument("--enough", type=int, default=0, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.shape, options.enough)))
        return
    at = min(AT, max(options.sizes))
    tell(parts(options.sizes, at, min(SEVERAL_AT, at)))


if __name__ == "__main__":
    main()
