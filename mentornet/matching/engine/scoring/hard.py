"""Which pairs may never be? The hard rules, laid out so that whole blocks are asked at once.

`audit.py` asks the same of single pairs in plain Python, and shares nothing with this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

import numpy as np

from ..values import Custom, Mentee, Mentor, Pool, Rule, Rules, Settings
from .criteria import Asks, answers_to, custom_criterion
from .kinds import Kinds, kinds_of
from .looks import Array, Look, Sparse, through
from .measures import Measure, any_shared, both, known, same, silent


@dataclass(frozen=True, slots=True)
class Bar:
    """A hard rule and the pairs it forbids."""

    name: str
    asked: Callable[[Look], Array]
    kinds: Kinds | None = None
    """The kinds of people it looks at; none where it looks at the people themselves."""
    listed: Sparse | None = None
    """Its pairs, where they are listed one by one."""

    def forbids(self, look: Look) -> Array:
        """Tell which pairs of the look it forbids."""
        return self.asked(through(look, self.kinds.left, self.kinds.right) if self.kinds else look)


def bars_of(pool: Pool, rules: Rules, settings: Settings) -> tuple[Bar, ...]:
    """Prepare every hard rule that can forbid anything in this pool."""
    listed = [_listed(rule, pairs, pool) for rule, pairs in _pairs_by_rule(pool, rules).items()]
    found = [
        bar
        for rule, ask, prepare in (
            (Rule.EMPLOYER, attrgetter("employer", "allows_same_employer"), _employer),
            (Rule.LANGUAGE, attrgetter("languages"), _language),
        )
        if rule not in rules.relaxed and (bar := _over_kinds(rule, pool, ask, prepare))
    ]
    own = [
        bar
        for custom in settings.customs
        if custom.is_rule
        and (bar := _over_kinds(custom.name, pool, answers_to(custom.name), partial(_custom, custom)))
    ]
    return (*listed, *found, *own)


def _over_kinds(
    name: str, pool: Pool, ask: Asks, prepare: Callable[[Pool], Callable[[Look], Array] | None]
) -> Bar | None:
    kinds, people = kinds_of(pool, (ask, ask))
    asked = prepare(people)
    return Bar(name, asked, kinds) if asked else None


def _pairs_by_rule(pool: Pool, rules: Rules) -> dict[str, set[tuple[int, int]]]:
    mentees = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    mentors = {mentor.id: row for row, mentor in enumerate(pool.mentors)}
    pairs: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for entry in rules.forbidden:
        if entry.mentee in mentees and entry.mentor in mentors:
            pairs[entry.rule].add((mentees[entry.mentee], mentors[entry.mentor]))
    pairs[Rule.SAME_PERSON].update(_same_person(pool))
    pairs[Rule.SUPERVISOR].update(_supervisors(pool))
    return {rule: barred for rule, barred in pairs.items() if barred}


def _same_person(pool: Pool) -> Iterator[tuple[int, int]]:
    rows = _rows_by(mentor.identities for mentor in pool.mentors)
    for row, mentee in enumerate(pool.mentees):
        yield from ((row, other) for name in mentee.identities for other in rows.get(name, ()))


def _supervisors(pool: Pool) -> Iterator[tuple[int, int]]:
    mentors, mentees = _rows_by(map(_names, pool.mentors)), _rows_by(map(_names, pool.mentees))
    for row, mentee in enumerate(pool.mentees):
        yield from ((row, other) for name in mentee.managers for other in mentors.get(name, ()))
    for row, mentor in enumerate(pool.mentors):
        yield from ((other, row) for name in mentor.managers for other in mentees.get(name, ()))


def _names(person: Mentee | Mentor) -> Sequence[str]:
    return (person.id, *person.identities)


def _rows_by(names: Iterable[Sequence[str]]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, own in enumerate(names):
        for name in own:
            rows[name].append(row)
    return rows


def _listed(name: str, pairs: set[tuple[int, int]], pool: Pool) -> Bar:
    return bar_listing(name, Sparse(dict.fromkeys(pairs, 1), len(pool.mentors)))


def bar_listing(name: str, pairs: Sparse) -> Bar:
    """Return the rule that forbids the pairs that are listed."""
    return Bar(name, partial(_is_listed, pairs), listed=pairs)


def _is_listed(pairs: Sparse, look: Look) -> Array:
    listed: Array = look.found(pairs) > 0
    return listed


def _employer(pool: Pool) -> Callable[[Look], Array] | None:
    """Forbid one employer unless both sides allow it."""
    shared = same(
        *([(one.employer,) if one.employer else () for one in side] for side in (pool.mentees, pool.mentors))
    )
    allowed = [
        np.array([person.allows_same_employer for person in side], bool)
        for side in (pool.mentees, pool.mentors)
    ]
    return partial(_at_one_employer, shared, allowed) if shared is not silent else None


def _at_one_employer(shared: Measure, allowed: Sequence[Array], look: Look) -> Array:
    value, counts = shared(look)
    barred: Array = (value > 0) & counts & ~both(look, *allowed)
    return barred


def _language(pool: Pool) -> Callable[[Look], Array] | None:
    """Forbid a pair without a shared language where both gave some."""
    spoken = [mentee.languages for mentee in pool.mentees], [mentor.languages for mentor in pool.mentors]
    share = any_shared(*spoken)
    speaks, answers = known(spoken[0]), known(spoken[1])
    if not (speaks.any() and answers.any()):
        return None
    return partial(_without_words, share, speaks, answers)


def _without_words(share: Callable[[Look], Array], speaks: Array, answers: Array, look: Look) -> Array:
    barred: Array = ~share(look) & both(look, speaks, answers)
    return barred


def _custom(custom: Custom, pool: Pool) -> Callable[[Look], Array] | None:
    measure = custom_criterion(custom).prepare(pool)
    return partial(_fails, measure) if measure is not silent else None


def _fails(measure: Measure, look: Look) -> Array:
    value, counts = measure(look)
    barred: Array = (value == 0) & counts
    return barred
