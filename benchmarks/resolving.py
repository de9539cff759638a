"""What does one decline cost: when everybody may move, from the prices at hand; and when all other pairs are frozen?"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the house sets it, before numpy is loaded

import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.generated import make_round, make_rules
from mentornet.matching.engine import Forbidden, Pool, Result, Rule, Rules, Settings, resolve, solve
from mentornet.matching.engine.again.changing import part
from mentornet.matching.engine.again.standing import stand

SIZES = (1_000, 10_000)
DECLINES = 60
FROZEN = 10
_SETTINGS = Settings(seed=1)


def main() -> None:
    """Print two rows for each size: `python -m benchmarks.resolving [sizes]`. Times are processor seconds."""
    for mentees in map(int, sys.argv[1:] or SIZES):
        people = make_round(mentees, mentees * 5 // 8)
        rules = make_rules(people)
        begun = time.process_time()
        result = solve(people, rules, _SETTINGS)
        print(f"{mentees:>7,} mentees: solved in {time.process_time() - begun:.2f} s")
        _everybody_may_move(people, rules, result)
        _all_others_frozen(people, rules, result)


def _everybody_may_move(people: Pool, rules: Rules, result: Result) -> None:
    begun = time.process_time()
    standing = stand(people, rules, _SETTINGS, result)
    standing.lens()
    stood = time.process_time() - begun
    draw, seconds, moved = random.Random(1), [], []
    for _ in range(DECLINES):
        before = standing.names()
        mentee, mentor = draw.choice(sorted(before))
        begun = time.process_time()
        part(standing, standing.ground.rows[mentee], standing.ground.columns[mentor])
        seconds.append(time.process_time() - begun)
        moved.append(len(before - standing.names()) - 1)
        rules = replace(rules, forbidden=(*rules.forbidden, Forbidden(mentee, mentor, Rule.DECLINED)))
    anew = solve(people, rules, _SETTINGS)
    is_same = standing.total() + sum(pair.score for pair in anew.pairs if pair.is_locked) == anew.total
    print(
        f"    everybody may move: taken up again in {stood:.2f} s; {_told(seconds)}, {max(moved)} others moved at "
        f"most; {'as good as solved anew' if is_same else 'NOT AS GOOD AS SOLVED ANEW'}"
    )


def _all_others_frozen(people: Pool, rules: Rules, result: Result) -> None:
    """Let one pair come apart at a time, with what that round's certificate and reasons take."""
    draw, seconds = random.Random(2), []
    pairs = [(pair.mentee, pair.mentor) for pair in result.pairs]
    for _ in range(FROZEN):
        mentee, mentor = gone = draw.choice(pairs)
        parted = replace(
            rules, forbidden=(*rules.forbidden, Forbidden(mentee, mentor, Rule.DECLINED)), locked=()
        )
        begun = time.process_time()
        found = resolve(people, parted, _SETTINGS, [pair for pair in pairs if pair != gone])
        seconds.append(time.process_time() - begun)
        if not found.optimal:
            print("    NOT PROVED")
    print(f"    all others frozen, certified: {_told(seconds)}")


def _told(seconds: Sequence[float]) -> str:
    median, worst = statistics.median(seconds) * 1000, max(seconds) * 1000
    return f"{len(seconds)} declines: median {median:.1f} ms, worst {worst:.0f} ms"


if __name__ == "__main__":
    main()
