"""What does a round cost? Seconds by stage, processor seconds and peak memory for each size, beside plain scipy.

python -m benchmarks.engine [sizes …] [--variants]      every size in a process of its own

The two small sizes are quick; 50000 and 100000 take minutes. Processor seconds are those of the process tree. The growth is
the slope of processor seconds over size, both as logarithms.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.generated import make_round, make_rules
from benchmarks.memory import Memory
from mentornet.matching.engine import Mentee, Mentor, Pool, Rules

SIZES = (1_000, 10_000)
STAGES = ("score", "solve", "prices", "reasons", "certificate")
VARIANTS = ("scarce-0.5", "scarce-0.8", "plentiful-1.5", "clones-0.8", "languages")
AT = 10_000
PLAIN = 2_000
"""Up to here a full table is solved beside it."""
TARGETS = {1_000: (0.4, 120), 10_000: (5.0, 250), 50_000: (70.0, 500), 100_000: (180.0, 800)}
"""Seconds by the clock and megabytes of the process tree, at most."""


def pool_of(mentees: int, variant: str) -> Pool:
    """Make the round of a variant: so many seats a mentee, more copies, or small groups of one language."""
    if variant == "clones-0.8":
        return make_round(mentees, mentees * 5 // 8, clones=0.8)
    if variant == "languages":
        return _in_groups(make_round(mentees, mentees * 5 // 8))
    seats = float(variant.split("-")[1]) if variant else 1.25
    return make_round(mentees, round(mentees * seats / 2), clones=0.2)


def _in_groups(pool: Pool) -> Pool:
    """Let one in twenty mentees speak nothing but one of ten tongues that few mentors speak."""
    from dataclasses import replace  # noqa: PLC0415  # beside the one place that needs it

    def mentee(number: int, one: Mentee) -> Mentee:
        return replace(one, languages=(f"tongue-{number % 10}",)) if number % 20 == 0 else one

    def mentor(number: int, one: Mentor) -> Mentor:
        return replace(one, languages=(f"tongue-{number % 10}", "en")) if number % 80 == 0 else one

    return Pool(
        tuple(mentee(*pair) for pair in enumerate(pool.mentees)),
        tuple(mentor(*pair) for pair in enumerate(pool.mentors)),
    )


def measure(mentees: int, variant: str) -> dict[str, float]:
    """Solve one generated round and return what it cost."""
    pool = pool_of(mentees, variant)
    rules = make_rules(pool)
    from scipy.optimize import linear_sum_assignment  # noqa: F401, PLC0415  # its start-up is not the engine's

    from mentornet.matching.engine import Settings, solve  # noqa: PLC0415  # after the pool was made

    with Memory() as memory:
        begun, spent = time.perf_counter(), _processor()
        result = solve(pool, rules, Settings(seed=1))
        ended, used = time.perf_counter(), _processor()
    return {
        **result.seconds,
        "total": ended - begun,
        "processor": used - spent,
        "peak": memory.peak,
        "placed": len(result.pairs),
        "optimal": result.optimal,
        "plain": plain(pool, rules) if mentees <= PLAIN else 0.0,
    }


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def plain(pool: Pool, rules: Rules) -> float:
    """Return the seconds of `linear_sum_assignment` alone on the same scores, every seat a column."""
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    from mentornet.matching.engine import Settings  # noqa: PLC0415
    from mentornet.matching.engine.best.table import score_open  # noqa: PLC0415
    from mentornet.matching.engine.scoring.scorer import prepare  # noqa: PLC0415

    prepared = prepare(pool, rules, Settings())
    size = len(pool.mentees), len(pool.mentors)
    ends = np.arange(size[0]), np.arange(size[1])
    scores = score_open(prepared.scorer, prepared.bars, ends, size, lambda _done: None)
    table = np.repeat(scores, [mentor.seats for mentor in pool.mentors], axis=1).astype(float)
    begun = time.perf_counter()
    linear_sum_assignment(table, maximize=True)
    return time.perf_counter() - begun


def growth(found: Sequence[tuple[int, float]]) -> float:
    """Return the power of the size that the seconds grow by, fitted by least squares."""
    points = [(math.log(size), math.log(max(seconds, 1e-3))) for size, seconds in found]
    mean = [sum(values) / len(points) for values in zip(*points, strict=True)]
    over = sum((x - mean[0]) * (y - mean[1]) for x, y in points)
    power: float = over / sum((x - mean[0]) ** 2 for x, _ in points)
    return power


def _run(size: int, variant: str) -> dict[str, float]:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.engine", "--one", str(size), "--variant", variant],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found


def _print(size: int, variant: str, cost: dict[str, float]) -> None:
    stages = "".join(f"{cost.get(stage, 0):12.2f}" for stage in STAGES)
    beside = f"{cost['plain']:8.3f}" if cost["plain"] else "       -"
    print(
        f"{size:7}  {variant or 'even':13}  {cost['placed']:6}  {stages}  {cost['total']:8.2f}"
        f"  {cost['processor']:8.2f}  {cost['peak']:7.0f}  {beside}  {bool(cost['optimal'])}",
        flush=True,
    )
    if size in TARGETS and not variant:
        seconds, peak = TARGETS[size]
        print(
            f"         of at most {seconds:g} s ({cost['total'] / seconds:.2f} x) and {peak} MB", flush=True
        )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--variants", action="store_true", help=f"the variants at {AT:,} as well")
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked.add_argument("--variant", default="", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.variant)))
        return
    print(
        "mentees  round          placed  "
        + "".join(f"{stage:>12}" for stage in STAGES)
        + "   total s     cpu s  peak MB   plain s  proved"
    )
    found = []
    for size in options.sizes:
        cost = _run(size, "")
        _print(size, "", cost)
        found.append((size, cost["processor"]))
    if len(found) > 1:
        print(f"Processor seconds grow like size to the power of {growth(found):.2f}.")
    for variant in VARIANTS if options.variants else ():
        _print(AT, variant, _run(AT, variant))


if __name__ == "__main__":
    main()
