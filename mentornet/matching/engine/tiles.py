"""What do all pairs of a tile score, fast? The same scores as `Scorer`, made of few passes over many pairs.

A score is a quotient: the sum of unit x value over the criteria that count for the pair, by the sum of their units. The
sum above is taken apart by how a criterion can be laid out:

- one that knows few kinds of people is a table of kinds; tables of few kinds are added up beforehand;
- a share of words is a product of two matrices, all such criteria in one;
- shared hours are counted bit by bit; whatever is left is asked as it is.

Which criteria count depends on who said what at all: people of one pattern share a divisor.

Hard rules that look at kinds are tables too. Pairs that are named one by one (wishes, blocks, earlier pairs) are
scored on their own beforehand and put in their place.

In float64 every number is whole and below 2^53, so that the result is exact. In float32 it is off by `error` at most,
more than twice as fast: enough to tell which few pairs must be looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from .hard import Bar
from .kinds import Kinds
from .looks import Array, Grid, Some
from .measures import ENOUGH_HOURS, HALF, Blend, Hours, Overlap, Wished
from .scoring import Laid, Scorer
from .values import FULL

BARRED = -1e9
"""Stands for a pair that may not be."""
LOW = -1e3
"""Whatever is below this may not be; a score of nought may come out a little below nought."""
_TABLE = 1 << 20
"""Cells of a table of kinds that is worth laying out in place of a product."""
_LARGEST_TABLE = 1 << 23
_MERGED = 1 << 19
_MERGED_WIDTH = 1 << 12
_TWO = 2
_EPSILON = 2.0**-24
_BLOCK = 256
_SOME = 1 << 16
_CROWD = 1 << 13


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
    shape = len(kinds.pool.mentees), len(kinds.pool.mentors)
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
        shape = len(kinds.pool.mentees), len(kinds.pool.mentors)
        barred = bar.asked(Grid(np.arange(shape[0]), np.arange(shape[1])))
        # As a part of the sum it outweighs every score, whatever the divisor.
        cells = np.where(barred, BARRED * max(1, sum(one.unit for one in layout.scorer.laid)), 0.0)
        if barred.any():
            layout.tables.append(Table(cells, kinds.left, kinds.right))
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


def _keys(pairs: Sequence[tuple[Array, Array]], width: int) -> Array:
    if not pairs:
        return np.empty(0, np.int64)
    return np.unique(np.concatenate([rows * width + columns for rows, columns in pairs]))


@dataclass(slots=True)
class _Divisor:
    """What the sum of each pair is divided by: by the patterns of either side."""

    by: Array
    left: Array
    right: Array


def _divisor(layout: Layout) -> _Divisor:
    left = _patterns([one.left for one in layout.counting], layout.rows)
    right = _patterns([one.right for one in layout.counting], layout.columns)
    by = np.zeros((len(left[0]), len(right[0])))
    for number, one in enumerate(layout.counting):
        by += one.unit * one.counts[np.ix_(left[0][:, number], right[0][:, number])]
    return _Divisor(by, left[1], right[1])


def _patterns(codes: Sequence[Array], count: int) -> tuple[Array, Array]:
    if not codes:
        return np.zeros((1, 0), np.int64), np.zeros(count, np.int64)
    patterns, which = np.unique(np.array(codes).T, axis=0, return_inverse=True)
    return patterns, which.ravel()


@dataclass(frozen=True, slots=True)
class _Bits:
    """Hours of the week as machine words, with what each count is worth."""

    left: Array
    right: Array
    together: int
    """How many hours a bit stands for."""
    worth: float
    """Of one hour."""
    rotates: tuple[Array, Array] | None


class Tiles:
    """Scores tiles of one pool: any mentees against a run of the columns, which are some mentors in some order."""

    def __init__(
        self, scorer: Scorer, bars: Sequence[Bar], *, rows: int, columns: Array, mentors: int, exact: bool
    ) -> None:
        """Lay the pool out.

        Args:
            scorer: Knows the criteria.
            bars: The hard rules.
            rows: How many mentees there are.
            columns: The mentors, by their place in the pool, in the order of the columns.
            mentors: How many mentors the pool has.
            exact: Whether whole numbers are kept whole, in float64.
        """
        layout = lay_out(scorer, bars, rows, mentors, exact=exact)
        self.kind = np.float64 if exact else np.float32
        self.exact, self.scorer, self.columns = exact, scorer, columns
        divisor = _divisor(layout)
        is_one = divisor.by.size == 1 and not layout.asked and not exact
        self.scale = 1 / max(divisor.by.item(), 1) if is_one else 1.0
        self.divisor = None if is_one else _Divisor(divisor.by, divisor.left, divisor.right[columns])
        self.tables = [
            Table((table.cells * self.scale).astype(self.kind), table.left, table.right[columns])
            for table in layout.tables
        ]
        width = sum(right.shape[1] for _, right, _ in layout.wide)
        self.left, self.right = np.empty((rows, width), self.kind), np.empty((len(columns), width), self.kind)
        self._lay_wide(layout)
        self.hours = [
            _bits(unit * self.scale, measure, kinds, (columns, self.kind))
            for unit, measure, kinds in layout.hours
        ]
        self.asked, self.rules = layout.asked, layout.rules
        self.barred = BARRED * max(1, sum(one.unit for one in scorer.laid))
        self.error = 0.0 if exact else (layout.terms + 4) * _EPSILON * FULL * 1.01 + 1.5
        self.named = self._put_apart(layout)

    def _lay_wide(self, layout: Layout) -> None:
        at = 0
        for left, right, kinds in layout.wide:
            own = slice(at, at + right.shape[1])
            self.left[:, own] = (left * self.scale).astype(self.kind)[kinds.left]
            self.right[:, own] = right.astype(self.kind)[kinds.right[self.columns]]
            at = own.stop

    def _put_apart(self, layout: Layout) -> tuple[Array, Array, Array]:
        """Score the pairs that are named one by one; return where each mentee's begin, their columns and scores."""
        place = np.full(layout.columns, -1, dtype=np.int64)
        place[self.columns] = np.arange(len(self.columns))
        barred = _keys(layout.barred, layout.columns)
        keys = np.union1d(_keys(layout.named, layout.columns), barred)
        rows, columns = np.divmod(keys, max(layout.columns, 1))
        scores = np.empty(len(rows), self.kind)
        for start in range(0, len(rows), _SOME):
            some = slice(start, start + _SOME)
            scores[some] = self.scorer.scores(Some(rows[some], columns[some]))
        scores[np.isin(keys, barred)] = BARRED
        here = place[columns] >= 0
        rows, columns, scores = rows[here], place[columns[here]], scores[here]
        order = np.lexsort((columns, rows))
        return np.searchsorted(rows, np.arange(layout.rows + 1)), columns[order], scores[order]

    def strip(self, rows: Array) -> Strip:
        """Prepare some mentees to be set against one run of columns after another."""
        return Strip(self, rows)


def _bits(unit: float, measure: Hours, kinds: Kinds, form: tuple[Array, type]) -> _Bits:
    """Leave out hours that nobody is free at, and count hours once that always come together as often as others."""
    columns, kind = form
    left, right = measure.left.copy(), measure.right.copy()
    left[~measure.speaks | measure.mentees_rotate] = 0
    right[~measure.answers | measure.mentors_rotate] = 0
    left, right, together = _packed(left, right)
    halves: tuple[Array, Array] | None = None
    if measure.mentees_rotate.any() or measure.mentors_rotate.any():
        # A half wherever both spoke and one rotates: e_i a_j + (s_i - e_i) r_j, with e and r who rotate.
        mentees = np.stack([measure.mentees_rotate, measure.speaks & ~measure.mentees_rotate], axis=1)
        mentors = np.stack([measure.answers, measure.mentors_rotate], axis=1)
        halves = (
            (mentees[kinds.left] * (HALF * unit)).astype(kind),
            mentors[kinds.right][columns].astype(kind),
        )
    worth = FULL // ENOUGH_HOURS * unit
    return _Bits(left[kinds.left], right[kinds.right][columns], together, worth, halves)


def _packed(left: Array, right: Array) -> tuple[Array, Array, int]:
    """Keep one bit for hours that everybody has or lacks together, where each such group is of one size."""
    people = np.concatenate([left, right])
    bits = np.unpackbits(people.view(np.uint8).reshape(len(people), -1), axis=1, bitorder="little")
    used = bits[:, bits.any(axis=0)]
    groups, count = np.unique(used, axis=1, return_counts=True) if used.shape[1] else (used, np.ones(0, int))
    if not len(count) or len(set(count.tolist())) > 1:
        groups, count = used, np.ones(1, dtype=int)
    words = max(1, -(-groups.shape[1] // 64))
    padded = np.zeros((len(people), words * 64), np.uint8)
    padded[:, : groups.shape[1]] = groups
    packed = np.packbits(padded, axis=1, bitorder="little").view(np.uint64)
    return packed[: len(left)], packed[len(left) :], int(count[0])


class Strip:
    """Some mentees, ready to be scored against one run of columns after another."""

    def __init__(self, tiles: Tiles, rows: Array) -> None:
        self.tiles, self.rows = tiles, rows
        self.left = tiles.left[rows]
        self.tables = [table.cells[table.left[rows]] for table in tiles.tables]
        first, columns, scores = tiles.named
        count = first[rows + 1] - first[rows]
        start = np.repeat(first[rows] - (np.cumsum(count) - count), count)
        places = start + np.arange(count.sum())
        order = np.argsort(columns[places], kind="stable")
        self.named = (
            np.repeat(np.arange(len(rows)), count)[order],
            columns[places][order],
            scores[places][order],
        )

    def tile(self, start: int, stop: int) -> Array:
        """Return the scores against the columns from start to stop; below nought where a pair may not be."""
        tiles, columns = self.tiles, slice(start, stop)
        total: Array = np.matmul(self.left, tiles.right[columns].T)
        spare = np.empty_like(total)
        for cells, table in zip(self.tables, tiles.tables, strict=True):
            total += np.take(cells, table.right[columns], axis=1, out=spare, mode="clip")
        for bits in tiles.hours:
            total += _counted(bits, self.rows, columns, spare)
        weight = self._ask(total, columns) if tiles.asked or tiles.rules else None
        if tiles.divisor is not None:
            self._divide(total, tiles.divisor, columns, weight)
        rows, named, scores = self.named
        first, last = np.searchsorted(named, (start, stop))
        if last > first:
            here = rows[first:last], named[first:last] - start
            total[here] = np.where(total[here] < LOW, total[here], scores[first:last])
        return total

    def _ask(self, total: Array, columns: slice) -> Array:
        """Ask whatever could not be laid out; return the units that count beside those of the patterns."""
        tiles = self.tiles
        look = Grid(self.rows, tiles.columns[columns])
        weight = np.zeros(total.shape)
        for laid in tiles.asked:
            value, counts = laid.at(look)
            total += np.where(counts, value, 0.0).astype(np.float64) * laid.unit
            weight += counts * laid.unit
        for bar in tiles.rules:
            total[bar.forbids(look)] = tiles.barred
        return weight

    def _divide(self, total: Array, divisor: _Divisor, columns: slice, weight: Array | None) -> None:
        rows, ends = divisor.left[self.rows], divisor.right[columns]
        alike = weight is None and len(ends) and (ends == ends[0]).all()
        by = divisor.by[rows, ends[0]][:, None] if alike else np.take(divisor.by[rows], ends, axis=1)
        if weight is not None:
            by = by + weight
        if not self.tiles.exact:
            np.multiply(total, (1 / np.maximum(by, 1)).astype(total.dtype), out=total)
            return
        np.multiply(total, 2, out=total)
        total += by
        np.divide(total, np.maximum(by * 2, 1), out=total)
        np.floor(total, out=total)


def _counted(bits: _Bits, rows: Array, columns: slice, spare: Array) -> Array:
    total = np.zeros((), np.uint8)
    for word in range(bits.left.shape[1]):
        shared = np.bitwise_count(bits.left[rows, word][:, None] & bits.right[columns, word][None, :])
        total = shared if not word else total + shared
    if bits.together > 1:
        np.multiply(total, np.uint8(bits.together), out=total)
    np.minimum(total, np.uint8(ENOUGH_HOURS), out=total)
    np.multiply(total, spare.dtype.type(bits.worth), out=spare)
    if bits.rotates is not None:
        spare += bits.rotates[0][rows] @ bits.rotates[1][columns].T
    return spare


class Closely:
    """Scores exactly what float32 cannot tell: a few pairs one by one, a crowd by a tile in float64."""

    def __init__(self, scorer: Scorer, bars: Sequence[Bar], size: tuple[int, int], columns: Array) -> None:
        """Take how many mentees and mentors the pool has, and the columns in the order of the tiles."""
        self._scorer, self._bars, self._size, self._columns = scorer, bars, size, columns
        self._tiles: Tiles | None = None

    def scores(self, rows: Array, start: int, stop: int, near: tuple[Array, Array]) -> Array:
        """Return the scores of some pairs of a tile that no rule forbids.

        Args:
            rows: The tile's mentees, by their place in the pool.
            start: Its first column.
            stop: The one after its last.
            near: Rows and columns within the tile.
        """
        if len(near[0]) < _CROWD:
            pairs = Some(rows[near[0]], self._columns[start + near[1]])
            return self._scorer.scores(pairs).astype(np.int64)
        if self._tiles is None:
            self._tiles = Tiles(
                self._scorer,
                self._bars,
                rows=self._size[0],
                columns=self._columns,
                mentors=self._size[1],
                exact=True,
            )
        who, place = np.unique(near[0], return_inverse=True)
        exact: Array = self._tiles.strip(rows[who]).tile(start, stop)[place, near[1]].astype(np.int64)
        return exact
