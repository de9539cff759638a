"""Is a result the best there is? The whole proof in plain Python: no line of the solver, nor of its scores.

At the prices of the certificate each mentee is given what would leave them most, whether a seat is free or not. No set of
pairs can be worth more than what all of them have then and what all seats cost together. Where the pairs at hand are worth as
much, none are better. Every pair is scored one criterion after another, some 30,000 a second: for small rounds, and for readers.
"""

from __future__ import annotations

from collections import Counter

from ..outcomes import Check, Result
from ..values import FULL, BadPoolError, Mentee, Mentor, Objective, Pool, Rules, Settings
from .audit import Auditor, count_violations
from .plain import plain_score


def check_plainly(pool: Pool, rules: Rules, settings: Settings, result: Result) -> Check:
    """Confirm that a result keeps every rule and that nothing is better, or name what is wrong.

    Raises:
        BadPoolError: The objective is no sum; such a round has another proof.
    """
    if settings.objective not in (Objective.MOST, Objective.TOTAL):
        raise BadPoolError(f"A round of the objective {settings.objective} has no such prices. Ask verify.")
    mentees, mentors = {one.id: one for one in pool.mentees}, {one.id: one for one in pool.mentors}
    names = [(pair.mentee, pair.mentor) for pair in result.pairs]
    strangers = [name for name in names if name[0] not in mentees or name[1] not in mentors]
    if strangers:
        return Check(
            holds=False,
            faults=(f"{strangers[0]} is no pair of this round.",),
            violations={},
            value=0,
            bound=0,
        )
    broken = count_violations(pool, rules, settings, names)
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    scores = {name: plain_score(mentees[name[0]], mentors[name[1]], settings) for name in names}
    waiting = sorted(set(mentees) - {mentee for mentee, _ in names})
    value = _value(mentees, mentors, result, {name: scores[name] for name in names if name not in locked})
    bound = _bound(pool, rules, settings, result)
    told = {
        "A hard rule is broken.": not any(broken.values()),
        "A locked pair is missing.": locked <= set(names),
        "A score is wrong.": all(pair.score == scores[pair.mentee, pair.mentor] for pair in result.pairs),
        "A score is below the minimum.": all(
            score >= settings.minimum_score for name, score in scores.items() if name not in locked
        ),
        "The total is wrong.": result.total == sum(scores.values()),
        "Not everybody is accounted for once.": sorted(one.mentee for one in result.unplaced) == waiting,
        "The certificate proves something else.": _expresses(pool, settings, result),
        f"The pairs are worth {value}, and {bound} is not ruled out.": value == bound,
    }
    faults = tuple(sentence for sentence, is_so in told.items() if not is_so)
    return Check(holds=not faults, faults=faults, violations=broken, value=value, bound=bound)


def _value(
    mentees: dict[str, Mentee],
    mentors: dict[str, Mentor],
    result: Result,
    open_pairs: dict[tuple[str, str], int],
) -> int:
    """Return what the open pairs are worth: scores and priorities, a bonus for each mentee placed, and care for lower seats."""
    paper = result.certificate
    locked = [
        (pair.mentee, pair.mentor) for pair in result.pairs if (pair.mentee, pair.mentor) not in open_pairs
    ]
    placed = {mentee for mentee, _ in open_pairs} - {mentee for mentee, _ in locked}
    kept, filled = Counter(mentor for _, mentor in locked), Counter(mentor for _, mentor in open_pairs)
    lower = {name: max(0, mentors[name].lower_seats - kept[name]) for name in filled}
    worth = sum(score + mentees[mentee].priority for (mentee, _), score in open_pairs.items())
    cared_for = sum(min(count, lower[name]) for name, count in filled.items())
    return paper.factor * worth + paper.bonus * len(placed) + paper.care * cared_for


def _bound(pool: Pool, rules: Rules, settings: Settings, result: Result) -> int:
    """Return what no set of pairs can pass: what all seats cost, and what each mentee could at most have at these prices."""
    paper, auditor = result.certificate, Auditor(rules, settings)
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    had, taken = Counter(mentee for mentee, _ in locked), Counter(mentor for _, mentor in locked)
    bound = 0
    for mentor in pool.mentors:
        price, seats = paper.prices.get(mentor.id, 0), mentor.seats - taken[mentor.id]
        lower = max(0, mentor.lower_seats - taken[mentor.id])
        bound += lower * max(0, price + paper.care) + (seats - lower) * max(0, price)
    for mentee in pool.mentees:
        left = []
        for mentor in pool.mentors:
            is_open = mentor.seats > taken[mentor.id] and (mentee.id, mentor.id) not in locked
            if is_open and not auditor.broken_by(mentee, mentor):
                score = plain_score(mentee, mentor, settings)
                if score >= settings.minimum_score:
                    left.append(paper.factor * (score + mentee.priority) - paper.prices.get(mentor.id, 0))
        best = sorted(left, reverse=True)[: mentee.most_mentors - had[mentee.id]]
        first = 0 if had[mentee.id] else paper.bonus
        bound += max(0, first + best[0] + sum(max(0, more) for more in best[1:])) if best else 0
    return bound


def _expresses(pool: Pool, settings: Settings, result: Result) -> bool:
    """Say whether the certificate weighs people and lower seats as the objective does."""
    paper, seats = result.certificate, sum(one.seats for one in pool.mentors)
    lower = sum(one.lower_seats for one in pool.mentors)
    dearest = FULL + max((one.priority for one in pool.mentees), default=0)
    pairs = min(sum(one.most_mentors for one in pool.mentees), seats)
    if settings.objective is Objective.MOST:
        is_weighed = paper.factor == 1 and paper.bonus > pairs * dearest + lower * paper.care
    else:
        is_weighed = paper.bonus == 1 and paper.factor > min(len(pool.mentees), seats)
    care = paper.factor * (FULL + 1) if lower else 0
    return paper.objective is settings.objective and paper.care == care and is_weighed
