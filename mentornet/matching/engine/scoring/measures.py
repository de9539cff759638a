"""How is one fact compared with another? The kinds of measure that criteria are made of.

A measure takes a look and returns, for each of its pairs, the value in whole parts per million and whether it counts:
it does not where either side said nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from ..values import FULL, HOURS_A_WEEK, Answer
from .looks import Array, Look, Sparse

Words = Sequence[Sequence[str]]
Measure = Callable[[Look], tuple[Array, Array]]

HALF = FULL // 2
FEW = 1_000_000
"""Distinct pairs of numbers that may be measured beforehand."""
ENOUGH_HOURS = 4
_WORD = 64


def ones(count: int) -> tuple[int, ...]:
    """Give each word one."""
    return (1,) * count


@cache
def equal_shares(count: int) -> Sequence[int]:
    """Cut a whole into parts that differ by one at most."""
    part, rest = divmod(FULL, max(count, 1))
    return [part + (place < rest) for place in range(count)]


@cache
def ranked_shares(count: int) -> Sequence[int]:
    """Cut a whole so that the first of three weighs three, the second two, the last one."""
    steps = max(1, count * (count + 1) // 2)
    cuts = [divmod(FULL * (count - place), steps) for place in range(count)]
    rest = FULL - sum(whole for whole, _ in cuts)
    largest = sorted(range(count), key=lambda place: -cuts[place][1])[:rest]
    return [whole + (place in largest) for place, (whole, _) in enumerate(cuts)]


def known(facts: Sequence[object]) -> Array:
    """Tell who said anything: none and an empty list are nothing."""
    return np.array([fact is not None and fact != () for fact in facts], dtype=bool)


def silent(look: Look) -> tuple[Array, Array]:
    """Measure nothing: one whole side never spoke. Whoever adds measures up leaves this one out."""
    raise NotImplementedError


def unless_silent(measure: Measure, mentees: Array, mentors: Array) -> Measure:
    """Return the measure, or `silent` where it can count for nobody."""
    return measure if mentees.any() and mentors.any() else silent


def both(look: Look, mentees: Array, mentors: Array) -> Array:
    """Count a pair only where both sides spoke."""
    counts: Array = look.mentees(mentees) & look.mentors(mentors)
    return counts


def table_of(people: Words, words: dict[str, int], shares: Callable[[int], Sequence[int]] = ones) -> Array:
    """Lay people's words out as columns, each word with its share."""
    table = np.zeros((len(people), max(len(words), 1)), dtype=np.float32)
    once = [said if len(set(said)) == len(said) else tuple(dict.fromkeys(said)) for said in people]
    counts = np.fromiter(map(len, once), np.int64, len(once))
    rows = np.repeat(np.arange(len(once)), counts)
    columns = np.fromiter((words.get(word, -1) for said in once for word in said), np.int64, len(rows))
    places = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    parts = np.zeros((int(counts.max(initial=0)) + 1,) * 2, dtype=np.float32)
    for count in np.unique(counts).tolist():
        parts[count, :count] = shares(count)
    known_words = columns >= 0
    given = parts[counts[rows], places]
    table[rows[known_words], columns[known_words]] = given[known_words]
    return table


def words_of(had: Words) -> dict[str, int]:
    """Number the words that could be shared at all: those some mentor has."""
    return {word: number for number, word in enumerate(sorted({word for said in had for word in said}))}


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of what the mentee wants the mentor has: a product of two tables, people by words."""

    left: Array
    right: Array
    speaks: Array
    answers: Array

    def __call__(self, look: Look) -> tuple[Array, Array]:
        """Multiply."""
        return look.shared(self.left, self.right), both(look, self.speaks, self.answers)


def overlap(wanted: Words, had: Words, shares: Callable[[int], Sequence[int]] = equal_shares) -> Measure:
    """Measure how much of what the mentee wants the mentor has."""
    words = words_of(had)
    left, right = table_of(wanted, words, shares), table_of(had, words)
    speaks, answers = known([tuple(said) for said in wanted]), known([tuple(said) for said in had])
    return unless_silent(Overlap(left, right, speaks, answers), speaks, answers)


def any_shared(wanted: Words, had: Words) -> Callable[[Look], Array]:
    """Tell whether the two share a word at all."""
    words = words_of(had)
    left, right = table_of(wanted, words), table_of(had, words)
    return partial(_shares, left, right)


def _shares(left: Array, right: Array, look: Look) -> Array:
    shared: Array = look.shared(left, right) > 0
    return shared


@dataclass(frozen=True, slots=True)
class Blend:
    """The mean of those measures that count for the pair, rounded down."""

    parts: tuple[Measure, ...]

    def __call__(self, look: Look) -> tuple[Array, Array]:
        """Add up and divide."""
        total: Array = np.zeros((), np.float64)
        count: Array = np.zeros((), np.float64)
        for measure in self.parts:
            value, counts = measure(look)
            counted = counts.astype(np.float64)
            count = count + counted
            counted *= value
            total = total + counted
        return np.floor(total / np.maximum(count, 1)), count > 0


def blend(*measures: Measure) -> Measure:
    """Take the mean of those measures that count for the pair; round down."""
    spoken = tuple(measure for measure in measures if measure is not silent)
    return Blend(spoken) if spoken else silent


def curve(
    mentees: Sequence[float | None], mentors: Sequence[float | None], of: Callable[[Array], Array]
) -> Measure:
    """Measure the mentor's number minus the mentee's by a curve."""
    left = np.array([np.nan if number is None else number for number in mentees], dtype=np.float64)
    right = np.array([np.nan if number is None else number for number in mentors], dtype=np.float64)
    speaks, answers = ~np.isnan(left), ~np.isnan(right)
    mine, rows = np.unique(np.nan_to_num(left), return_inverse=True)
    theirs, columns = np.unique(np.nan_to_num(right), return_inverse=True)
    if len(mine) * len(theirs) <= FEW:
        table = _worth(of, mine[:, None], theirs[None, :])
        return unless_silent(Table(table, rows, columns, speaks, answers), speaks, answers)
    return unless_silent(Curve(of, mine[rows], theirs[columns], speaks, answers), speaks, answers)


def _worth(of: Callable[[Array], Array], mentee: Array, mentor: Array) -> Array:
    return np.floor(of(mentor - mentee)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Table:
    """What each pair of numbers is worth, measured beforehand."""

    cells: Array
    rows: Array
    columns: Array
    speaks: Array
    answers: Array

    def __call__(self, look: Look) -> tuple[Array, Array]:
        """Look it up."""
        return look.looked_up(self.cells, self.rows, self.columns), both(look, self.speaks, self.answers)


@dataclass(frozen=True, slots=True)
class Curve:
    """What the mentor's number minus the mentee's is worth."""

    of: Callable[[Array], Array]
    left: Array
    right: Array
    speaks: Array
    answers: Array

    def __call__(self, look: Look) -> tuple[Array, Array]:
        """Subtract and follow the curve."""
        worth = _worth(self.of, look.mentees(self.left), look.mentors(self.right))
        return worth, both(look, self.speaks, self.answers)


def same(mentees: Sequence[Answer | None], mentors: Sequence[Answer | None]) -> Measure:
    """Measure whether both said the same, in whatever order they said it."""
    left = [_canonical(answer) for answer in mentees]
    right = [_canonical(answer) for answer in mentors]
    codes = {answer: code for code, answer in enumerate(dict.fromkeys([*left, *right]))}
    mine = np.array([codes[answer] for answer in left], dtype=np.int64)
    theirs = np.array([codes[answer] for answer in right], dtype=np.int64)
    speaks, answers = known(left), known(right)
    return unless_silent(Same(mine, theirs, speaks, answers), speaks, answers)


@dataclass(frozen=True, slots=True)
class Same:
    """Whether both said the same, each answer by its code."""

    left: Array
    right: Array
    speaks: Array
    answers: Array

    def __call__(self, look: Look) -> tuple[Array, Array]:
        """Compare."""
        is_same = look.mentees(self.left) == look.mentors(self.right)
        return is_same * np.float32(FULL), both(look, self.speaks, self.answers)


def _canonical(answer: Answer | None) -> Answer | None:
    return tuple(sorted(set(answer))) if isinstance(answer, tuple) else answer


def hours(bits: Sequence[int | None]) -> Array:
    """Lay the week's hours out as three machine words a person."""
    mask = (1 << _WORD) - 1
    words = range(0, HOURS_A_WEEK, _WORD)
    return np.array(
        [[(week or 0) >> word & mask for word in words] for week in bits], dtype=np.uint64
    ).reshape(len(bits), len(words))


@dataclass(frozen=True, slots=True)
class Hours:
    """Full from four shared hours a week; a half where shifts rotate, which no one week can tell."""

    left: Array
    right: Array
    """Both people by machine words, as `hours` lays them out."""
    mentees_rotate: Array
    mentors_rotate: Array
    speaks: Array
    answers: Array

    def __call__(self, look: Look) -> tuple[Array, Array]:
        """Count the hours of the week in which both are free."""
        total: Array = np.zeros((), np.uint8)
        for word in range(self.left.shape[1]):
            free = look.mentees(self.left[:, word]) & look.mentors(self.right[:, word])
            total = total + np.bitwise_count(free)
        value = np.minimum(total, ENOUGH_HOURS) * np.float32(FULL // ENOUGH_HOURS)
        np.copyto(value, HALF, where=look.mentees(self.mentees_rotate) | look.mentors(self.mentors_rotate))
        return value, both(look, self.speaks, self.answers)


def wished(mentees: Sequence[str], mentors: Sequence[str], wishes: Words, *, by_mentors: bool) -> Measure:
    """Measure one side's ranked wishes: the first is a whole; whoever wishes nobody does not count."""
    rows = {name: row for row, name in enumerate(mentees if not by_mentors else mentors)}
    others = {name: row for row, name in enumerate(mentors if not by_mentors else mentees)}
    found: dict[tuple[int, int], int] = {}
    for row, wish in zip(rows.values(), wishes, strict=True):
        for rank, name in enumerate(wish):
            if name in others:
                pair = (others[name], row) if by_mentors else (row, others[name])
                found[pair] = FULL * (len(wish) - rank) // len(wish)
    speaks = known([tuple(wish) for wish in wishes])
    return Wished(Sparse(found, len(mentors)), speaks, by_mentors) if speaks.any() else silent


@dataclass(frozen=True, slots=True)
class Wished:
    """One side's ranked wishes: a few pairs have a value, everybody who wishes counts with everybody."""

    sparse: Sparse
    speaks: Array
    by_mentors: bool

    def __call__(self, look: Look) -> tuple[Array, Array]:
        """Look the few up."""
        value = look.found(self.sparse)
        spoken = look.mentors(self.speaks) if self.by_mentors else look.mentees(self.speaks)
        return value, np.broadcast_to(spoken, value.shape)
