"""What does a round cost? Seconds by stage and peak memory for each size, beside plain scipy on the same table.

python -m benchmarks.engine [sizes …]      every size in a process of its own
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

from benchmarks.generated import make_round, make_rules
from mentornet.matching.engine import Pool, Rules

SIZES = (200, 1000, 2000)
STAGES = ("score", "solve", "prices", "reasons", "certificate")


def measure(mentees: int) -> dict[str, float]:
    """Solve one generated round and return what it cost."""
    pool = make_round(mentees, mentees * 5 // 8)
    rules = make_rules(pool)
    begun = time.perf_counter()
    from scipy.optimize import linear_sum_assignment  # noqa: F401, PLC0415  # its start-up is counted by itself

    loaded = time.perf_counter()
    from mentornet.matching.engine import Settings, solve  # noqa: PLC0415  # after the clock began

    result = solve(pool, rules, Settings(seed=1))
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        **result.seconds,
        "import": loaded - begun,
        "total": ended - loaded,
        "peak": peak,
        "placed": len(result.pairs),
        "seats": result.seats,
        "optimal": result.optimal,
        "plain": plain(pool, rules),
    }


def plain(pool: Pool, rules: Rules) -> float:
    """Return the seconds of `linear_sum_assignment` alone on the same scores, every seat a column."""
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    from mentornet.matching.engine import Settings  # noqa: PLC0415
    from mentornet.matching.engine.scoring import prepare  # noqa: PLC0415
    from mentornet.matching.engine.table import score_open  # noqa: PLC0415

    prepared = prepare(pool, rules, Settings())
    size = len(pool.mentees), len(pool.mentors)
    ends = np.arange(size[0]), np.arange(size[1])
    scores = score_open(prepared.scorer, prepared.bars, ends, size, lambda _done: None)
    table = np.repeat(scores, [mentor.seats for mentor in pool.mentors], axis=1).astype(float)
    begun = time.perf_counter()
    linear_sum_assignment(table, maximize=True)
    return time.perf_counter() - begun


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    print(
        "mentees  placed  "
        + "".join(f"{stage:>12}" for stage in STAGES)
        + "   total s  peak MB  plain s  ratio  optimal"
    )
    for size in options.sizes:
        # Blocks are small: a second thread of the matrix library only waits for the first.
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.engine", "--one", str(size)],
            capture_output=True,
            check=True,
            text=True,
        )
        cost = json.loads(told.stdout)
        stages = "".join(f"{cost[stage]:12.3f}" for stage in STAGES)
        print(
            f"{size:7}  {cost['placed']:6}  {stages}  {cost['total']:8.3f}  {cost['peak']:7.0f}"
            f"  {cost['plain']:7.3f}  {cost['total'] / cost['plain']:5.1f}  {bool(cost['optimal'])}"
        )


if __name__ == "__main__":
    main()
