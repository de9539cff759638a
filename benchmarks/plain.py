"""Is plain scipy enough? `linear_sum_assignment` on the full table of scores, every seat a column, beside the engine.

python -m benchmarks.plain [sizes …]      each side in a process of its own, on the same people, rules and criteria

The reference makes its table from the same criteria and hard rules, some hundred mentees at a time, adds what places as
many as possible first, and solves it in float64. It gives pairs and nothing else: what the engine needs for them
(score and search) is set beside it, and so is the whole of the engine with ties, reasons and proof. Small sizes are solved several
times in each process, and the middle one counts.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.children import Figures, ask, processor
from benchmarks.generated import make_rules
from benchmarks.memory import Memory
from benchmarks.shapes import SEED, even
from benchmarks.table import Part, Row, least, most, tell
from mentornet.matching.engine import FULL, Pool, Rules, Settings

SMALL = (200, 500, 1_000)
LARGE = 10_000
AGAIN = 9
"""How often a small round is solved."""
_STRIP = 256
SLOWER, FASTER, LESS = 1.2, 10.0, 10.0


def measure(mentees: int, side: str) -> Figures:
    """Solve one round on one side and return what it cost."""
    pool = even(mentees)
    rules = make_rules(pool)
    from scipy.optimize import linear_sum_assignment  # noqa: F401, PLC0415  # loading it counts on neither side

    from mentornet.matching.engine import solve  # noqa: F401, PLC0415  # as above

    work = {"plain": by_plain, "engine": by_engine}[side]
    times = AGAIN if mentees <= max(SMALL) else 1
    with Memory() as memory:
        found = [_timed(work, pool, rules) for _ in range(times)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]} | {"peak": memory.peak}


def _timed(work: Callable[[Pool, Rules], Figures], pool: Pool, rules: Rules) -> Figures:
    begun, spent = time.perf_counter(), processor()
    found = work(pool, rules)
    return {**found, "total": time.perf_counter() - begun, "processor": processor() - spent}


def by_engine(pool: Pool, rules: Rules) -> Figures:
    """Solve with the engine, proof, ties and reasons included."""
    from mentornet.matching.engine import solve  # noqa: PLC0415  # as above

    result = solve(pool, rules, Settings(seed=SEED))
    return {
        "pairs_alone": result.seconds["score"] + result.seconds["solve"],
        "placed": len(result.pairs),
        "score_total": result.total,
    }


def by_plain(pool: Pool, rules: Rules) -> Figures:
    """Solve with the table alone: as many as possible, then the best total; locked pairs are paid so much that they stand."""
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    from mentornet.matching.engine.scoring.looks import Block  # noqa: PLC0415
    from mentornet.matching.engine.scoring.scorer import forbidden, prepare  # noqa: PLC0415

    prepared = prepare(pool, rules, Settings(seed=SEED))
    seats = [mentor.seats for mentor in pool.mentors]
    bonus = FULL * (len(pool.mentees) + 1)
    table = np.zeros((len(pool.mentees), sum(seats)))
    for first in range(0, len(pool.mentees), _STRIP):
        rows = slice(first, min(first + _STRIP, len(pool.mentees)))
        look, shape = Block(rows, slice(0, len(seats))), (rows.stop - first, len(seats))
        scores = prepared.scorer.scores(look) + float(bonus)
        scores[forbidden(prepared.bars, look, shape)] = 0
        table[rows] = np.repeat(scores, seats, axis=1)
    ends = np.cumsum(seats)
    rows_of = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns_of = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    for lock in rules.locked:
        column = columns_of[lock.mentor]
        table[rows_of[lock.mentee], ends[column] - seats[column] : ends[column]] += 2.0 * bonus
    mentees, places = linear_sum_assignment(table, maximize=True)
    worth = table[mentees, places]
    made = worth > 0
    total = int((worth[made] % bonus).sum())
    return {"placed": int(made.sum()), "score_total": total}


def parts(small: Sequence[int], large: int) -> Iterator[Part]:
    """Yield the part of the table that sets both side by side; a size of nought is left out."""
    yield Part("Beside linear_sum_assignment on the full table", _rows(small, large))


def _rows(small: Sequence[int], large: int) -> Iterator[Row]:
    for size in small:
        plain, engine = both(size)
        yield _told(
            most(f"{size:,}: to the pairs", engine["pairs_alone"] / plain["total"], SLOWER, "x"),
            f"{engine['pairs_alone']:.3f} s, plain {plain['total']:.3f}",
            plain,
            engine,
        )
        yield _told(
            most(f"{size:,}: with ties, proof and reasons", engine["total"] / plain["total"], SLOWER, "x"),
            f"{engine['total']:.3f} s",
            plain,
            engine,
        )
    if large:
        plain, engine = both(large)
        yield _told(
            least(f"{large:,}: faster, all included", plain["total"] / engine["total"], FASTER, "x"),
            f"{engine['total']:.2f} s, plain {plain['total']:.1f}",
            plain,
            engine,
        )
        yield _told(
            least(f"{large:,}: less memory", plain["peak"] / engine["peak"], LESS, "x"),
            f"{engine['peak']:.0f} MB, plain {plain['peak']:,.0f}",
            plain,
            engine,
        )


def both(size: int) -> tuple[Figures, Figures]:
    """Measure both sides.

    Raises:
        RuntimeError: They do not agree on how many are placed and on the total.
    """
    plain, engine = ask("plain", "--one", str(size), "plain"), ask("plain", "--one", str(size), "engine")
    if any(plain[name] != engine[name] for name in ("placed", "score_total")):
        raise RuntimeError(f"At {size:,} the engine and scipy do not agree: {engine} and {plain}.")
    return plain, engine


def _told(row: Row, seconds: str, plain: Figures, engine: Figures) -> Row:
    figures = {
        **row.figures,
        **{f"plain_{name}": value for name, value in plain.items()},
        **{f"engine_{name}": value for name, value in engine.items()},
    }
    return Row(row.what, f"{row.measured} ({seconds})", row.target, row.holds, figures)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=(*SMALL, LARGE))
    asked.add_argument("--one", nargs=2, metavar=("SIZE", "SIDE"), help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(measure(int(options.one[0]), options.one[1])))
        return
    small = [size for size in options.sizes if size <= max(SMALL)]
    large = max(options.sizes)
    tell(parts(small, large if large > max(SMALL) else 0))


if __name__ == "__main__":
    main()
