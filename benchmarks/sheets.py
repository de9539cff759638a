"""What does the match command cost? Seconds and peak memory from two files to the pairs, beside the engine's own.

python -m benchmarks.sheets [sizes …]      every size in processes of its own

Each round's pairs are compared with another solver's answer on the scores that the command wrote out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.children import run
from mentornet.foundation.tables import read_table, write_csv, write_xlsx
from tests.support.sheets import CONSTRAINT_COLUMNS, make_constraints, make_people, write_sheet

SIZES = (200, 800, 2000)
ROWS = {"csv": 200_000, "xlsx": 10_000}
_MEGABYTE = 1024


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--engine", type=Path, help=argparse.SUPPRESS)
    asked.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.engine:
        print(json.dumps(solve_alone(options.engine)))
    elif options.read:
        print(json.dumps(read_alone(options.read)))
    else:
        tell_rounds(options.sizes)
        tell_reading()


def tell_rounds(sizes: Sequence[int]) -> None:
    """Print a line for each size."""
    print(
        "mentees  mentors  placed  command s  CPU s  peak MB  engine s  engine MB  proved  the best by another solver"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="mentornet-sheets-") as name:
            folder = Path(name)
            files = make_files(folder, size)
            seconds, spent, peak = run(
                [*flask("match"), *files, *(f"--{one}={folder / one}" for one in ("out", "report"))]
            )
            report = json.loads((folder / "report").read_text(encoding="utf-8"))
            engine = told([sys.executable, "-m", "benchmarks.sheets", "--engine", name])
            print(
                f"{size:7}  {size * 5 // 8:7}  {report['matched']:6}  {seconds:9.2f}  {spent:5.2f}  {peak:7.0f}"
                f"  {engine['seconds']:8.2f}  {engine['peak']:9.0f}  {report['optimal']!s:6}  {engine['agrees']}",
                flush=True,
            )


def make_files(folder: Path, size: int) -> list[str]:
    """Write one generated round; return the options that name its files."""
    mentees, mentors = make_people(size, size * 5 // 8)
    constraints = make_constraints(mentees, mentors)
    return [
        f"--mentees={write_sheet(folder / 'mentees.csv', mentees)}",
        f"--mentors={write_sheet(folder / 'mentors.csv', mentors)}",
        f"--constraints={write_sheet(folder / 'constraints.csv', constraints, CONSTRAINT_COLUMNS)}",
    ]


def flask(command: str) -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", command]


def told(command: Sequence[str]) -> dict[str, float]:
    """Run one of this file's own measures in a process of its own."""
    answer: dict[str, float] = json.loads(
        subprocess.run(command, capture_output=True, check=True, text=True).stdout
    )
    return answer


def solve_alone(folder: Path) -> dict[str, float]:
    """Solve a written round with the engine alone, and ask another solver for the best total."""
    from mentornet.matching.engine import eligible_pairs, solve  # noqa: PLC0415 - its start-up is not measured
    from mentornet.matching.sheets.rounds import Files, read_round  # noqa: PLC0415 - as above

    mentees, mentors, constraints = (folder / f"{one}.csv" for one in ("mentees", "mentors", "constraints"))
    round_ = read_round(Files(mentees=mentees, mentors=mentors, constraints=constraints))
    pool, rules, settings = round_.people.pool, round_.rules, round_.wanted.settings
    begun = time.perf_counter()
    result = solve(pool, rules, settings)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    scores = {pair[:2]: pair[2] for pair in eligible_pairs(pool, rules, settings)}
    pins = {lock.mentee: lock.mentor for lock in rules.locked}
    seats = {mentor.id: mentor.seats - list(pins.values()).count(mentor.id) for mentor in pool.mentors}
    best = best_by_another(scores, seats, set(pins))
    own = [pair for pair in result.pairs if pair.mentee not in pins]
    return {
        "seconds": seconds,
        "peak": peak,
        "agrees": best == (len(own), sum(pair.score for pair in own)),
    }


def best_by_another(
    scores: dict[tuple[str, str], int], seats: dict[str, int], but: set[str]
) -> tuple[int, int]:
    """Return how many can be placed and the best total of those ways: plain `linear_sum_assignment`, a column a seat."""
    import numpy as np  # noqa: PLC0415 - as above
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - as above

    mentees = list(dict.fromkeys(mentee for mentee, _ in scores if mentee not in but))
    rows = {name: row for row, name in enumerate(mentees)}
    columns = {name: column for column, name in enumerate(seats)}
    table = np.full((len(rows), len(columns)), -1, dtype=np.int64)
    for (mentee, mentor), score in scores.items():
        if mentee in rows:
            table[rows[mentee], columns[mentor]] = score
    table = np.repeat(table, list(seats.values()), axis=1)
    bonus = 1_000_000 * (min(table.shape) + 1)
    one, other = linear_sum_assignment(np.where(table >= 0, table + bonus, 0).astype(float), maximize=True)
    made = table[one, other] >= 0
    return int(made.sum()), int(table[one, other][made].sum())


def tell_reading() -> None:
    """Print how many rows a second are read from each kind of file, and in how much memory."""
    with tempfile.TemporaryDirectory(prefix="mentornet-sheets-") as name:
        for kind, count in ROWS.items():
            mentees, _ = make_people(2000, 1)
            path = Path(name) / f"people.{kind}"
            write = write_csv if kind == "csv" else write_xlsx
            rows = (list({**mentees[n % 2000], "id": f"e{n}"}.values()) for n in range(count))
            write(path, list(mentees[0]), rows)
            read = told([sys.executable, "-m", "benchmarks.sheets", "--read", str(path)])
            print(
                f"{kind}: {count:,} rows of {len(mentees[0])} columns, {path.stat().st_size / 1e6:.1f} MB: "
                f"{count / read['seconds']:,.0f} rows a second of processor time, {read['more']:.0f} MB more memory"
            )


def read_alone(path: Path) -> dict[str, float]:
    """Read a table through and keep nothing."""
    if path.suffix == ".xlsx":
        import openpyxl  # noqa: F401, PLC0415 - its start-up is not measured
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    with read_table(path) as table:
        for _ in table:
            pass
    seconds = time.process_time() - begun
    return {
        "seconds": seconds,
        "more": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / _MEGABYTE,
    }


if __name__ == "__main__":
    main()
