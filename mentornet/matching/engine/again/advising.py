"""What would place each of these people? Asked of all of them together, from the prices at hand.

1. The smallest prices say what one seat more would bring; it goes to whoever's way to it costs nothing. Where
   that is one mentee alone, the seat places them, whatever the seed.
2. The ways out of each seat say what it costs to send somebody on. A pair that a rule forbids would be made where it
   is worth more than that; and the cheapest seat to free is found the same way.
3. A lower minimum, or a lock taken back, may change everything: the round is made up for it from its prices, and solved
   anew only where they do not tell.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

import numpy as np

from ..outcomes import Result
from ..scoring.looks import Array, Grid
from ..values import Pool, Rule, Rules, Settings
from .advice import LIFTED_BY_BOTH, Advice, Change, Instead, Move, Smallest
from .known import Beat, Known, know
from .looking import FAR
from .standing import PRICED, Standing, stand
from .trying import Tries


def advise(
    pool: Pool,
    rules: Rules,
    settings: Settings,
    result: Result,
    mentees: Collection[str] | None = None,
    beat: Beat = lambda _done: None,
) -> tuple[Advice, ...]:
    """Return for each mentee left out (or those of `mentees`) the smallest change that would place them.

    Args:
        pool: Everybody in the round.
        rules: As it was solved.
        settings: As it was solved.
        result: What came of it.
        mentees: Whom to ask about; all who were left out where it is not given.
        beat: Hears the share that is done; may raise.
    """
    left = [one.mentee for one in result.unplaced if mentees is None or one.mentee in mentees]
    if not left:
        return ()
    if settings.objective not in PRICED or not result.optimal:
        return tuple(_only_kept(pool, rules, settings, name) for name in left)
    standing = stand(pool, rules, settings, result)
    rows = np.array([standing.ground.rows[name] for name in left])
    known = know(standing, rows, beat)
    again = Tries(pool, rules, settings, result)
    return tuple(_advise(standing, known, again, row) for row in rows.tolist())


def _advise(standing: Standing, known: Known, again: Tries, row: int) -> Advice:
    slack = standing.slack(np.array([row]))[0]
    again.is_complete = True
    smallest = (
        _unlocked(standing, known, again, row)
        or _excepted(standing, known, row, (Rule.FORBIDDEN,), Change.ALLOW)
        or _one_seat(standing, known, row)
        or _excepted(standing, known, row, _rules_of_both(again.settings), Change.EXCEPT)
        or _lower_minimum(standing, again, row)
        or _kept_seat(standing, row)
    )
    return Advice(
        mentee=standing.ground.pool.mentees[row].id,
        smallest=smallest,
        instead=_instead(standing, known, row, slack),
        is_complete=again.is_complete,
    )


def _rules_of_both(settings: Settings) -> tuple[str, ...]:
    own = [custom.name for custom in settings.customs if custom.is_rule]
    return (*LIFTED_BY_BOTH[:2], *own, *LIFTED_BY_BOTH[2:])


def _one_seat(standing: Standing, known: Known, row: int) -> Smallest | None:
    found = []
    for column in known.own.get(row, ()):
        way = known.seat(column)
        found.append(
            (-int(known.loose[column]), len(way), standing.ground.pool.mentors[column].id, column, way)
        )
    if not found:
        return None
    _, _, mentor, _, way = min(found)
    delta, moves = _told(standing, way, row)
    return Smallest(change=Change.SEAT, mentor=mentor, delta=delta, moves=moves)


def _excepted(
    standing: Standing, known: Known, row: int, names: Sequence[str], change: Change
) -> Smallest | None:
    """Return the pair that would place the mentee if it were let off the one rule that forbids it."""
    market, ground = standing.market, standing.ground
    everyone = np.arange(len(standing.filled))
    look = Grid(np.array([row]), everyone)
    bars = [bar for bar in ground.bars if bar.name != "locked"]
    asked = {str(bar.name): np.broadcast_to(bar.forbids(look), (1, len(everyone)))[0] for bar in bars}
    count = sum((barred.astype(np.int64) for barred in asked.values()), np.zeros(len(everyone), np.int64))
    following = int(market.first[row]) if not standing.had[row] else 0
    for name in names:
        if name not in asked:
            continue
        able = np.flatnonzero(asked[name] & (count == 1) & (market.seats > 0) & (known.out < FAR))
        scores = ground.scores_of(np.full(len(able), row), able)
        worth = scores * market.factor + int(market.plus[row]) + following
        brings = worth - standing.price[able] - known.out[able]
        would = np.flatnonzero((brings > 0) & (scores >= ground.minimum))
        if len(would):
            best = min(would.tolist(), key=lambda one: (-brings[one], ground.pool.mentors[able[one]].id))
            column = int(able[best])
            way = [row, *known.way_out(column)]
            delta, moves = _told(standing, way, row)
            mentor = ground.pool.mentors[column].id
            return Smallest(change=change, mentor=mentor, rule=str(name), delta=delta, moves=moves)
    return None


def _told(standing: Standing, way: Sequence[int], row: int) -> tuple[int, tuple[Move, ...]]:
    """Return what a way does to the total, and whom it moves beside the mentee themselves."""
    split, home = len(standing.had), len(standing.had) + len(standing.filled)
    made, parted = [], []
    for start, end in itertools.pairwise(way):
        if start < split <= end < home:
            made.append((start, end - split))
        elif end < split <= start < home:
            parted.append((end, start - split))
    delta = _sum(standing, made) - _sum(standing, parted)
    return delta, _moves(standing, made, parted, row)


def _sum(standing: Standing, pairs: Sequence[tuple[int, int]]) -> int:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return int(standing.ground.scores_of(ends[:, 0], ends[:, 1]).sum())


def _moves(
    standing: Standing, made: Sequence[tuple[int, int]], parted: Sequence[tuple[int, int]], row: int
) -> tuple[Move, ...]:
    pool, after, before = standing.ground.pool, dict(made), dict(parted)
    others = [one for one in dict.fromkeys([*before, *after]) if one != row]
    return tuple(
        Move(
            mentee=pool.mentees[one].id,
            before=pool.mentors[before[one]].id if one in before else None,
            after=pool.mentors[after[one]].id if one in after else None,
        )
        for one in others
    )


def _instead(standing: Standing, known: Known, row: int, slack: Array) -> Instead | None:
    """Return the seat that would cost the others least, where it is known to be that."""
    cost = slack + known.out
    column = int(cost.argmin()) if len(cost) else 0
    unknown = np.where(known.out == FAR, slack + known.reach, FAR).min(initial=FAR)
    if not len(cost) or cost[column] == FAR or cost[column] > unknown:
        return None
    way = [row, *known.way_out(column)]
    delta, moves = _told(standing, way, row)
    left = next((move.mentee for move in moves if move.after is None), None)
    return Instead(mentor=standing.ground.pool.mentors[column].id, delta=delta, moves=moves, left_out=left)


def _unlocked(standing: Standing, known: Known, again: Tries, row: int) -> Smallest | None:
    """Return the lock that keeps the mentee out: only one whose seat would be theirs can be it."""
    columns = {standing.ground.pool.mentors[column].id for column in known.own.get(row, ())}
    for lock in again.rules.locked:
        if lock.mentor not in columns:
            continue
        found = again.unlock(lock, standing.ground.pool.mentees[row].id)
        if found:
            delta, moves = found
            return Smallest(
                change=Change.UNLOCK, mentor=lock.mentor, unlocked=lock.mentee, delta=delta, moves=moves
            )
    return None


def _lower_minimum(standing: Standing, again: Tries, row: int) -> Smallest | None:
    """Return the highest lower minimum at which the mentee has somebody, where it places them."""
    ground = standing.ground
    if not ground.minimum:
        return None
    look = Grid(np.array([row]), np.arange(len(standing.filled)))
    may = standing.market.seats > 0
    for bar in ground.bars:
        may &= ~np.broadcast_to(bar.forbids(look), (1, len(may)))[0]
    if not may.any():
        return None
    able = np.flatnonzero(may)
    scores = ground.scores_of(np.full(len(able), row), able)
    best = int(scores.argmax())
    if scores[best] >= ground.minimum:
        return None
    minimum, name = int(scores[best]), ground.pool.mentees[row].id
    found = again.lower(minimum, name)
    if not found:
        return None
    delta, moves = found
    mentor = ground.pool.mentors[int(able[best])].id
    return Smallest(change=Change.MINIMUM, mentor=mentor, minimum=minimum, delta=delta, moves=moves)


def _kept_seat(standing: Standing, row: int) -> Smallest | None:
    ground = standing.ground
    look = Grid(np.array([row]), np.arange(len(standing.filled)))
    may = np.ones(len(standing.filled), dtype=bool)
    for bar in ground.bars:
        may &= ~np.broadcast_to(bar.forbids(look), (1, len(may)))[0]
    able = np.flatnonzero(may)
    return _best_kept(ground.pool, able, ground.scores_of(np.full(len(able), row), able))


def _best_kept(pool: Pool, able: Array, scores: Array) -> Smallest | None:
    if not len(able):
        return None
    best = min(range(len(able)), key=lambda one: (-int(scores[one]), pool.mentors[able[one]].id))
    return Smallest(change=Change.KEEP, mentor=pool.mentors[able[best]].id, delta=int(scores[best]))


def _only_kept(pool: Pool, rules: Rules, settings: Settings, name: str) -> Advice:
    """Return what is true whatever is sought: a seat more that is kept for them takes nothing from anybody."""
    from ..reach import rank_mentors  # noqa: PLC0415  # for the objectives without prices alone

    mentee = next(one for one in pool.mentees if one.id == name)
    ranked = rank_mentors(mentee, pool.mentors, rules, settings)
    smallest = Smallest(change=Change.KEEP, mentor=ranked[0][0], delta=ranked[0][1]) if ranked else None
    return Advice(mentee=name, smallest=smallest, instead=None, is_complete=False)
