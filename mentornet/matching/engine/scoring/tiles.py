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
from .looks import Array, Grid, Some, in_order, times
from .measures import ENOUGH_HOURS, HALF, Hours
from .scorer import Scorer

LOW = -1e3
"""Whatever is below this may not be; a score of nought may come out a little below nought."""
_SOME = 1 << 16
CROWD = 1 << 13
"""So many pairs of a tile are faster scored with all the others of the tile."""
_EPSILON = 2.0**-24
_MANY = 128
"""Mentees for whom it pays to cut tables down to some columns."""


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
class _Listed:
    """Pairs that are put in their place one by one: an owner of each (a mentee, or a kind of mentee), and its column."""

    owners: Array
    columns: Array
    scores: Array

    @classmethod
    def by_column(cls, owners: Array, columns: Array, scores: Array) -> _Listed:
        order = np.argsort(columns, kind="stable")
        return cls(owners[order], columns[order], scores[order])

    def within(self, start: int, stop: int) -> _Listed:
        """Return those of a run of columns, by owner, their columns counted from the first."""
        first, last = np.searchsorted(self.columns, (start, stop))
        order = np.argsort(self.owners[first:last], kind="stable")
        own = slice(first, last)
        return _Listed(self.owners[own][order], self.columns[own][order] - start, self.scores[own][order])

    def picked(self, columns: Array) -> _Listed:
        """Return those of some columns, by owner, their columns counted among these."""
        first, last = (np.searchsorted(self.columns, columns, side) for side in ("left", "right"))
        places, column = _runs(first, last)
        order = np.argsort(self.owners[places], kind="stable")
        return _Listed(self.owners[places][order], column[order], self.scores[places][order])

    def of(self, owners: Array) -> tuple[Array, Array, Array]:
        """Return rows, columns and scores of some owners, by their number among these."""
        first, last = (np.searchsorted(self.owners, owners, side) for side in ("left", "right"))
        places, row = _runs(first, last)
        return row, self.columns[places], self.scores[places]

    def among(self, rows: Array) -> tuple[Array, Array, Array]:
        """Return rows, columns and scores of some mentees, by their number among these; faster if they rise."""
        if (rows[1:] <= rows[:-1]).any():
            return self.of(rows)
        own = slice(*np.searchsorted(self.owners, (rows[0], rows[-1] + 1))) if len(rows) else slice(0)
        owners = self.owners[own]
        row = np.searchsorted(rows, owners)
        here = rows[row] == owners
        return row[here], self.columns[own][here], self.scores[own][here]


def _runs(first: Array, last: Array) -> tuple[Array, Array]:
    """Return every place from each first to before its last, and the number of the run that it is in."""
    count = last - first
    places = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    return places, np.repeat(np.arange(len(count)), count)


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
        self.rare = [(kinds.left, _barred_kinds(barred, kinds, columns)) for barred, kinds in layout.rare]
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

    def _put_apart(self, layout: Layout, scorer: Scorer) -> _Listed:
        """Score the pairs that are named one by one."""
        place = np.full(layout.columns, -1, dtype=np.int64)
        place[self.columns] = np.arange(len(self.columns))
        barred = keys_of(layout.barred, layout.columns)
        keys = in_order(np.concatenate([keys_of(layout.named, layout.columns), barred]))
        rows, columns = np.divmod(keys, max(layout.columns, 1))
        scores = np.empty(len(rows), self.kind)
        for start in range(0, len(rows), _SOME):
            some = slice(start, start + _SOME)
            scores[some] = scorer.scores(Some(rows[some], columns[some]))
        scores[np.searchsorted(keys, barred)] = BARRED
        here = place[columns] >= 0
        return _Listed.by_column(rows[here], place[columns[here]], scores[here])

    def cell(self, start: int, stop: int, room: Room | None = None) -> Cell:
        """Prepare the columns from start to stop, to be set against some mentees after others.

        Args:
            start: The first column.
            stop: The one after the last.
            room: Where scores are put; they are overwritten by the next that are put there.
        """
        return Cell(self, slice(start, stop), room or Room())

    def picked(self, columns: Array, room: Room) -> Cell:
        """Prepare some columns, wherever they are, in rising order."""
        return Cell(self, columns, room)


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


def _barred_kinds(barred: Array, kinds: Kinds, columns: Array) -> _Listed:
    """List the columns that a rule bars from each kind of mentee."""
    order = np.argsort(kinds.right[columns], kind="stable")
    counts = np.bincount(kinds.right[columns], minlength=barred.shape[1])
    first = np.cumsum(counts) - counts
    kind, other = np.nonzero(barred)
    places, number = _runs(first[other], first[other] + counts[other])
    owners = kind[number]
    return _Listed.by_column(owners, order[places], np.full(len(owners), BARRED))


class Room:
    """Memory for tiles, the same for one after another."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, type], Array] = {}

    def take(self, number: int, kind: type, rows: int, width: int) -> Array:
        """Return a table of so many rows and columns, of whatever content."""
        flat = self._kept.get((number, kind))
        if flat is None or len(flat) < rows * width:
            flat = self._kept[number, kind] = np.empty(rows * width, kind)
        table: Array = flat[: rows * width].reshape(rows, width)
        return table


class Cell:
    """Some columns, ready to be set against some mentees after others."""

    def __init__(self, tiles: Tiles, columns: slice | Array, room: Room) -> None:
        self.tiles, self.columns, self._room = tiles, columns, room
        self.start, self.stop = _ends(columns)
        self._right = tiles.right[columns].T
        self._tables: list[Array] | None = None
        self._named = _listed_in(tiles.named, columns)
        self._rare = [(kinds, _listed_in(listed, columns)) for kinds, listed in tiles.rare]

    def numbers(self, columns: Array) -> Array:
        """Return which columns of the tiles some of this cell's are."""
        chosen: Array = columns + self.start if isinstance(self.columns, slice) else self.columns[columns]
        return chosen

    def scores(self, rows: Array, room: Room | None = None) -> Array:
        """Return the scores of some mentees, by their place in the pool; below `LOW` where a pair may not be.

        Threads that share a cell need a room each.
        """
        room = room or self._room
        tiles, size = self.tiles, (len(rows), self._right.shape[1])
        total = room.take(0, tiles.kind, *size)
        spare = room.take(1, tiles.kind, *size)
        times(tiles.left[rows], self._right, total)
        self._look_up(rows, total, spare)
        for bits in tiles.hours:
            self._count(bits, rows, spare, room)
            np.add(total, spare, out=total)
        weight = self._ask(total, rows) if tiles.asked or tiles.rules else None
        if tiles.divisor is not None:
            self._divide(total, tiles.divisor, rows, weight)
        for kinds, listed in self._rare:
            row, column, _ = listed.of(kinds[rows])
            total[row, column] = BARRED
        row, column, scores = self._named.among(rows)
        total[row, column] = np.where(total[row, column] < LOW, BARRED, scores)
        return total

    def _look_up(self, rows: Array, total: Array, spare: Array) -> None:
        """Add what the tables say.

        For many mentees each table is cut down to these columns first, so that whole rows are copied, which is far
        faster than picking columns for each mentee.
        """
        tables, columns = self.tiles.tables, self.columns
        if self._tables is None and len(rows) >= _MANY:
            self._tables = [np.take(table.cells, table.right[columns], axis=1) for table in tables]
        for number, table in enumerate(tables):
            if self._tables is None:
                np.take(table.cells[table.left[rows]], table.right[columns], axis=1, out=spare, mode="clip")
            else:
                np.take(self._tables[number], table.left[rows], axis=0, out=spare, mode="clip")
            np.add(total, spare, out=total)

    def _count(self, bits: _Bits, rows: Array, spare: Array, room: Room) -> None:
        """Count shared hours into `spare`, as what they are worth."""
        free = room.take(0, np.uint64, *spare.shape)
        total = room.take(0, np.uint8, *spare.shape)
        left, right = bits.left[rows], bits.right[self.columns]
        for word in range(left.shape[1]):
            np.bitwise_and(left[:, word, None], right[None, :, word], out=free)
            if word:
                total += np.bitwise_count(free)
            else:
                np.bitwise_count(free, out=total)
        enough, rest = divmod(ENOUGH_HOURS, bits.together)
        np.minimum(total, np.uint8(enough + (rest > 0)), out=total)
        np.multiply(total, spare.dtype.type(bits.worth * bits.together), out=spare)
        if rest:
            np.minimum(spare, spare.dtype.type(bits.worth * ENOUGH_HOURS), out=spare)

    def _ask(self, total: Array, rows: Array) -> Array:
        """Ask whatever could not be laid out; return the units that count beside those of the patterns."""
        tiles = self.tiles
        look = Grid(rows, tiles.columns[self.columns])
        weight = np.zeros(total.shape)
        for laid in tiles.asked:
            value, counts = laid.at(look)
            total += np.where(counts, value, 0.0).astype(np.float64) * laid.unit
            weight += counts * laid.unit
        for bar in tiles.rules:
            total[bar.forbids(look)] = tiles.barred
        return weight

    def _divide(self, total: Array, divisor: Divisor, rows: Array, weight: Array | None) -> None:
        patterns, ends = divisor.left[rows], divisor.right[self.columns]
        alike = weight is None and len(ends) and (ends == ends[0]).all()
        by = divisor.by[patterns, ends[0]][:, None] if alike else np.take(divisor.by[patterns], ends, axis=1)
        if weight is not None:
            by = by + weight
        if not self.tiles.exact:
            np.multiply(total, (1 / np.maximum(by, 1)).astype(total.dtype), out=total)
            return
        np.multiply(total, 2, out=total)
        total += by
        np.divide(total, np.maximum(by * 2, 1), out=total)
        np.floor(total, out=total)


def _ends(columns: slice | Array) -> tuple[int, int]:
    """Return where a run of columns begins and ends; of picked ones, how many there are."""
    return (columns.start, columns.stop) if isinstance(columns, slice) else (0, len(columns))


def _listed_in(listed: _Listed, columns: slice | Array) -> _Listed:
    if isinstance(columns, slice):
        return listed.within(columns.start, columns.stop)
    return listed.picked(columns)


class Closely:
    """Scores exactly what float32 cannot tell: a few pairs one by one, a crowd by a tile in float64."""

    def __init__(self, scorer: Scorer, bars: Sequence[Bar], size: tuple[int, int], columns: Array) -> None:
        """Take how many mentees and mentors the pool has, and the columns in the order of the tiles."""
        self._scorer, self._bars, self._size, self._columns = scorer, bars, size, columns
        self._tiles: Tiles | None = None

    def scores(self, rows: Array, columns: slice | Array, near: tuple[Array, Array]) -> Array:
        """Return the scores of some pairs of a tile that no rule forbids.

        Args:
            rows: The tile's mentees, by their place in the pool.
            columns: Its columns.
            near: Rows and columns within the tile.
        """
        if len(near[0]) < CROWD:
            return self._scored(rows[near[0]], self._columns[columns][near[1]])
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
        cell = Cell(self._tiles, columns, Room())
        exact: Array = cell.scores(rows[who])[place, near[1]].astype(np.int64)
        return exact

    def some(self, mentees: Array, columns: Array) -> Array:
        """Return the scores of some pairs that no rule forbids, wherever they are."""
        return self._scored(mentees, self._columns[columns])

    def _scored(self, mentees: Array, mentors: Array) -> Array:
        return self._scorer.scores(Some(mentees, mentors)).astype(np.int64)
