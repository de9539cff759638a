"""Print every figure: `make bench`, or `python -m benchmarks NAME …` for some of them."""

from __future__ import annotations

import subprocess
import sys
import time

BENCHMARKS = {
    "engine": "the matching engine alone: seconds by stage, peak memory, ratio to plain scipy",
    "sheets": "the match command from two files to the pairs, beside the engine's own; rows a second read",
    "rounds": "a round from the button to stored proposals",
    "imports": "lines of a spreadsheet previewed and brought in a second, peak memory at 200,000 lines",
    "pages": "list pages as a multiple of the site's own hello",
    "accept_race": "many answers at once: requests, winners, losers, seats over",
    "events": "ten thousand events: pages, and registrations a second for a hot one",
    "seeding": "members invented a second",
}


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all, each in a process of its own; return how many failed."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    failed = 0
    for name in names or BENCHMARKS:
        print(f"\n== {name}: {BENCHMARKS[name]}", flush=True)
        begun = time.perf_counter()
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
        print(f"   ({time.perf_counter() - begun:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
