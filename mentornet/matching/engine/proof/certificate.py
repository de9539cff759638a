"""Is a result the best there is? Asked again from the beginning, with nothing of the solver.

Let w_ij be `factor` x (score + priority). For any prices v of the mentors' seats and any u of the mentees, no set of pairs
is worth more than

    sum over seats of max(0, price, with `care` for a lower seat)
    + sum over the places of mentees of max(0, u, with `bonus` for the first)
    + sum over all pairs of max(0, w_ij - u_i - v_j)

since each pair taken adds w_ij = (w_ij - u_i - v_j) + u_i + v_j, and takes one place of either side. Where the pairs at hand
are worth as much, none are better. The certificate names the prices; each u_i follows from the pairs. Every pair is
scored anew: in float32 to find those that come close, and those exactly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from ..outcomes import Certificate, Check, Result
from ..scoring.looks import Array, in_order, marked
from ..scoring.tiles import CROWD, LOW, Cell, Closely, Room, Tiles
from ..spreading import Crew
from ..values import FULL, Objective, Pool, Report, Rules, Settings
from .audit import count_violations
from .laying import Laying
from .records import record_faults

_ROWS, _COLUMNS = 512, 512
_BLOCKS, _STRIPS = 8, 8
_WIDEST = 4 * FULL
"""Prices that one tile may hold: more would blur its scores."""
_ROUNDING = 2.0**-22


def check(  # a round is three values, a claim the fourth
    pool: Pool, rules: Rules, settings: Settings, result: Result, report: Report, crew: Crew
) -> Check:
    """Confirm that a result keeps every rule and that nothing is better than it says, or name what is wrong.

    A result that says it is the best must reach its bound; one that was stopped before must have the bound it claims.
    """
    held = look(pool, rules, settings, result, report, crew)
    claimed = result.certificate.bound
    is_priced = bool(held.bound or held.value or not held.faults)
    if not is_priced or (held.bound == claimed and (held.value == claimed or not result.optimal)):
        return held
    wrong = (
        f"The pairs are worth {held.value}, the bound is {held.bound}, and the certificate says {claimed}."
    )
    return replace(held, holds=False, faults=(*held.faults, wrong))


def look(  # noqa: PLR0913  # a round is three values, a claim the fourth
    pool: Pool,
    rules: Rules,
    settings: Settings,
    result: Result,
    report: Report,
    crew: Crew,
    *,
    laying: Laying | None = None,
) -> Check:
    """Find out what a result is worth and what bounds it, and whether all else it says is so.

    Whoever has laid the pool out anew for this already, or begun to, hands that over.
    """
    names = [(pair.mentee, pair.mentor) for pair in result.pairs]
    known = {one.id for one in pool.mentees}, {one.id for one in pool.mentors}
    is_known = all(mentee in known[0] and mentor in known[1] for mentee, mentor in names)
    broken = count_violations(pool, rules, settings, names) if is_known else {}
    laid = (laying or Laying(pool, rules, settings)).done()
    faults = record_faults(pool, rules, settings, result, broken=broken, scorer=laid.scorer)
    if not is_known or not set(result.certificate.prices) <= known[1]:
        return Check(holds=False, faults=tuple(faults), violations=broken, value=0, bound=0)
    faults += _wrong_terms(pool, settings, result.certificate)
    side = _Sides(pool, rules, result)
    excess = _excess(laid, side, (settings.minimum_score, report, crew))
    value, bound = side.value(), side.bound() + excess
    if value != result.certificate.value:
        faults.append(
            f"The pairs are worth {value} of {result.certificate.value} claimed, and the bound is {bound}."
        )
    return Check(holds=not faults, faults=tuple(faults), violations=broken, value=value, bound=bound)


def _wrong_terms(pool: Pool, settings: Settings, paper: Certificate) -> list[str]:
    """Say where bonus, factor and care do not express the objective."""
    seats = sum(mentor.seats for mentor in pool.mentors)
    lower = sum(min(mentor.lower_seats, mentor.seats) for mentor in pool.mentors)
    dearest = FULL + max((mentee.priority for mentee in pool.mentees), default=0)
    pairs = min(sum(mentee.most_mentors for mentee in pool.mentees), seats)
    expressed = {
        Objective.MOST: paper.factor == 1 and paper.bonus > pairs * dearest + lower * paper.care,
        Objective.TOTAL: paper.bonus == 1 and paper.factor > min(len(pool.mentees), seats),
    }
    is_cared_for = paper.care == (paper.factor * (FULL + 1) if lower else 0)
    if paper.objective is settings.objective and expressed.get(settings.objective, False) and is_cared_for:
        return []
    terms = f"Factor {paper.factor}, bonus {paper.bonus} and care {paper.care}"
    return [f"{terms} do not express the objective {settings.objective}."]


class _Sides:
    """The places of both sides, the open pairs, and what each of them costs and gains."""

    def __init__(self, pool: Pool, rules: Rules, result: Result) -> None:
        self.paper = paper = result.certificate
        self.rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
        self.columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
        self.locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
        mentees, mentors = (
            (Counter(names) for names in zip(*self.locked, strict=True))
            if self.locked
            else (Counter(), Counter())
        )
        self.wants = np.array([one.most_mentors - mentees[one.id] for one in pool.mentees], dtype=np.int64)
        self.first = np.array([0 if mentees[one.id] else paper.bonus for one in pool.mentees], dtype=np.int64)
        self.seats = np.array([one.seats - mentors[one.id] for one in pool.mentors], dtype=np.int64)
        self.lower = np.array(
            [max(0, min(one.lower_seats, one.seats) - mentors[one.id]) for one in pool.mentors],
            dtype=np.int64,
        )
        self.price = np.array([paper.prices.get(one.id, 0) for one in pool.mentors], dtype=np.int64)
        self.plus = np.array([one.priority for one in pool.mentees], dtype=np.int64) * paper.factor
        taken = [pair for pair in result.pairs if (pair.mentee, pair.mentor) not in self.locked]
        self.row = np.array([self.rows[pair.mentee] for pair in taken], dtype=np.int64)
        self.column = np.array([self.columns[pair.mentor] for pair in taken], dtype=np.int64)
        self.worth = (
            np.array([pair.score for pair in taken], dtype=np.int64) * paper.factor + self.plus[self.row]
        )
        self.gain = self._gains()

    def _gains(self) -> Array:
        """Return each u.

        It is what the least dear of a mentee's pairs leaves; no more than nought where a place is left, and less the
        bonus where even the first is.
        """
        had = np.bincount(self.row, minlength=len(self.wants))
        least = np.full(len(self.wants), np.iinfo(np.int64).max)
        np.minimum.at(least, self.row, self.worth - self.price[self.column])
        left = np.where(had > 0, np.minimum(least, 0), -self.first)
        gains: Array = np.where(had >= np.maximum(self.wants, 1), least, left)
        return gains

    def value(self) -> int:
        """Return what the open pairs are worth together."""
        placed = np.bincount(self.row, minlength=len(self.wants)) > 0
        filled = np.minimum(np.bincount(self.column, minlength=len(self.seats)), self.lower)
        bonus = int(self.first[placed].sum()) + self.paper.care * int(filled.sum())
        return int(self.worth.sum()) + bonus

    def bound(self) -> int:
        """Return the bound, without pairs that are not among those at hand."""
        first = np.minimum(self.wants, 1)
        own = np.maximum(0, self.worth - self.gain[self.row] - self.price[self.column])
        parts = (
            np.maximum(0, self.price + self.paper.care) * self.lower,
            np.maximum(0, self.price) * (self.seats - self.lower),
            np.maximum(0, self.gain + self.first) * first,
            np.maximum(0, self.gain) * (self.wants - first),
            own,
        )
        return sum(int(part.sum()) for part in parts)


def _excess(laid: Laying, sides: _Sides, asked: tuple[int, Report, Crew]) -> int:
    """Return by how much the gains would have to rise so that no pair is worth more than its two prices."""
    minimum, report, crew = asked
    rows = np.flatnonzero(sides.wants > 0)
    if not len(rows) or not len(laid.columns):
        return 0
    columns = _in_order(sides, laid.columns)
    search = _Search(
        *laid.ordered(columns),
        columns,
        sides,
        minimum,
        in_order(np.concatenate([_keys(sides, locked=True), _keys(sides, locked=False)])),
    )
    step = _ROWS * min(_BLOCKS, max(1, len(rows) // (_ROWS * _STRIPS)))
    parts = [rows[start : start + step] for start in range(0, len(rows), step)]
    found = crew.spread(
        _Search.excess, search, parts, lambda done: report("certificate", done), count=len(parts)
    )
    return sum(found)


def _in_order(sides: _Sides, columns: Array) -> Array:
    """Put mentors cheapest first where prices lie far apart; leave them as they are laid out, which is faster, where not."""
    price = sides.price[columns]
    if int(price.max()) - int(price.min()) <= _WIDEST * sides.paper.factor:
        return columns
    ordered: Array = columns[np.argsort(price, kind="stable")]
    return ordered


def _keys(sides: _Sides, *, locked: bool) -> Array:
    """Number the pairs at hand, or the locked ones, by row and column."""
    if not locked:
        keys: Array = sides.row * len(sides.seats) + sides.column
        return keys
    pairs = [sides.rows[mentee] * len(sides.seats) + sides.columns[mentor] for mentee, mentor in sides.locked]
    return np.array(pairs, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks through all pairs for some that are worth more than their two prices."""

    tiles: Tiles
    closely: Closely
    columns: Array
    """The mentors, in an order in which the prices of a tile are close to one another."""
    sides: _Sides
    minimum: int
    own: Array
    """The pairs at hand and the locked ones, which are no news."""

    def excess(self, rows: Array) -> int:
        """Return the sum of these mentees' largest surplus over their places."""
        sides, room = self.sides, Room()
        least = (sides.gain[rows] - sides.plus[rows]) / sides.paper.factor
        price = sides.price[self.columns] / sides.paper.factor
        most = np.zeros(len(rows), np.int64)
        few: list[tuple[Array, Array]] = []
        start = 0
        while start < len(self.columns):
            near = price[start : start + _COLUMNS] <= price[start] + _WIDEST
            cell = self.tiles.cell(start, start + int(near.cumprod().sum()), room)
            for first in range(0, len(rows), _ROWS):
                some = slice(first, first + _ROWS)
                found = self._near(cell, rows[some], least[some], price[cell.start : cell.stop])
                if len(found[0]) >= CROWD:
                    scores = self.closely.scores(rows[some], cell.columns, found)
                    self._weigh((rows, found[0] + first, found[1] + cell.start), scores, most)
                elif len(found[0]):
                    few.append((found[0] + first, found[1] + cell.start))
                    if sum(len(some) for some, _ in few) >= CROWD:
                        few = self._weigh_few(rows, few, most)
            start = cell.stop
        self._weigh_few(rows, few, most)
        return int((most * sides.wants[rows]).sum())

    def _near(self, cell: Cell, rows: Array, least: Array, price: Array) -> tuple[Array, Array]:
        """Return the pairs of a tile whose scores could be above their two prices."""
        error = self.tiles.error + _ROUNDING * (float(np.ptp(price)) + 2 * FULL)
        values = cell.scores(rows)
        low = np.float32(self.minimum - error if self.minimum else LOW)
        over = (price - price[0]).astype(np.float32)
        floor = (least + (price[0] - error)).astype(np.float32)
        values -= over
        row = np.flatnonzero(values.max(axis=1) > floor)
        at, column = marked(values[row] > floor[row, None])
        row = row[at]
        may = values[row, column] + over[column] >= low
        return row[may], column[may]

    def _weigh_few(
        self, rows: Array, few: list[tuple[Array, Array]], most: Array
    ) -> list[tuple[Array, Array]]:
        """Weigh what came close in several tiles at once; return that nothing waits any more."""
        if few:
            at, column = (np.concatenate(some) for some in zip(*few, strict=True))
            self._weigh((rows, at, column), self.closely.some(rows[at], column), most)
        return []

    def _weigh(self, pairs: tuple[Array, Array, Array], scores: Array, most: Array) -> None:
        """Keep each mentee's largest surplus over some pairs that were scored exactly."""
        sides, (rows, at, column) = self.sides, pairs
        mentees, mentors = rows[at], self.columns[column]
        left = scores * sides.paper.factor + sides.plus[mentees] - sides.gain[mentees] - sides.price[mentors]
        counts = (left > 0) & (scores >= self.minimum)
        counts &= ~self._is_own(mentees * len(sides.seats) + mentors)
        np.maximum.at(most, at[counts], left[counts])

    def _is_own(self, keys: Array) -> Array:
        if not len(self.own):
            return np.zeros(len(keys), dtype=bool)
        places = np.minimum(np.searchsorted(self.own, keys), len(self.own) - 1)
        found: Array = self.own[places] == keys
        return found
