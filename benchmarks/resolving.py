"""What does one decline cost, when everybody may move? Sixty in turn, from the prices at hand, checked at the end."""

from __future__ import annotations

import random
import statistics
import sys
import time
from dataclasses import replace

from benchmarks.generated import make_round, make_rules
from mentornet.matching.engine import Forbidden, Rule, Settings, solve
from mentornet.matching.engine.again.changing import part
from mentornet.matching.engine.again.near import find_near
from mentornet.matching.engine.again.paths import NEAR
from mentornet.matching.engine.again.standing import stand

SIZES = (1_000, 10_000)
DECLINES = 60


def main() -> None:
    """Print a row for each size: `python -m benchmarks.resolving [sizes]`."""
    for mentees in map(int, sys.argv[1:] or SIZES):
        people, settings = make_round(mentees, mentees * 5 // 8), Settings(seed=1)
        rules = make_rules(people)
        begun = time.perf_counter()
        result = solve(people, rules, settings)
        solved = time.perf_counter()
        standing = stand(people, rules, settings, result)
        standing.near = find_near(standing, NEAR)
        stood = time.perf_counter()
        draw, seconds, moved = random.Random(1), [], []
        for _ in range(DECLINES):
            before = standing.names()
            mentee, mentor = draw.choice(sorted(before))
            start = time.perf_counter()
            part(standing, standing.ground.rows[mentee], standing.ground.columns[mentor])
            seconds.append(time.perf_counter() - start)
            moved.append(len(before - standing.names()) - 1)
            rules = replace(rules, forbidden=(*rules.forbidden, Forbidden(mentee, mentor, Rule.DECLINED)))
        anew = solve(people, rules, settings)
        is_same = standing.total() + sum(pair.score for pair in anew.pairs if pair.is_locked) == anew.total
        print(
            f"{mentees:>7,} mentees: solved in {solved - begun:.2f} s, taken up again in {stood - solved:.2f} s; "
            f"{DECLINES} declines: median {statistics.median(seconds) * 1000:.1f} ms, "
            f"worst {max(seconds) * 1000:.0f} ms, {max(moved)} others moved at most; "
            f"{'as good as solved anew' if is_same else 'NOT AS GOOD AS SOLVED ANEW'}"
        )


if __name__ == "__main__":
    main()
