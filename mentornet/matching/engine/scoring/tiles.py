"""What do all pairs of a tile score, fast? The same scores as `Scorer`, made of few passes over many pairs.

In float64 every number is whole and below 2^53, so that the result is exact. In float32 it is off by `error` at most,
more than twice as fast: enough to tell which few pairs must be looked at closely. `layout` says what is added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..values import FULL
from .hard import Bar
from .kinds import Kinds
from .layout import BARRED, Divisor, Layout, Table, divisor_of, keys_of, lay_out
from .looks import Array, Grid, Some
from .measures import ENOUGH_HOURS, HALF, Hours
from .scorer import Scorer

LOW = -1e3
"""Whatever is below this may not be; a score of nought may come out a little below nought."""
_SOME = 1 << 16
_CROWD = 1 << 13
_EPSILON = 2.0**-24


@dataclass(frozen=True, slots=True)
class _Bits:
    """Hours of the week as machine words, with what each count is worth."""

    left: Array
    right: Array
    together: int
    """How many hours a bit stands for."""
    worth: float
    """Of one hour."""


@dataclass(frozen=True, slots=True)
class _Rare:
    """A rule that bars few pairs: for each kind of mentee its columns."""

    kind: Array
    ends: Array
    columns: Array

    def of(self, rows: Array) -> tuple[Array, Array]:
        """Return the barred pairs of some mentees, by their number among these and by column."""
        kinds = self.kind[rows]
        count = self.ends[kinds + 1] - self.ends[kinds]
        start = np.repeat(self.ends[kinds] - (np.cumsum(count) - count), count)
        return np.repeat(np.arange(len(rows)), count), self.columns[start + np.arange(count.sum())]


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
        self.exact, self.columns = exact, columns
        divisor = divisor_of(layout)
        is_one = divisor.by.size == 1 and not layout.asked and not exact
        self.scale = 1 / max(divisor.by.item(), 1) if is_one else 1.0
        self.divisor = None if is_one else Divisor(divisor.by, divisor.left, divisor.right[columns])
        self.tables = [
            Table((table.cells * self.scale).astype(self.kind), table.left, table.right[columns])
            for table in layout.tables
        ]
        layout.wide += [(*_halves(unit, measure), kinds) for unit, measure, kinds in layout.hours]
        width = sum(right.shape[1] for _, right, _ in layout.wide)
        self.left, self.right = np.empty((rows, width), self.kind), np.empty((len(columns), width), self.kind)
        self._lay_wide(layout)
        self.hours = [
            _bits(unit * self.scale, measure, kinds, columns) for unit, measure, kinds in layout.hours
        ]
        self.rare = [_listed_by_kind(barred, kinds, columns) for barred, kinds in layout.rare]
        self.asked, self.rules = layout.asked, layout.rules
        self.barred = BARRED * max(1, sum(one.unit for one in scorer.laid))
        self.error = 0.0 if exact else (layout.terms + 4) * _EPSILON * FULL * 1.01 + 1.5
        self.named = self._put_apart(layout, scorer)

    def _lay_wide(self, layout: Layout) -> None:
        at = 0
        for left, right, kinds in layout.wide:
            own = slice(at, at + right.shape[1])
            self.left[:, own] = (left * self.scale).astype(self.kind)[kinds.left]
            self.right[:, own] = right.astype(self.kind)[kinds.right[self.columns]]
            at = own.stop

    def _put_apart(self, layout: Layout, scorer: Scorer) -> tuple[Array, Array, Array]:
        """Score the pairs that are named one by one; return where each mentee's begin, their columns and scores."""
        place = np.full(layout.columns, -1, dtype=np.int64)
        place[self.columns] = np.arange(len(self.columns))
        barred = keys_of(layout.barred, layout.columns)
        keys = np.union1d(keys_of(layout.named, layout.columns), barred)
        rows, columns = np.divmod(keys, max(layout.columns, 1))
        scores = np.empty(len(rows), self.kind)
        for start in range(0, len(rows), _SOME):
            some = slice(start, start + _SOME)
            scores[some] = scorer.scores(Some(rows[some], columns[some]))
        scores[np.searchsorted(keys, barred)] = BARRED
        here = place[columns] >= 0
        rows, columns, scores = rows[here], place[columns[here]], scores[here]
        order = np.lexsort((columns, rows))
        return np.searchsorted(rows, np.arange(layout.rows + 1)), columns[order], scores[order]

    def strip(self, rows: Array) -> Strip:
        """Prepare some mentees to be set against one run of columns after another."""
        return Strip(self, rows)


def _bits(unit: float, measure: Hours, kinds: Kinds, columns: Array) -> _Bits:
    """Leave out hours that nobody is free at, and count hours once that always come together as often as others."""
    left, right = measure.left.copy(), measure.right.copy()
    left[~measure.speaks | measure.mentees_rotate] = 0
    right[~measure.answers | measure.mentors_rotate] = 0
    left, right, together = _packed(left, right)
    worth = FULL // ENOUGH_HOURS * unit
    return _Bits(left[kinds.left], right[kinds.right][columns], together, worth)


def _halves(unit: float, measure: Hours) -> tuple[Array, Array]:
    """Lay out a half wherever both spoke and one rotates: e_i a_j + (s_i - e_i) r_j, with e and r who rotate."""
    mentees = np.stack([measure.mentees_rotate, measure.speaks & ~measure.mentees_rotate], axis=1)
    mentors = np.stack([measure.answers, measure.mentors_rotate], axis=1)
    return mentees * (HALF * unit), mentors.astype(np.float64)


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


def _listed_by_kind(barred: Array, kinds: Kinds, columns: Array) -> _Rare:
    """List the columns that a rule bars from each kind of mentee, in rising order."""
    order = np.argsort(kinds.right[columns], kind="stable")
    counts = np.bincount(kinds.right[columns], minlength=barred.shape[1])
    first = np.cumsum(counts) - counts
    runs = []
    for kind in range(len(barred)):
        own = [order[first[other] : first[other] + counts[other]] for other in np.flatnonzero(barred[kind])]
        runs.append(np.sort(np.concatenate(own)) if own else np.empty(0, np.int64))
    ends = np.cumsum([0, *map(len, runs)])
    return _Rare(kinds.left, ends, np.concatenate(runs) if runs else np.empty(0, np.int64))


class Strip:
    """Some mentees, ready to be scored against one run of columns after another."""

    def __init__(self, tiles: Tiles, rows: Array) -> None:
        self.tiles, self.rows = tiles, rows
        self.left = tiles.left[rows]
        self.tables = [table.cells[table.left[rows]] for table in tiles.tables]
        self.named = self._named()
        self._buffers: dict[tuple[int, type], Array] = {}

    def _named(self) -> tuple[Array, Array, Array]:
        """Gather the pairs of these mentees that are put in their place by column."""
        tiles, rows = self.tiles, self.rows
        first, columns, scores = tiles.named
        count = first[rows + 1] - first[rows]
        start = np.repeat(first[rows] - (np.cumsum(count) - count), count)
        places = start + np.arange(count.sum())
        who, where, what = [np.repeat(np.arange(len(rows)), count)], [columns[places]], [scores[places]]
        for rare in tiles.rare:
            row, column = rare.of(rows)
            who.append(row)
            where.append(column)
            what.append(np.full(len(row), BARRED, tiles.kind))
        every = np.concatenate(where)
        order = np.argsort(every, kind="stable")
        return np.concatenate(who)[order], every[order], np.concatenate(what)[order]

    def _buffer(self, number: int, kind: type, width: int) -> Array:
        """Return memory for a tile, the same each time."""
        key = number, kind
        if key not in self._buffers or self._buffers[key].shape[1] < width:
            self._buffers[key] = np.empty((len(self.rows), width), kind)
        own = self._buffers[key]
        return own if own.shape[1] == width else np.empty((len(self.rows), width), kind)

    def tile(self, start: int, stop: int) -> Array:
        """Return the scores against the columns from start to stop; below `LOW` where a pair may not be.

        The next tile of the same strip takes the same memory.
        """
        tiles, columns, width = self.tiles, slice(start, stop), stop - start
        total = self._buffer(0, tiles.kind, width)
        spare = self._buffer(1, tiles.kind, width)
        np.matmul(self.left, tiles.right[columns].T, out=total)
        for cells, table in zip(self.tables, tiles.tables, strict=True):
            np.take(cells, table.right[columns], axis=1, out=spare, mode="clip")
            np.add(total, spare, out=total)
        for bits in tiles.hours:
            self._count(bits, columns, spare)
            np.add(total, spare, out=total)
        weight = self._ask(total, columns) if tiles.asked or tiles.rules else None
        if tiles.divisor is not None:
            self._divide(total, tiles.divisor, columns, weight)
        rows, named, scores = self.named
        first, last = np.searchsorted(named, (start, stop))
        if last > first:
            here = rows[first:last], named[first:last] - start
            total[here] = np.where(total[here] < LOW, total[here], scores[first:last])
        return total

    def _count(self, bits: _Bits, columns: slice, spare: Array) -> None:
        """Count shared hours into `spare`, as what they are worth."""
        width = spare.shape[1]
        free, total = self._buffer(0, np.uint64, width), self._buffer(0, np.uint8, width)
        for word in range(bits.left.shape[1]):
            np.bitwise_and(bits.left[self.rows, word][:, None], bits.right[columns, word][None, :], out=free)
            if word:
                total += np.bitwise_count(free)
            else:
                np.bitwise_count(free, out=total)
        np.multiply(total, spare.dtype.type(bits.worth * bits.together), out=spare)
        np.minimum(spare, spare.dtype.type(bits.worth * ENOUGH_HOURS), out=spare)

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

    def _divide(self, total: Array, divisor: Divisor, columns: slice, weight: Array | None) -> None:
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
