"""Can this be matched at all? What cannot is refused before any work, naming the record."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from .proof.audit import Auditor
from .scoring.scorer import WEIGHT_UNITS, weights_of
from .values import (
    FULL,
    HOURS_A_WEEK,
    RELAXABLE,
    BadPoolError,
    Forbidden,
    Kind,
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Rule,
    Rules,
    Settings,
    Unranked,
)

HEAVIEST = 1000.0
LIGHTEST = 1 / WEIGHT_UNITS
MOST_MENTORS = 100
MOST_SEATS = 1_000_000
FARTHEST = 1e9
"""A larger number is a slip of the hand, and differences of larger ones would not be exact."""


def ensure_solvable(pool: Pool, rules: Rules, settings: Settings) -> None:
    """Refuse what cannot be matched.

    Raises:
        BadPoolError: A sentence that names the record and says how to mend it.
    """
    ensure_both_sides(pool)
    ensure_people(pool)
    ensure_settings(settings)
    ensure_rules(pool, rules, settings)


def ensure_both_sides(pool: Pool) -> None:
    """Refuse a pool that has nobody on one side: there is nothing to match, and somebody forgot something."""
    for side, people in (("mentee", pool.mentees), ("mentor", pool.mentors)):
        if not people:
            raise BadPoolError(f"There is no {side} in this round. Give at least one.")


def ensure_people(pool: Pool) -> None:
    """Refuse two people of one id, seats below nought, facts out of range, and wishes for strangers."""
    mentees = _ensure_unique("mentee", [mentee.id for mentee in pool.mentees])
    mentors = _ensure_unique("mentor", [mentor.id for mentor in pool.mentors])
    for mentor in pool.mentors:
        if isinstance(mentor.seats, bool) or not isinstance(mentor.seats, int) or mentor.seats < 0:
            raise BadPoolError(f"Mentor {mentor.id} has {mentor.seats} seats. Give a whole number from 0.")
        if mentor.seats > MOST_SEATS:
            raise BadPoolError(f"Mentor {mentor.id} has {mentor.seats} seats. Give at most {MOST_SEATS}.")
        _ensure_whole("Mentor", mentor.id, "lower seats", mentor.lower_seats, (0, mentor.seats))
        _ensure_facts("Mentor", mentor)
        _ensure_wishes("Mentor", mentor.id, mentor.wishes, mentees)
    for mentee in pool.mentees:
        _ensure_whole("Mentee", mentee.id, "mentors at most", mentee.most_mentors, (1, MOST_MENTORS))
        _ensure_whole("Mentee", mentee.id, "priority", mentee.priority, (0, FULL))
        _ensure_facts("Mentee", mentee)
        _ensure_wishes("Mentee", mentee.id, mentee.wishes, mentors)


def _ensure_whole(side: str, name: str, what: str, number: int, limits: tuple[int, int]) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or not limits[0] <= number <= limits[1]:
        raise BadPoolError(
            f"{side} {name} has {number} as {what}. Give a whole number from {limits[0]} to {limits[1]}."
        )


def _ensure_unique(side: str, ids: Sequence[str]) -> set[str]:
    twice = next((name for name, count in Counter(ids).items() if count > 1), None)
    if twice is not None:
        raise BadPoolError(f"The {side} id {twice} appears twice. Give each {side} an id of their own.")
    if "" in ids:
        raise BadPoolError(f"A {side} has no id. Give each {side} an id of their own.")
    return set(ids)


def _ensure_facts(side: str, person: Mentee | Mentor) -> None:
    if person.available is not None and not 0 <= person.available < 1 << HOURS_A_WEEK:
        raise BadPoolError(f"{side} {person.id} is free at hours outside the week. Use bits 0 to 167.")
    numbers = [
        ("years", person.years),
        ("level", person.level),
        *((name, n) for name, n in person.answers.items() if isinstance(n, int | float)),
    ]
    for name, number in numbers:
        if number is not None and not math.isfinite(number):
            raise BadPoolError(f"{side} {person.id} gives {number} for {name}. Give a number, or nothing.")
        if number is not None and abs(number) > FARTHEST:
            raise BadPoolError(
                f"{side} {person.id} gives {number} for {name}. Give a number up to {FARTHEST:,.0f}, or nothing."
            )


def _ensure_wishes(side: str, name: str, wishes: Iterable[str], others: set[str]) -> None:
    for other, count in Counter(wishes).items():
        if other not in others:
            raise BadPoolError(
                f"{side} {name} wishes for {other}, who is not in this round. Take the wish out."
            )
        if count > 1:
            raise BadPoolError(f"{side} {name} wishes for {other} twice. Keep one of the two.")


def ensure_settings(settings: Settings) -> None:
    """Refuse weights that are no weights, names nobody knows, and a minimum out of range."""
    names = [custom.name for custom in settings.customs]
    for name, count in Counter(names).items():
        if count > 1:
            raise BadPoolError(f"The criterion {name} is described twice. Give each a name of its own.")
    for custom in settings.customs:
        if custom.is_rule and custom.name in set(Rule):
            raise BadPoolError(f"The rule {custom.name} has the name of a built-in rule. Give it another.")
        if custom.kind is Kind.DIFFERENCE and not custom.low <= custom.high:
            raise BadPoolError(
                f"The criterion {custom.name} runs from {custom.low} to {custom.high}. Swap the two."
            )
    _ensure_words(settings)
    _ensure_enough(settings.enough)
    known = weights_of(Settings(customs=settings.customs))
    for name, weight in weights_of(settings).items():
        _ensure_weight(name, weight, known)
    if not _is_whole(settings.minimum_score) or not 0 <= settings.minimum_score <= FULL:
        raise BadPoolError(
            f"The minimum score is {settings.minimum_score}. Give parts per million, 0 to {FULL}."
        )


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _ensure_words(settings: Settings) -> None:
    """Refuse an objective nobody knows, another word about the unranked, and a seed that is no whole number."""
    if settings.objective not in set(Objective):
        raise BadPoolError(f"The objective is {settings.objective}. Give one of {', '.join(Objective)}.")
    if settings.unranked not in set(Unranked):
        raise BadPoolError(f"Unranked is {settings.unranked}. Give one of {', '.join(Unranked)}.")
    if not _is_whole(settings.seed):
        raise BadPoolError(f"The seed is {settings.seed}. Give a whole number.")


def _ensure_enough(enough: int) -> None:
    if isinstance(enough, bool) or not isinstance(enough, int) or not 0 <= enough < FULL:
        raise BadPoolError(f"The gap that is enough is {enough}. Give parts per million, 0 to {FULL - 1}.")


def _ensure_weight(name: str, weight: float, known: Iterable[str]) -> None:
    if name not in known:
        raise BadPoolError(
            f"There is no criterion called {name} to weigh. The criteria are {', '.join(known)}."
        )
    is_number = isinstance(weight, int | float) and not isinstance(weight, bool)
    if not is_number or not math.isfinite(weight) or weight < 0 or weight > HEAVIEST or 0 < weight < LIGHTEST:
        raise BadPoolError(
            f"The weight of {name} is {weight}. Give 0, or a number from {LIGHTEST} to {HEAVIEST:.0f}."
        )


def ensure_rules(pool: Pool, rules: Rules, settings: Settings) -> None:
    """Refuse rules about strangers, locks that break a rule or meet in one mentee, and locks over the seats."""
    mentees = {mentee.id: mentee for mentee in pool.mentees}
    mentors = {mentor.id: mentor for mentor in pool.mentors}
    named: list[Forbidden | Lock] = [*rules.forbidden, *rules.locked]
    for pair in named:
        for side, name, names in (("mentee", pair.mentee, mentees), ("mentor", pair.mentor, mentors)):
            if name not in names:
                raise BadPoolError(
                    f"A rule names the {side} {name}, who is not in this round. Take the rule out."
                )
    for rule in rules.relaxed - RELAXABLE:
        raise BadPoolError(
            f"The rule {rule} is always kept. Only {', '.join(sorted(RELAXABLE))} can be relaxed."
        )
    auditor = Auditor(rules, settings)
    for lock in rules.locked:
        broken = auditor.broken_by(mentees[lock.mentee], mentors[lock.mentor])
        if broken:
            raise BadPoolError(
                f"The locked pair {lock.mentee} and {lock.mentor} breaks the rule {broken[0]}. Unlock it first."
            )
    _ensure_locks_fit(rules, mentees, mentors)


def _ensure_locks_fit(rules: Rules, mentees: dict[str, Mentee], mentors: dict[str, Mentor]) -> None:
    for mentee, count in Counter(lock.mentee for lock in rules.locked).items():
        most = mentees[mentee].most_mentors
        if count > most:
            keep = "Keep one lock" if most == 1 else f"Keep {most} locks"
            raise BadPoolError(f"Mentee {mentee} is locked to {count} mentors. {keep}.")
    for lock, count in Counter(rules.locked).items():
        if count > 1:
            raise BadPoolError(f"{lock.mentee} and {lock.mentor} are locked as a pair twice. Keep one lock.")
    for name, count in Counter(lock.mentor for lock in rules.locked).items():
        if count > mentors[name].seats:
            raise BadPoolError(
                f"Mentor {name} has {mentors[name].seats} seats and {count} locked pairs. Unlock some, or add seats."
            )
