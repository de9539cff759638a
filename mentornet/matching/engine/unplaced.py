"""Why has this mentee no mentor? Found by asking every mentor with an open seat again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .outcomes import Unplaced, Why
from .scoring.hard import Bar
from .scoring.looks import Array, Grid, Some
from .scoring.scorer import Prepared, Scorer
from .scoring.tiles import LOW, Room, Tiles
from .values import Pool

_ROWS, _COLUMNS = 256, 1024


def explain_unplaced(
    pool: Pool,
    prepared: Prepared,
    minimum: int,
    *,
    rows: Array,
    seats: Array,
    beat: Callable[[float], None] = lambda _done: None,
) -> list[Unplaced]:
    """Name the true reason for each of the mentees in `rows`.

    Args:
        pool: Everybody.
        prepared: The criteria and the hard rules.
        minimum: The least score a pair may have.
        rows: The mentees without a mentor.
        seats: How many seats each mentor had open.
        beat: Hears how far it is.
    """
    able = np.flatnonzero(seats > 0)
    if not len(rows):
        return []
    removed = {str(bar.name): _removed(bar, rows, able) for bar in prepared.bars}
    found = _standing(pool, prepared, minimum, (rows, able), beat) if len(able) else None
    told = []
    for place, row in enumerate(rows.tolist()):
        allowed, eligible, best, score = (0, 0, -1, -1) if found is None else found[place].tolist()
        told.append(
            Unplaced(
                mentee=pool.mentees[row].id,
                why=_why(len(able), allowed, eligible),
                mentors=len(able),
                removed={name: int(counts[place]) for name, counts in removed.items() if counts[place]},
                below_minimum=allowed - eligible,
                eligible=eligible,
                best_mentor=pool.mentors[best].id if allowed else None,
                best_score=score if allowed else None,
            )
        )
    return told


def _removed(bar: Bar, rows: Array, able: Array) -> Array:
    """Count how many mentors with an open seat a rule removes for each of the mentees: by kinds, where it knows them."""
    if bar.listed is not None:
        here = np.isin(bar.listed.columns, able)
        counts = np.bincount(bar.listed.rows[here], minlength=int(rows.max()) + 1)
        found: Array = counts[rows]
        return found
    if bar.kinds is None:
        return np.concatenate(
            [
                bar.forbids(Grid(rows[start : start + _ROWS], able)).sum(axis=1)
                for start in range(0, len(rows), _ROWS)
            ]
        )
    kinds = np.unique(bar.kinds.left[rows])
    weight = np.bincount(bar.kinds.right[able], minlength=bar.kinds.shape[1])
    others = np.flatnonzero(weight)
    counts = np.zeros(bar.kinds.shape[0], np.int64)
    for start in range(0, len(kinds), _ROWS):
        some = kinds[start : start + _ROWS]
        counts[some] = bar.asked(Grid(some, others)) @ weight[others]
    return counts[bar.kinds.left[rows]]


def _standing(
    pool: Pool, prepared: Prepared, minimum: int, ends: tuple[Array, Array], beat: Callable[[float], None]
) -> Array:
    """Return for each mentee how many mentors no rule removes, how many of those will do, the best one and the score."""
    rows, able = ends
    scorer, size = prepared.scorer, (len(pool.mentees), len(pool.mentors))
    tiles = Tiles(scorer, prepared.bars, rows=size[0], columns=able, mentors=size[1], exact=False)
    error = np.float32(tiles.error)
    counts = np.zeros((len(rows), 4), np.int64)
    counts[:, 2:] = -1
    room = Room()
    for start in range(0, len(rows), _ROWS):
        beat(start / len(rows))
        own = slice(start, min(start + _ROWS, len(rows)))
        best = np.full(own.stop - own.start, LOW, np.float32)
        near: list[tuple[Array, Array]] = []
        for first in range(0, len(able), _COLUMNS):
            values = tiles.cell(first, min(first + _COLUMNS, len(able)), room).scores(rows[own])
            allowed = values >= LOW
            counts[own, 0] += allowed.sum(axis=1)
            if minimum:
                counts[own, 1] += _eligible(scorer, values, (rows[own], able[first:]), minimum, float(error))
            np.maximum(best, values.max(axis=1), out=best)
            row, column = np.nonzero(values >= np.maximum(best - 2 * error, LOW)[:, None])
            near.append((row, column + first))
        row, column = (np.concatenate(ends) for ends in zip(*near, strict=True))
        scores = scorer.scores(Some(rows[own][row], able[column]))
        order = np.lexsort((column, -scores, row))
        who, at = np.unique(row[order], return_index=True)
        counts[start + who, 2] = able[column[order[at]]]
        counts[start + who, 3] = scores[order[at]]
    if not minimum:
        counts[:, 1] = counts[:, 0]
    return counts


def _eligible(scorer: Scorer, values: Array, ends: tuple[Array, Array], minimum: int, error: float) -> Array:
    """Count who reaches the minimum; those too close to tell are scored exactly."""
    sure: Array = values > minimum + error
    row, column = np.nonzero((values >= minimum - error) & ~sure)
    sure[row, column] = scorer.scores(Some(ends[0][row], ends[1][column])) >= minimum
    counts: Array = sure.sum(axis=1)
    return counts


def _why(mentors: int, allowed: int, eligible: int) -> Why:
    if not mentors:
        return Why.NO_SEATS
    if not allowed:
        return Why.NO_ELIGIBLE
    return Why.SEATS_TAKEN if eligible else Why.BELOW_MINIMUM
