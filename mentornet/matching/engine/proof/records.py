"""Is what a result says of itself true? People, scores and total, rules and locks: all but whether it is the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ..outcomes import Result
from ..scoring.looks import Some
from ..scoring.scorer import Scorer
from ..values import Pool, Rules, Settings
from .audit import count_violations


def record_faults(
    pool: Pool,
    rules: Rules,
    settings: Settings,
    result: Result,
    *,
    broken: Mapping[str, int] | None = None,
    scorer: Scorer | None = None,
) -> list[str]:
    """Say what a result gets wrong about its own pairs; nothing where all of it is true.

    Whoever has counted the broken rules already, or laid the pool out, hands that over.
    """
    strangers = list(_strangers(pool, result))
    if strangers:
        return strangers
    names = [(pair.mentee, pair.mentor) for pair in result.pairs]
    broken = count_violations(pool, rules, settings, names) if broken is None else broken
    faults = [f"The rule {name} is broken {count} times." for name, count in broken.items() if count]
    if not {(lock.mentee, lock.mentor) for lock in rules.locked} <= set(names):
        faults.append("A locked pair is missing.")
    return [*faults, *_wrong_scores(pool, rules, settings, result, scorer or Scorer(pool, settings))]


def _strangers(pool: Pool, result: Result) -> Iterator[str]:
    mentees, mentors = {one.id for one in pool.mentees}, {one.id for one in pool.mentors}
    for pair in result.pairs:
        if pair.mentee not in mentees or pair.mentor not in mentors:
            yield f"The pair {pair.mentee} and {pair.mentor} names somebody who is not in the round."
    for name in result.certificate.prices:
        if name not in mentors:
            yield f"A price names {name}, who is not a mentor in the round."
    placed = {pair.mentee for pair in result.pairs}
    left = Counter(one.mentee for one in result.unplaced)
    for mentee in sorted(mentees | set(left)):
        if left[mentee] + (mentee in placed) != 1 or mentee not in mentees:
            yield f"Mentee {mentee} is accounted for {left[mentee] + (mentee in placed)} times."


def _wrong_scores(
    pool: Pool, rules: Rules, settings: Settings, result: Result, scorer: Scorer
) -> Iterator[str]:
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    look = Some((rows[pair.mentee] for pair in result.pairs), (columns[pair.mentor] for pair in result.pairs))
    scores = scorer.scores(look).tolist()
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    for pair, score in zip(result.pairs, scores, strict=True):
        if score != pair.score:
            yield f"The pair {pair.mentee} and {pair.mentor} scores {score}, not {pair.score}."
        elif score < settings.minimum_score and (pair.mentee, pair.mentor) not in locked:
            yield f"The pair {pair.mentee} and {pair.mentor} scores {score}, below the minimum."
    if result.total != sum(scores):
        yield f"The total is {sum(scores)}, not {result.total}."
