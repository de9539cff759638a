"""Does a pair break a hard rule? Asked in plain Python of one pair at a time, after the fact.

Written apart from `hard.py` on purpose: a mistake in one is found by the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..values import Answer, Custom, Kind, Mentee, Mentor, Pool, Rule, Rules, Settings

OVER_SEATS = "seats"
TWICE = "mentee_twice"


class Auditor:
    """Knows the listed rules by pair, and finds the others in the two people."""

    def __init__(self, rules: Rules, settings: Settings) -> None:
        self._listed: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for entry in rules.forbidden:
            self._listed[entry.mentee, entry.mentor].append(entry.rule)
        self._relaxed = rules.relaxed
        self._asked = [(rule, breaks) for rule, breaks in _ASKED if rule not in rules.relaxed]
        self._customs = [custom for custom in settings.customs if custom.is_rule]

    def names(self) -> list[str]:
        """List every hard rule that is kept."""
        return [
            *(rule for rule in Rule if rule not in self._relaxed),
            *(custom.name for custom in self._customs),
        ]

    def broken_by(self, mentee: Mentee, mentor: Mentor) -> list[str]:
        """Name each hard rule that this pair breaks, once."""
        broken = {rule for rule, breaks in self._asked if breaks(mentee, mentor)}
        broken.update(self._listed.get((mentee.id, mentor.id), ()))
        own = [custom.name for custom in self._customs if _fails(custom, mentee, mentor)]
        return [*(rule.value for rule in Rule if rule in broken), *own] if broken else own


def count_violations(
    pool: Pool, rules: Rules, settings: Settings, pairs: Iterable[tuple[str, str]]
) -> Mapping[str, int]:
    """Count how often the pairs break each hard rule, fill a seat that is not there, or place somebody too often."""
    pairs = list(pairs)
    mentees = {mentee.id: mentee for mentee in pool.mentees}
    mentors = {mentor.id: mentor for mentor in pool.mentors}
    auditor = Auditor(rules, settings)
    counts = dict.fromkeys((str(name) for name in auditor.names()), 0)
    for mentee, mentor in pairs:
        for name in auditor.broken_by(mentees[mentee], mentors[mentor]):
            counts[name] += 1
    taken = Counter(mentor for _, mentor in pairs)
    counts[OVER_SEATS] = sum(max(0, count - mentors[mentor].seats) for mentor, count in taken.items())
    had = Counter(mentee for mentee, _ in pairs)
    over = sum(max(0, count - mentees[mentee].most_mentors) for mentee, count in had.items())
    counts[TWICE] = over + len(pairs) - len(set(pairs))
    return counts


def _is_same_person(mentee: Mentee, mentor: Mentor) -> bool:
    return not set(mentee.identities).isdisjoint(mentor.identities)


def _supervises(mentee: Mentee, mentor: Mentor) -> bool:
    return bool(
        (mentee.managers and set(mentee.managers) & {mentor.id, *mentor.identities})
        or (mentor.managers and set(mentor.managers) & {mentee.id, *mentee.identities})
    )


def _share_employer(mentee: Mentee, mentor: Mentor) -> bool:
    both_allow = mentee.allows_same_employer and mentor.allows_same_employer
    return bool(mentee.employer) and mentee.employer == mentor.employer and not both_allow


def _share_no_language(mentee: Mentee, mentor: Mentor) -> bool:
    both_gave = bool(mentee.languages and mentor.languages)
    return both_gave and set(mentee.languages).isdisjoint(mentor.languages)


_ASKED: Sequence[tuple[Rule, Callable[[Mentee, Mentor], bool]]] = (
    (Rule.SAME_PERSON, _is_same_person),
    (Rule.SUPERVISOR, _supervises),
    (Rule.EMPLOYER, _share_employer),
    (Rule.LANGUAGE, _share_no_language),
)


def _fails(custom: Custom, mentee: Mentee, mentor: Mentor) -> bool:
    mine, theirs = mentee.answers.get(custom.name), mentor.answers.get(custom.name)
    if mine in (None, ()) or theirs in (None, ()):
        return False
    if custom.kind is Kind.DIFFERENCE:
        if isinstance(mine, int | float) and isinstance(theirs, int | float):
            return not custom.low <= theirs - mine <= custom.high
        return False
    left, right = _as_set(mine), _as_set(theirs)
    holds = {Kind.EQUAL: left == right, Kind.DIFFERENT: left != right, Kind.OVERLAP: bool(left & right)}
    return not holds[custom.kind]


def _as_set(answer: Answer | None) -> set[str | float]:
    return set(answer) if isinstance(answer, tuple) else {answer} if answer is not None else set()
