"""Print every figure: `make bench`, or `python -m benchmarks`, and `python -m benchmarks NAME …` for other figures.

Without a name: the table of the matching engine beside what it should reach, in some five minutes. `--whole` adds 50,000 mentees,
`--large` 100,000; `--at 500` is for a quick look; `--python PATH` sets the best open matcher beside it, where that Python has it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import engine, peer, plain, resolving, rounds, table

OTHERS = {
    "sheets": "the match command from two files to the pairs, beside the engine's own; rows a second read",
    "rounds": "a round from the button to stored proposals, at several sizes",
    "imports": "lines of a spreadsheet previewed and brought in a second, peak memory at 200,000 lines",
    "pages": "list pages as a multiple of the site's own hello",
    "accept_race": "many answers at once: requests, winners, losers, seats over",
    "events": "ten thousand events: pages, and registrations a second for a hot one",
    "seeding": "members invented a second",
}
"""Each its own table, all of them with `all`."""


def main(arguments: list[str]) -> int:
    """Print the engine's table, or run what is named; return how many targets were missed, or benchmarks failed."""
    options = _asked(arguments)
    names = list(OTHERS) if options.names == ["all"] else options.names
    if names:
        return run_others(names)
    begun = time.perf_counter()
    found = table.tell(parts(options), is_markdown=options.markdown)
    told = table.machine()
    print(
        f"\n{table.summary(found)}\n"
        f"{told['processors']} processors ({told['processor']}), Python {told['python']}, numpy {told['numpy']}, "
        f"scipy {told['scipy']}; {time.perf_counter() - begun:.0f} s in all."
    )
    if options.json:
        table.keep(options.json, found)
    return 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        "python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument(
        "names", nargs="*", choices=[*OTHERS, "all", []], metavar="NAME", help=", ".join(OTHERS)
    )
    asked.add_argument("--at", type=int, default=engine.AT, help="mentees of shapes, changes and the road")
    asked.add_argument("--whole", action="store_true", help="50,000 mentees as well: two minutes more")
    asked.add_argument("--large", action="store_true", help="50,000 and 100,000 mentees: ten minutes more")
    asked.add_argument("--sqlite", action="store_true", help="leave PostgreSQL out")
    asked.add_argument("--python", metavar="PATH", help="set mentor-match beside it: a Python that has it")
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures down")
    asked.add_argument("--markdown", action="store_true", help="print the table as markdown")
    return asked.parse_args(arguments)


def parts(options: argparse.Namespace) -> Iterator[table.Part]:
    """Yield the parts of the engine's table."""
    at: int = options.at
    more = [50_000] * (options.whole or options.large) + [100_000] * options.large
    sizes = [*sorted({min(size, at) for size in engine.SIZES}), *more]
    yield from engine.parts(sizes, at, min(engine.SEVERAL_AT, at))
    yield from plain.parts(
        [size for size in plain.SMALL if size <= at], plain.LARGE if at >= plain.LARGE else 0
    )
    yield from resolving.parts(at)
    yield from rounds.parts(at, rounds.DATABASES[:1] if options.sqlite else rounds.DATABASES)
    if options.python:
        yield from peer.parts(options.python)


def run_others(names: list[str]) -> int:
    """Run the benchmarks named, each in a process of its own; return how many failed."""
    failed = 0
    for name in names:
        print(f"\n== {name}: {OTHERS[name]}", flush=True)
        begun = time.perf_counter()
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
        print(f"   ({time.perf_counter() - begun:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
