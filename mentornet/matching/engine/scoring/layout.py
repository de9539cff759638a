"""How are a pool's criteria and rules taken apart, so that whole tiles of pairs are scored in few passes?

A score is a quotient: the sum of unit x value over the criteria that count for the pair, by the sum of their units. The
sum above is taken apart by how a criterion can be laid out:

- one that knows few kinds of people is a table of kinds; tables of few kinds are added up beforehand;
- a share of words is a product of two matrices, all such criteria in one;
- shared hours are counted bit by bit; whatever is left is asked as it is.

Which criteria count depends on who said what at all: people of one pattern share a divisor.

Hard rules that look at kinds are tables too, or lists of columns by kind where they bar few pairs. Pairs that are named one
by one (wishes, blocks, earlier pairs) are scored on their own beforehand and put in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from .hard import Bar
from .kinds import Kinds
from .looks import Array, Grid, in_order
from .measures import Blend, Hours, Overlap, Wished
from .scorer import Laid, Scorer

BARRED = -1e9
"""Stands for a pair that may not be."""
_TABLE = 1 << 20
"""Cells of a table of kinds that is worth laying out in place of a product."""
_LARGEST_TABLE = 1 << 23
_MERGED = 1 << 19
_MERGED_WIDTH = 1 << 12
_TWO = 2
_BLOCK = 256
_FEW = 0.04
"""The share of pairs up to which a rule's pairs are listed by kind."""


@dataclass(slots=True)
class Table:
    """What pairs of kinds add to the sum."""

    cells: Array
    left: Array
    right: Array


@dataclass(slots=True)
class _Counting:
    """Which pairs a criterion counts for: by a small code of either side."""

    unit: int
    counts: Array
    left: Array
    right: Array


@dataclass(slots=True)
class Layout:
    """A pool's criteria and rules, taken apart."""

    scorer: Scorer
    rows: int
    columns: int
    exact: bool
    tables: list[Table] = field(default_factory=list)
    wide: list[tuple[Array, Array, Kinds]] = field(default_factory=list)
    """Pairs of matrices over kinds, mentees by words and mentors by words."""
    hours: list[tuple[int, Hours, Kinds]] = field(default_factory=list)
    asked: list[Laid] = field(default_factory=list)
    rules: list[Bar] = field(default_factory=list)
    rare: list[tuple[Array, Kinds]] = field(default_factory=list)
    """Rules that bar few pairs: which kinds they bar from which."""
    counting: list[_Counting] = field(default_factory=list)
    named: list[tuple[Array, Array]] = field(default_factory=list)
    barred: list[tuple[Array, Array]] = field(default_factory=list)
    terms: int = 4
    """How many numbers are added up for one pair at most."""


def lay_out(scorer: Scorer, bars: Sequence[Bar], rows: int, columns: int, *, exact: bool) -> Layout:
    """Take a pool's criteria and rules apart."""
    layout = Layout(scorer, rows, columns, exact)
    for laid in scorer.laid:
        _lay_criterion(layout, laid)
    for bar in bars:
        _lay_rule(layout, bar)
    layout.tables = _merged(layout.tables)
    layout.terms += len(layout.tables) + len(layout.hours) * 3 + len(layout.asked)
    return layout


def _lay_criterion(layout: Layout, laid: Laid) -> None:
    measure, kinds = laid.measure, laid.kinds
    if kinds is None:
        _lay_named(layout, laid)
    elif kinds.cells <= (_TABLE >> 4 if _is_product(measure) else _LARGEST_TABLE):
        _lay_table(layout, laid, kinds)
    elif isinstance(measure, Overlap):
        _lay_product(layout, laid, measure, kinds)
    elif isinstance(measure, Hours):
        layout.hours.append((laid.unit, measure, kinds))
        layout.counting.append(_both(laid.unit, kinds, measure))
    elif (parts := _two_parts(measure)) and not layout.exact:
        _lay_blend(layout, laid.unit, parts, kinds)
    else:
        layout.asked.append(laid)


def side_by_side(scorer: Scorer, columns: Array) -> Array:
    """Put mentors side by side who are of one kind in the widest table, so that a tile looks at a narrow part of it."""
    wide = [
        laid.kinds
        for laid in scorer.laid
        if laid.kinds and laid.kinds.cells <= _LARGEST_TABLE and not _is_product(laid.measure)
    ]
    if not wide:
        return columns
    widest = max(wide, key=lambda kinds: kinds.shape[1])
    ordered: Array = columns[np.argsort(widest.right[columns], kind="stable")]
    return ordered


def _is_product(measure: object) -> bool:
    return isinstance(measure, Overlap) or (
        isinstance(measure, Blend) and all(isinstance(part, Overlap) for part in measure.parts)
    )


def _lay_named(layout: Layout, laid: Laid) -> None:
    """Count whoever wishes with everybody; what a wish is worth comes with the pairs that are scored on their own."""
    parts = laid.measure.parts if isinstance(laid.measure, Blend) else (laid.measure,)
    left, right = np.zeros(layout.rows, np.int64), np.zeros(layout.columns, np.int64)
    for part in parts:
        if not isinstance(part, Wished):
            layout.asked.append(laid)
            return
        layout.named.append((part.sparse.rows, part.sparse.columns))
        if part.by_mentors:
            right |= part.speaks
        else:
            left |= part.speaks
    layout.counting.append(_Counting(laid.unit, np.array([[0, 1], [1, 1]]), left, right))


def _lay_table(layout: Layout, laid: Laid, kinds: Kinds) -> None:
    shape = kinds.shape
    cells, counts = np.empty(shape), np.empty(shape, dtype=bool)
    everyone = np.arange(shape[1])
    for start in range(0, shape[0], _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, shape[0]))
        value, counted = laid.measure(Grid(rows, everyone))
        counts[rows] = counted
        cells[rows] = np.where(counted, value, 0.0).astype(np.float64) * laid.unit
    layout.tables.append(Table(cells, kinds.left, kinds.right))
    _, first, left = np.unique(counts, axis=0, return_index=True, return_inverse=True)
    some = counts[first]
    _, second, right = np.unique(some, axis=1, return_index=True, return_inverse=True)
    layout.counting.append(
        _Counting(
            laid.unit, some[:, second].astype(np.int64), left.ravel()[kinds.left], right.ravel()[kinds.right]
        )
    )


def _both(unit: int, kinds: Kinds, measure: Overlap | Hours) -> _Counting:
    """Count a pair where both sides spoke."""
    left, right = measure.speaks.astype(np.int64), measure.answers.astype(np.int64)
    return _Counting(unit, np.array([[0, 0], [0, 1]]), left[kinds.left], right[kinds.right])


def _lay_product(layout: Layout, laid: Laid, measure: Overlap, kinds: Kinds) -> None:
    _add_product(layout, measure.left * np.float64(laid.unit), measure.right, kinds)
    layout.counting.append(_both(laid.unit, kinds, measure))


def _add_product(layout: Layout, left: Array, right: Array, kinds: Kinds) -> None:
    layout.wide.append((left, right, kinds))
    layout.terms += int((left != 0).sum(axis=1).max(initial=0))


def _two_parts(measure: object) -> tuple[Overlap, Overlap] | None:
    parts = (
        [part for part in measure.parts if isinstance(part, Overlap)] if isinstance(measure, Blend) else []
    )
    return (parts[0], parts[1]) if len(parts) == _TWO and _is_product(measure) else None


def _lay_blend(layout: Layout, unit: int, parts: tuple[Overlap, Overlap], kinds: Kinds) -> None:
    """Lay the mean of two shares out: each counts whole, less a half of itself where the other counts too.

    The mean is rounded down to a whole part per million; this is not, which `error` allows for.
    """
    one, other = parts
    for part, beside in ((one, other), (other, one)):
        left, right = part.left * np.float64(unit), part.right
        speaks, answers = beside.speaks[:, None], beside.answers[:, None]
        if speaks.all():
            _add_product(layout, left, right * (1 - 0.5 * answers), kinds)
        elif answers.all():
            _add_product(layout, left * (1 - 0.5 * speaks), right, kinds)
        else:
            _add_product(layout, left, right, kinds)
            _add_product(layout, left * -0.5 * speaks, right * answers, kinds)
    counts = np.array([[0, 0, 0, 0], [0, 1, 0, 1], [0, 0, 1, 1], [0, 1, 1, 1]])
    ends = one.speaks + 2 * other.speaks, one.answers + 2 * other.answers
    layout.counting.append(_Counting(unit, counts, ends[0][kinds.left], ends[1][kinds.right]))


def _lay_rule(layout: Layout, bar: Bar) -> None:
    kinds = bar.kinds
    if bar.listed is not None:
        layout.barred.append((bar.listed.rows, bar.listed.columns))
    elif kinds is not None and kinds.cells <= _LARGEST_TABLE:
        shape = kinds.shape
        barred = bar.asked(Grid(np.arange(shape[0]), np.arange(shape[1])))
        # As a part of the sum it outweighs every score, whatever the divisor.
        cells = np.where(barred, BARRED * max(1, sum(one.unit for one in layout.scorer.laid)), 0.0)
        counts = np.bincount(kinds.left, minlength=shape[0]), np.bincount(kinds.right, minlength=shape[1])
        pairs = float(counts[0] @ barred @ counts[1])
        if pairs > _FEW * layout.rows * layout.columns:
            layout.tables.append(Table(cells, kinds.left, kinds.right))
        elif pairs:
            layout.rare.append((barred, kinds))
    else:
        layout.rules.append(bar)


def _merged(tables: Iterable[Table]) -> list[Table]:
    """Add tables up over the kinds that the people are of in both, the smallest first, while that stays small."""
    waiting = sorted(tables, key=lambda table: table.cells.size)
    done: list[Table] = []
    while len(waiting) > 1:
        one, other = waiting[0], waiting[1]
        ends = []
        for mine, theirs, width in (
            (one.left, other.left, other.cells.shape[0]),
            (one.right, other.right, other.cells.shape[1]),
        ):
            ends.append(np.unique(mine * width + theirs, return_inverse=True))
        (rows, left), (columns, right) = ends
        if len(rows) * len(columns) > _MERGED or len(columns) > _MERGED_WIDTH:
            done.append(waiting.pop(0))
            continue
        first = np.ix_(rows // other.cells.shape[0], columns // other.cells.shape[1])
        second = np.ix_(rows % other.cells.shape[0], columns % other.cells.shape[1])
        cells = one.cells[first] + other.cells[second]
        waiting[:2] = [Table(cells, left.ravel(), right.ravel())]
        waiting.sort(key=lambda table: table.cells.size)
    return done + waiting


def keys_of(pairs: Sequence[tuple[Array, Array]], width: int) -> Array:
    """Number each pair once, in rising order."""
    if not pairs:
        return np.empty(0, np.int64)
    return in_order(np.concatenate([rows * width + columns for rows, columns in pairs]))


@dataclass(slots=True)
class Divisor:
    """What the sum of each pair is divided by: by the patterns of either side."""

    by: Array
    left: Array
    right: Array


def divisor_of(layout: Layout) -> Divisor:
    """Add up the units of what counts, for each pair of patterns."""
    left = _patterns([one.left for one in layout.counting], layout.rows)
    right = _patterns([one.right for one in layout.counting], layout.columns)
    by = np.zeros((len(left[0]), len(right[0])))
    for number, one in enumerate(layout.counting):
        by += one.unit * one.counts[np.ix_(left[0][:, number], right[0][:, number])]
    return Divisor(by, left[1], right[1])


def _patterns(codes: Sequence[Array], count: int) -> tuple[Array, Array]:
    if not codes:
        return np.zeros((1, 0), np.int64), np.zeros(count, np.int64)
    patterns, which = np.unique(np.array(codes).T, axis=0, return_inverse=True)
    return patterns, which.ravel()
