"""What would a solved round be with one lock less, or a lower minimum? Made up for from its prices, and every pair asked again.

Whoever the change lets find more is taken out of the round, with the ways that fill their seats; then they come in again one
after the other, each by one way. What stands in the end is the best there is, whatever the size of the round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..best.terms import terms_of
from ..outcomes import Result
from ..rounds import solve_checked
from ..scoring.looks import Array
from ..values import Lock, Pool, Rules, Settings
from .advice import Move
from .back import HOME
from .changing import add_seat, bring_in
from .looking import FAR
from .near import find_near
from .paths import Search, route
from .standing import Standing, stand

SOLVES = 8
"""How many such changes are tried for all asked about together; each person asked about alone has as many."""
CROWD = 300
"""Mentees whom a change lets find more; where there are more of them the round is better solved anew."""


Changed = tuple[int, tuple[Move, ...]]
"""What the total gains, and who else moves."""


@dataclass(slots=True)
class Tries:
    """Finds the best round with one change, a few times at most."""

    pool: Pool
    rules: Rules
    settings: Settings
    result: Result
    left: int = SOLVES
    is_complete: bool = True

    def unlock(self, lock: Lock, mentee: str) -> Changed | None:
        """Return what taking a lock back would do, where it surely places the mentee."""
        if not self._may_try():
            return None
        rules = replace(self.rules, locked=tuple(one for one in self.rules.locked if one != lock))
        found = unlocked(self.pool, self.rules, self.settings, self.result, lock)
        return self._changed(found, rules, self.settings, mentee)

    def lower(self, minimum: int, mentee: str) -> Changed | None:
        """Return what a lower minimum would do, where it surely places the mentee."""
        if not self._may_try():
            return None
        settings = replace(self.settings, minimum_score=minimum)
        found = with_minimum(self.pool, self.rules, settings, self.result)
        return self._changed(found, self.rules, settings, mentee)

    def _may_try(self) -> bool:
        if self.left < 1:
            self.is_complete = False
            return False
        self.left -= 1
        return True

    def _changed(
        self, found: Standing | None, rules: Rules, settings: Settings, mentee: str
    ) -> Changed | None:
        """Tell a round apart from the one at hand; where its prices did not lead to it, it is solved anew."""
        standing = found or self._anew(rules, settings)
        if standing is None:
            return None
        row, pairs = standing.ground.rows[mentee], pairs_of(standing, rules.locked)
        if mentee not in pairs or not _is_sure(standing, row):
            return None
        return total_of(standing, rules.locked) - self.result.total, _difference(self.result, pairs, mentee)

    def _anew(self, rules: Rules, settings: Settings) -> Standing | None:
        result = solve_checked(self.pool, rules, settings)
        if not result.optimal:
            self.is_complete = False
            return None
        return stand(self.pool, rules, settings, result)


def _is_sure(standing: Standing, row: int) -> bool:
    """Say whether a mentee has a mentor in every best answer: without them the round would be worth less."""
    if float(standing.leaving(np.array([row]))[0]) > 0:
        return True
    column = standing.held.mentors_of(row)[0]
    search = Search(standing, HOME, without=row)
    return search.run(("mentor", column), most=1) == FAR


def unlocked(pool: Pool, rules: Rules, settings: Settings, result: Result, lock: Lock) -> Standing | None:
    """Return the best round once a lock is taken back; none where its prices do not tell."""
    left = replace(rules, locked=tuple(one for one in rules.locked if one != lock))
    if not _priced_in_full(pool, settings, result):
        return None
    standing = stand(pool, left, settings, result)
    row, column = standing.ground.rows[lock.mentee], standing.ground.columns[lock.mentor]
    if pool.mentees[row].most_mentors > 1:
        return None
    _let_go(standing, row, column)
    standing.filled[column] -= 1
    standing.market.seats[column] -= 1
    add_seat(standing, column)
    bring_in(standing, row)
    return standing if not len(_better_off(standing)) else None


def with_minimum(pool: Pool, rules: Rules, settings: Settings, result: Result) -> Standing | None:
    """Return the best round at a minimum below the one it was solved with; none where its prices do not tell."""
    if not _priced_in_full(pool, settings, result):
        return None
    standing = stand(pool, rules, settings, result)
    rows = _better_off(standing)
    if len(rows) > CROWD or any(pool.mentees[row].most_mentors > 1 for row in rows.tolist()):
        return None
    freed = [column for row in rows.tolist() for column in _let_go_all(standing, row)]
    for column in freed:
        route(standing, HOME, ("mentor", column))
    for row in rows.tolist():
        bring_in(standing, row)
    return standing if not len(_better_off(standing)) else None


def pairs_of(standing: Standing, locked: Sequence[Lock]) -> dict[str, set[str]]:
    """Return each mentee's mentors, those of locks among them."""
    found: dict[str, set[str]] = {}
    for mentee, mentor in (*standing.names(), *((lock.mentee, lock.mentor) for lock in locked)):
        found.setdefault(mentee, set()).add(mentor)
    return found


def total_of(standing: Standing, locked: Sequence[Lock]) -> int:
    """Return the sum of all scores, those of locked pairs among them."""
    ground = standing.ground
    rows = np.array([ground.rows[lock.mentee] for lock in locked], dtype=np.int64)
    columns = np.array([ground.columns[lock.mentor] for lock in locked], dtype=np.int64)
    return standing.total() + int(ground.scores_of(rows, columns).sum())


def _priced_in_full(pool: Pool, settings: Settings, result: Result) -> bool:
    """Say whether the prices were found with people weighed as they are in the end."""
    now, then = terms_of(settings.objective, pool), result.certificate
    return then.bonus >= now.bonus and (then.factor, then.care) == (now.factor, now.care)


def _better_off(standing: Standing) -> Array:
    """Return the mentees with a pair worth more than its two prices: every pair is asked."""
    near = find_near(standing, 0)
    if near is None:
        return np.flatnonzero(standing.market.wants > 0)
    slack = standing.gain[near.rows] + standing.price[near.columns] - near.worth
    found: Array = np.unique(near.rows[slack < 0])
    return found


def _let_go_all(standing: Standing, row: int) -> list[int]:
    columns = standing.held.mentors_of(row)
    for column in columns:
        _let_go(standing, row, column)
    standing.market.wants[row] = 0
    return columns


def _let_go(standing: Standing, row: int, column: int) -> None:
    standing.held.drop(row, column)
    standing.had[row] -= 1
    standing.market.wants[row] = 0


def _difference(before: Result, new: dict[str, set[str]], name: str) -> tuple[Move, ...]:
    """Return who has another mentor than in a result, beside the mentee themselves."""
    old = _mentors_of(before)
    moves = []
    for mentee in sorted({*old, *new} - {name}):
        had, has = old.get(mentee, set()), new.get(mentee, set())
        if had != has:
            moves.append(
                Move(mentee=mentee, before=min(had - has, default=None), after=min(has - had, default=None))
            )
    return tuple(moves)


def _mentors_of(result: Result) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in result.pairs:
        found.setdefault(pair.mentee, set()).add(pair.mentor)
    return found
