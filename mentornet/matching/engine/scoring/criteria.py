"""What makes a good pair? The known criteria, and a program's own, as one kind of object.

To add one: write what it measures, write what it tells (`telling.py`), and give it a line in `CRITERIA`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

import numpy as np

from ..values import FULL, Answer, Custom, Kind, Mentee, Mentor, Pool, Step
from . import telling
from .looks import Array, Look
from .measures import (
    HALF,
    Hours,
    Measure,
    Words,
    blend,
    both,
    curve,
    equal_shares,
    hours,
    known,
    overlap,
    ranked_shares,
    same,
    silent,
    table_of,
    unless_silent,
    wished,
    words_of,
)

LATER_STEP = 700_000
OTHER_ROAD = 500_000
SECOND_LANGUAGE = 600_000
LIVES_THERE = 400_000


Asks = Callable[[Any], object]
"""Takes a person; returns all that a criterion knows of them, as something to compare."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A named measure, its default weight, and how it tells what it found."""

    name: str
    weight: float
    prepare: Callable[[Pool], Measure]
    tell: Callable[[Mentee, Mentor, int], telling.Told]
    asks: tuple[Asks, Asks] | None = None
    """What it asks of a mentee and of a mentor: two people with the same answer are one to it. None where everybody
    is someone of their own."""
    is_told_by_kind: bool = True
    """Whether it tells of nothing but what it asks."""


def steps_wanted(mentee: Mentee) -> tuple[Step, ...]:
    """Return the wanted path, or the one step from here to the target where no path is given."""
    if mentee.steps_wanted:
        return mentee.steps_wanted
    if mentee.current_role and mentee.target_role:
        return ((mentee.current_role, mentee.target_role),)
    return ()


def roles_reached(mentor: Mentor) -> tuple[str, ...]:
    """Return every role the mentor holds or has stepped up to."""
    reached = [step.to_role for step in mentor.walked]
    return tuple(dict.fromkeys([*reached, *([mentor.current_role] if mentor.current_role else [])]))


def _edge(from_role: str, to_role: str) -> str:
    return f"{from_role}\x1f{to_role}"


def _path_walked(pool: Pool) -> Measure:
    """Full for the very next step; less for a later one, or for another road to the same role."""
    paths = [[_edge(*step) for step in steps_wanted(mentee)] for mentee in pool.mentees]
    edges = [[_edge(step.from_role, step.to_role) for step in mentor.walked] for mentor in pool.mentors]
    roles = [roles_reached(mentor) for mentor in pool.mentors]
    targets = [[mentee.target_role] if mentee.target_role else [] for mentee in pool.mentees]
    following = _tables([path[:1] for path in paths], edges, FULL)
    later = _tables([path[1:] for path in paths], edges, LATER_STEP)
    reached = _tables(targets, roles, OTHER_ROAD)
    speaks = known([(*path, *target) for path, target in zip(paths, targets, strict=True)])
    answers = known(roles)
    return unless_silent(
        partial(_dearest, (later, LATER_STEP), (following, reached), (speaks, answers)), speaks, answers
    )


def _dearest(
    capped: tuple[tuple[Array, Array], int],
    others: Sequence[tuple[Array, Array]],
    spoke: tuple[Array, Array],
    look: Look,
) -> tuple[Array, Array]:
    """Measure the largest of several overlaps, the first of which is worth so much at most."""
    value = np.minimum(look.shared(*capped[0]), np.float32(capped[1]))
    for tables in others:
        np.maximum(value, look.shared(*tables), out=value)
    return value, both(look, *spoke)


def _tables(wanted: Words, had: Words, worth: int = 1) -> tuple[Array, Array]:
    """Lay both sides out; each word that both have is worth as much."""
    words = words_of(had)
    return table_of(wanted, words) * np.float32(worth), table_of(had, words)


def _overlap_of(
    field: str, shares: Callable[[int], Sequence[int]] = equal_shares
) -> Callable[[Pool], Measure]:
    return partial(_overlap_in, field, shares)


def _overlap_in(field: str, shares: Callable[[int], Sequence[int]], pool: Pool) -> Measure:
    wanted: Words = [getattr(mentee, field) for mentee in pool.mentees]
    had: Words = [getattr(mentor, field) for mentor in pool.mentors]
    return overlap(wanted, had, shares)


def _setting_population(pool: Pool) -> Measure:
    return blend(_overlap_of("settings")(pool), _overlap_of("populations")(pool))


def _licence_state(pool: Pool) -> Measure:
    """Full for a licence held where one is sought; where none is sought, for working in the same state."""
    sought = [state_sought(mentee) for mentee in pool.mentees]
    states = [[state] if state else [] for state in sought]
    holds = _tables(states, [mentor.licence_states for mentor in pool.mentors], FULL)
    wanted, lives = _tables(states, [[mentor.region] if mentor.region else [] for mentor in pool.mentors])
    there = np.array([LIVES_THERE if mentee.licence_state else FULL for mentee in pool.mentees], np.float32)
    wanted *= there[:, None]
    speaks = known(sought)
    answers = known(
        [(*mentor.licence_states, *([mentor.region] if mentor.region else [])) for mentor in pool.mentors]
    )
    return unless_silent(
        partial(_dearest, (holds, FULL), ((wanted, lives),), (speaks, answers)), speaks, answers
    )


def state_sought(mentee: Mentee) -> str | None:
    """Return the state that matters to the mentee: of the licence sought, else of work."""
    return mentee.licence_state or mentee.region


def _availability(pool: Pool) -> Measure:
    rotates = [np.array([person.rotates for person in side], bool) for side in (pool.mentees, pool.mentors)]
    speaks = rotates[0] | known([mentee.available for mentee in pool.mentees])
    answers = rotates[1] | known([mentor.available for mentor in pool.mentors])
    left, right = (hours([person.available for person in side]) for side in (pool.mentees, pool.mentors))
    return unless_silent(Hours(left, right, rotates[0], rotates[1], speaks, answers), speaks, answers)


def _languages(pool: Pool) -> Measure:
    """Full for the mentee's dearest language, less for another one."""
    spoken = [mentor.languages for mentor in pool.mentors]
    dearest = _tables([mentee.languages[:1] for mentee in pool.mentees], spoken, FULL)
    others = _tables([mentee.languages for mentee in pool.mentees], spoken, SECOND_LANGUAGE)
    speaks, answers = known([mentee.languages for mentee in pool.mentees]), known(spoken)
    return unless_silent(
        partial(_dearest, (others, SECOND_LANGUAGE), (dearest,), (speaks, answers)), speaks, answers
    )


_RUNGS_ABOVE = ([-1, 0, 1, 2, 3, 4], [0, HALF, FULL, FULL, 700_000, 400_000])
_YEARS_MORE = ([-1, 0, 2, 8, 20], [0, 250_000, FULL, FULL, 300_000])


def _experience(pool: Pool) -> Measure:
    """Best for a near peer: one or two rungs above, two to eight years more."""
    mentees, mentors = pool.mentees, pool.mentors
    rungs = curve([m.level for m in mentees], [m.level for m in mentors], partial(_along, _RUNGS_ABOVE))
    years = curve([m.years for m in mentees], [m.years for m in mentors], partial(_along, _YEARS_MORE))
    return blend(rungs, years)


def _along(bends: tuple[Sequence[int], Sequence[int]], more: Array) -> Array:
    worth: Array = np.interp(more, *bends)
    return worth


def _wishes(pool: Pool) -> Measure:
    ids = [mentee.id for mentee in pool.mentees], [mentor.id for mentor in pool.mentors]
    return blend(
        wished(*ids, [mentee.wishes for mentee in pool.mentees], by_mentors=False),
        wished(*ids, [mentor.wishes for mentor in pool.mentors], by_mentors=True),
    )


_path = attrgetter("current_role", "target_role", "steps_wanted")


def _ways(mentor: Mentor) -> object:
    return mentor.current_role, frozenset((step.from_role, step.to_role) for step in mentor.walked)


def _licences(mentor: Mentor) -> object:
    return mentor.region, frozenset(mentor.licence_states)


_PLACES = attrgetter("settings", "populations")
_WEEK = attrgetter("available", "rotates")
_STAGE = attrgetter("level", "years")


def _same_field(name: str) -> tuple[Asks, Asks]:
    return attrgetter(name), attrgetter(name)


CRITERIA: Mapping[str, Criterion] = {
    criterion.name: criterion
    for criterion in (
        Criterion("path_walked", 5, _path_walked, telling.path_walked, (_path, _ways), is_told_by_kind=False),
        Criterion(
            "goals",
            4,
            _overlap_of("goals", ranked_shares),
            telling.overlap_of("goals"),
            _same_field("goals"),
        ),
        Criterion(
            "credentials",
            3,
            _overlap_of("credentials"),
            telling.overlap_of("credentials"),
            _same_field("credentials"),
        ),
        Criterion(
            "licence_state",
            3,
            _licence_state,
            telling.licence_state,
            (attrgetter("licence_state", "region"), _licences),
        ),
        Criterion(
            "specializations",
            3,
            _overlap_of("specializations"),
            telling.overlap_of("specializations"),
            _same_field("specializations"),
        ),
        Criterion(
            "setting_population",
            2,
            _setting_population,
            telling.overlap_of("settings", "populations"),
            (_PLACES, _PLACES),
        ),
        Criterion("availability", 2, _availability, telling.availability, (_WEEK, _WEEK)),
        Criterion("skills", 2, _overlap_of("skills"), telling.overlap_of("skills"), _same_field("skills")),
        Criterion("wishes", 2, _wishes, telling.wishes),
        Criterion("languages", 1, _languages, telling.overlap_of("languages"), _same_field("languages")),
        Criterion("experience", 1, _experience, telling.experience, (_STAGE, _STAGE)),
    )
}

DEFAULT_WEIGHTS: Mapping[str, float] = {name: criterion.weight for name, criterion in CRITERIA.items()}


def custom_criterion(custom: Custom) -> Criterion:
    """Make a program's own question a criterion like any other."""
    asks = answers_to(custom.name)
    return Criterion(
        custom.name, custom.weight, partial(_custom_measure, custom), telling.custom(custom), (asks, asks)
    )


def answers_to(name: str) -> Asks:
    """Return what asks for the answer to one question; 1 and 1.0 are two answers, since they are two words."""
    return partial(_answer, name)


def _answer(name: str, person: Mentee | Mentor) -> tuple[type, Answer | None]:
    answer = person.answers.get(name)
    return type(answer), answer


def _custom_measure(custom: Custom, pool: Pool) -> Measure:
    mentees = [mentee.answers.get(custom.name) for mentee in pool.mentees]
    mentors = [mentor.answers.get(custom.name) for mentor in pool.mentors]
    if custom.kind is Kind.OVERLAP:
        return overlap([_words(answer) for answer in mentees], [_words(answer) for answer in mentors])
    if custom.kind is Kind.DIFFERENCE:
        within = partial(_within, custom.low, custom.high)
        return curve([_number(answer) for answer in mentees], [_number(answer) for answer in mentors], within)
    measure = same(mentees, mentors)
    return measure if custom.kind is Kind.EQUAL else _opposite(measure)


def _words(answer: Answer | None) -> tuple[str, ...]:
    return answer if isinstance(answer, tuple) else () if answer is None else (str(answer),)


def _number(answer: Answer | None) -> float | None:
    return None if isinstance(answer, tuple) else answer


def _within(low: float, high: float, more: Array) -> Array:
    return ((more >= low) & (more <= high)) * float(FULL)


def _opposite(measure: Measure) -> Measure:
    return partial(_turned, measure) if measure is not silent else silent


def _turned(measure: Measure, look: Look) -> tuple[Array, Array]:
    value, counts = measure(look)
    return FULL - value, counts


def criteria_of(customs: tuple[Custom, ...]) -> dict[str, Criterion]:
    """List the criteria that score: the known ones, with a program's own added or in their place."""
    own = {custom.name: custom_criterion(custom) for custom in customs if not custom.is_rule}
    return {**CRITERIA, **own}
