"""Is a result the best there is? Asked again from the beginning, with nothing of the solver.

For any prices v >= 0 of the mentors' seats, no set of pairs is worth more than

    sum of seats x price  +  sum over mentees of the most they could still gain, max(0, worth - price)

since every pair is worth at most its seat's price and its mentee's gain. Where the pairs at hand reach that bound, none
are better. The bound is taken over all pairs, scored anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from .audit import count_violations
from .hard import bars_of
from .looks import Array, Some, blocks
from .outcomes import Certificate, Check, Result
from .scoring import Scorer, forbidden
from .values import FULL, Objective, Pool, Report, Rules, Settings


def check(pool: Pool, rules: Rules, settings: Settings, result: Result, report: Report) -> Check:
    """Confirm that a result keeps every rule and that nothing better exists, or name what is wrong."""
    strangers = tuple(_strangers(pool, result))
    if strangers:
        return Check(holds=False, faults=strangers, violations={}, value=0, bound=0)
    broken = count_violations(pool, rules, settings, [(pair.mentee, pair.mentor) for pair in result.pairs])
    faults = [f"The rule {name} is broken {count} times." for name, count in broken.items() if count]
    faults += _wrong_scores(pool, settings, result)
    faults += _wrong_terms(pool, settings, result)
    paper, locked = result.certificate, {lock.mentee: lock.mentor for lock in rules.locked}
    value = sum(paper.factor * pair.score + paper.bonus for pair in result.pairs if pair.mentee not in locked)
    bound = _bound(pool, rules, settings, paper, report)
    if not value == bound == paper.value:
        faults.append(f"The pairs are worth {value} of {paper.value} claimed, and the bound is {bound}.")
    if not locked.items() <= {pair.mentee: pair.mentor for pair in result.pairs}.items():
        faults.append("A locked pair is missing.")
    return Check(holds=not faults, faults=tuple(faults), violations=broken, value=value, bound=bound)


def _strangers(pool: Pool, result: Result) -> Iterator[str]:
    mentees, mentors = {one.id for one in pool.mentees}, {one.id for one in pool.mentors}
    for pair in result.pairs:
        if pair.mentee not in mentees or pair.mentor not in mentors:
            yield f"The pair {pair.mentee} and {pair.mentor} names somebody who is not in the round."
    for mentor in result.certificate.prices:
        if mentor not in mentors:
            yield f"A price names {mentor}, who is not a mentor in the round."
    seen = Counter([pair.mentee for pair in result.pairs] + [one.mentee for one in result.unplaced])
    for mentee in mentees | set(seen):
        if seen[mentee] != 1 or mentee not in mentees:
            yield f"Mentee {mentee} is accounted for {seen[mentee]} times."


def _wrong_scores(pool: Pool, settings: Settings, result: Result) -> list[str]:
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    look = Some((rows[pair.mentee] for pair in result.pairs), (columns[pair.mentor] for pair in result.pairs))
    scores = Scorer(pool, settings).scores(look).tolist()
    faults = [
        f"The pair {pair.mentee} and {pair.mentor} scores {score}, not {pair.score}."
        for pair, score in zip(result.pairs, scores, strict=True)
        if score != pair.score or (score < settings.minimum_score and not pair.is_locked)
    ]
    if result.total != sum(scores):
        faults.append(f"The total is {sum(scores)}, not {result.total}.")
    return faults


def _wrong_terms(pool: Pool, settings: Settings, result: Result) -> list[str]:
    """Say where bonus and factor do not express the objective, or a price is no price."""
    paper, most = result.certificate, min(len(pool.mentees), sum(mentor.seats for mentor in pool.mentors))
    expressed = {
        Objective.MOST: paper.factor == 1 and paper.bonus > most * FULL,
        Objective.TOTAL: paper.bonus == 1 and paper.factor > most,
    }
    faults = []
    if paper.objective is not settings.objective or not expressed[settings.objective]:
        faults.append(
            f"Factor {paper.factor} and bonus {paper.bonus} do not express the objective {settings.objective}."
        )
    faults += [
        f"The price of {mentor} is below nought." for mentor, price in paper.prices.items() if price < 0
    ]
    return faults


def _bound(pool: Pool, rules: Rules, settings: Settings, paper: Certificate, report: Report) -> int:
    locked = {lock.mentee for lock in rules.locked}
    seats = _open_seats(pool, rules)
    price = np.array([paper.prices.get(mentor.id, 0) for mentor in pool.mentors], dtype=np.int64)
    is_open = np.array([mentee.id not in locked for mentee in pool.mentees], dtype=bool)
    has_seat = np.array([seats[mentor.id] > 0 for mentor in pool.mentors], dtype=bool)
    gain = np.zeros(len(pool.mentees), dtype=np.int64)
    scorer, bars = Scorer(pool, settings), bars_of(pool, rules, settings)
    for block in blocks(len(pool.mentees), len(pool.mentors)):
        report("certificate", block.rows.start / len(pool.mentees))
        scores = scorer.scores(block)
        may = (
            (scores >= settings.minimum_score)
            & ~forbidden(bars, block, scores.shape)
            & block.mentors(has_seat)
        )
        left: Array = np.where(may, scores * np.int64(paper.factor) + paper.bonus - block.mentors(price), 0)
        gain[block.rows] = np.maximum(gain[block.rows], left.max(axis=1))
    paid = sum(paper.prices.get(mentor, 0) * count for mentor, count in seats.items())
    return int(gain[is_open].sum()) + paid


def _open_seats(pool: Pool, rules: Rules) -> Mapping[str, int]:
    taken = Counter(lock.mentor for lock in rules.locked)
    return {mentor.id: mentor.seats - taken[mentor.id] for mentor in pool.mentors}
