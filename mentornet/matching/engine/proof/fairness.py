"""Could the worst fit be higher? Asked again of every pair, with nothing of `fairest.py`.

Some mentors' seats, and the mentees who have a pair with any other mentor: no more mentees can be placed than these are
together, whatever anybody does. At the minimum score that must be the number placed, above the threshold fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

import numpy as np

from ..outcomes import Fairness, Pair
from ..scoring.hard import bars_of
from ..scoring.looks import COLUMNS, ROWS, Picked
from ..scoring.scorer import Scorer, forbidden
from ..values import Pool, Report, Rules, Settings


def fairness_faults(
    pool: Pool, rules: Rules, settings: Settings, paper: Fairness, pairs: Iterable[Pair], report: Report
) -> list[str]:
    """Say why the threshold is not proved the highest, or why somebody lost a place for it; nothing where neither is so."""
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    free = [pair for pair in pairs if (pair.mentee, pair.mentor) not in locked]
    found = [
        f"The pair {pair.mentee} and {pair.mentor} scores {pair.score}, below the worst fit of {paper.threshold}."
        for pair in free
        if pair.score < paper.threshold
    ]
    placed = len({pair.mentee for pair in free} - {mentee for mentee, _ in locked})
    if placed != paper.placed or paper.threshold < settings.minimum_score:
        found.append(
            f"{placed} mentees are placed, not {paper.placed}, or the worst fit is under the minimum."
        )
    low = most_placed(pool, rules, settings, settings.minimum_score, paper.full_at_minimum, report)
    if low > paper.placed:
        found.append(f"{paper.placed} mentees are placed, and {low} are not ruled out.")
    high = most_placed(pool, rules, settings, paper.threshold + 1, paper.full_above, report)
    if high >= max(paper.placed, 1):
        found.append(f"Above a worst fit of {paper.threshold}, {high} mentees are not ruled out.")
    return found


def most_placed(  # a round is three values, a claim another two
    pool: Pool, rules: Rules, settings: Settings, least: int, full: Collection[str], report: Report
) -> int:
    """Return how many mentees without a lock can be placed at most at scores of `least` or more.

    Args:
        pool: Everybody.
        rules: Locked and forbidden pairs.
        settings: What makes a score.
        least: In parts per million.
        full: Mentors whose seats are counted as filled.
        report: Hears how far it is.
    """
    taken = Counter(lock.mentor for lock in rules.locked)
    left = {mentor.id: mentor.seats - taken[mentor.id] for mentor in pool.mentors}
    locked, filled = {lock.mentee for lock in rules.locked}, set(full)
    others = [left[mentor.id] > 0 and mentor.id not in filled for mentor in pool.mentors]
    elsewhere = np.flatnonzero(np.array(others, dtype=bool))
    alone = np.array([row for row, one in enumerate(pool.mentees) if one.id not in locked], dtype=np.int64)
    everybody = len(alone)
    scorer, bars = Scorer(pool, settings), bars_of(pool, rules, settings)
    for start in range(0, len(elsewhere), COLUMNS):
        report("certificate", start / len(elsewhere))
        columns = elsewhere[start : start + COLUMNS]
        has_pair = np.zeros(len(alone), dtype=bool)
        for first in range(0, len(alone), ROWS):
            look = Picked(alone[first : first + ROWS], columns)
            may = (scorer.scores(look) >= least) & ~forbidden(bars, look, look.shape)
            has_pair[first : first + ROWS] = may.any(axis=1)
        alone = alone[~has_pair]
    return everybody - len(alone) + sum(left[name] for name in filled)
