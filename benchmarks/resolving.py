"""What does a change of a solved round cost? A decline, a seat more, a swap and another hand edit, each without a full run.

python -m benchmarks.resolving [mentees]      in a process of its own; the worst of each kind is what counts

After a decline either everybody may move, from the prices at hand, and the answer is compared with a round solved anew; or all
other pairs are frozen, and the few open people get a certificate of their own. A swap and a move are weighed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.children import Figures, ask
from benchmarks.generated import make_rules
from benchmarks.shapes import SEED, even
from benchmarks.table import Part, Row, most, tell
from mentornet.matching.engine import (
    Forbidden,
    Pool,
    Result,
    Rule,
    Rules,
    Settings,
    effect_of,
    resolve,
    solve,
    stand,
    swap,
)

AT = 10_000
DECLINES, FROZEN, EDITS = 60, 10, 10
LIMIT = 1.0
"""Seconds of solving while a coordinator watches."""
_SETTINGS = Settings(seed=SEED)
KINDS = {
    "decline": f"{DECLINES} declines, everybody may move",
    "frozen": f"{FROZEN} declines, all others frozen, proved",
    "swap": f"{EDITS} swaps of two mentees weighed",
    "edit": f"{EDITS} moves to another mentor weighed",
}
Names = tuple[str, str]


def measure(mentees: int) -> Figures:
    """Solve a round, change it in every way, and return the seconds of each kind, worst and median."""
    pool = even(mentees)
    rules = make_rules(pool)
    result = solve(pool, rules, _SETTINGS)
    pairs = [(pair.mentee, pair.mentor) for pair in result.pairs if not pair.is_locked]
    taken_up, declines, is_same = everybody_may_move(pool, rules, result)
    found = {
        "decline": declines,
        "frozen": [_timed(one) for one in all_others_frozen(pool, rules, pairs)],
        "swap": [_timed(one) for one in edits(pool, rules, pairs, _a_swap)],
        "edit": [_timed(one) for one in edits(pool, rules, pairs, _a_move)],
    }
    worst = {f"{kind}_worst": max(seconds) for kind, seconds in found.items()}
    middle = {f"{kind}_median": statistics.median(seconds) for kind, seconds in found.items()}
    return {"taken_up": taken_up, "is_same": is_same, **worst, **middle}


def _timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def everybody_may_move(pool: Pool, rules: Rules, result: Result) -> tuple[float, list[float], bool]:
    """Part pairs one after another; return the seconds to take the round up and of each, and whether the end is the best."""
    from mentornet.matching.engine.again.changing import part  # noqa: PLC0415  # what the two share is loaded by then

    begun = time.perf_counter()
    standing = stand(pool, rules, _SETTINGS, result)
    standing.lens()
    taken_up = time.perf_counter() - begun
    draw, seconds = random.Random(1), []
    for _ in range(DECLINES):
        mentee, mentor = draw.choice(sorted(standing.names()))
        begun = time.perf_counter()
        part(standing, standing.ground.rows[mentee], standing.ground.columns[mentor])
        seconds.append(time.perf_counter() - begun)
        rules = _declined(rules, mentee, mentor)
    anew = solve(pool, rules, _SETTINGS)
    locked = sum(pair.score for pair in anew.pairs if pair.is_locked)
    return taken_up, seconds, standing.total() + locked == anew.total


def _declined(rules: Rules, mentee: str, mentor: str) -> Rules:
    return replace(rules, forbidden=(*rules.forbidden, Forbidden(mentee, mentor, Rule.DECLINED)))


def all_others_frozen(pool: Pool, rules: Rules, pairs: list[Names]) -> Iterator[Callable[[], None]]:
    """Yield declines; each solves what is left and proves it."""
    draw = random.Random(2)
    for _ in range(FROZEN):
        gone = draw.choice(pairs)
        yield lambda gone=gone: _fill(pool, _declined(rules, *gone), pairs, gone)  # type: ignore[misc]  # mypy wants no default here


def _fill(pool: Pool, rules: Rules, pairs: list[Names], gone: Names) -> None:
    kept = [*(pair for pair in pairs if pair != gone), *((one.mentee, one.mentor) for one in rules.locked)]
    if not resolve(pool, rules, _SETTINGS, kept).optimal:
        raise RuntimeError(f"What is left without {gone} is not proved.")


Edit = tuple[list[Names], list[Names]]


def edits(
    pool: Pool, rules: Rules, pairs: list[Names], make: Callable[[random.Random, Pool, list[Names]], Edit]
) -> Iterator[Callable[[], None]]:
    """Yield hand edits that are weighed."""
    draw = random.Random(3)
    for _ in range(EDITS):
        remove, add = make(draw, pool, pairs)
        yield lambda remove=remove, add=add: _weigh(pool, rules, pairs, (remove, add))  # type: ignore[misc]  # as above


def _weigh(pool: Pool, rules: Rules, pairs: list[Names], edit: Edit) -> None:
    remove, add = edit
    effect_of(pool, rules, _SETTINGS, pairs, add=add, remove=remove)


def _a_swap(draw: random.Random, _pool: Pool, pairs: list[Names]) -> Edit:
    one, other = draw.sample(pairs, 2)
    remove, add = swap(pairs, one[0], other[0])
    return list(remove), list(add)


def _a_move(draw: random.Random, pool: Pool, pairs: list[Names]) -> Edit:
    pair = draw.choice(pairs)
    return [pair], [(pair[0], draw.choice(pool.mentors).id)]


def parts(mentees: int) -> Iterator[Part]:
    """Yield the part of the table that tells of changes."""
    yield Part(f"Changes of a solved round, {mentees:,} mentees", _rows(mentees))


def _rows(mentees: int) -> Iterator[Row]:
    cost = ask("resolving", "--one", str(mentees))
    for kind, told in KINDS.items():
        row = most(told, cost[f"{kind}_worst"], LIMIT, "s")
        measured = f"{row.measured} at worst, {cost[f'{kind}_median'] * 1000:.0f} ms in the middle"
        yield replace(row, measured=measured, figures=cost)
    told = f"{'as good' if cost['is_same'] else 'worse'}; {cost['taken_up']:.2f} s to take the round up once"
    yield Row("after all declines, beside solving anew", told, "as good", bool(cost["is_same"]))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("mentees", nargs="?", type=int, default=AT)
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
    else:
        tell(parts(options.mentees))


if __name__ == "__main__":
    main()
