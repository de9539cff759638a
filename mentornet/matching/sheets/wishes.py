"""Whom did they rank? Rows of side, id, other_id and rank into each person's list, dearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...foundation.tables import Row, TableError
from ...foundation.words import folded
from ..engine import Pool
from ..engine.values import STABLE
from .constraints import named_person
from .numbers import whole
from .people import People
from .reading import Sheet, SheetErrors
from .wanted import Wanted

COLUMNS = ("side", "id", "other_id", "rank")
MENTEE, MENTOR = "mentee", "mentor"


@dataclass(slots=True)
class _Ranked:
    """One person's list on the way."""

    by_rank: dict[int, Row] = field(default_factory=dict)
    by_other: dict[str, Row] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)


def with_wishes(people: People, sheet: Sheet) -> Pool:
    """Return the pool with the wishes of a file.

    Raises:
        TableError: A column is missing.
        SheetErrors: Wishes name a stranger, somebody or a rank twice, or no rank; all of them are named.
    """
    for column in COLUMNS:
        sheet.ensure_column(column)
    lists: dict[tuple[str, str], _Ranked] = defaultdict(_Ranked)
    refused: list[ValueError] = []
    for row in sheet.rows:
        try:
            _read(row, people, lists)
        except TableError as trouble:
            refused.append(trouble)
    if refused:
        raise SheetErrors(refused)
    return _wishing(people.pool, lists)


def weighed(wanted: Wanted) -> Wanted:
    """Return what is wanted, with wishes told once: where ranks decide by themselves, they are no part of the score.

    A weight that the settings give to wishes is kept.
    """
    settings = wanted.settings
    if settings.objective not in STABLE or "wishes" in settings.weights:
        return wanted
    return replace(wanted, settings=replace(settings, weights={**settings.weights, "wishes": 0}))


def _wishing(pool: Pool, lists: Mapping[tuple[str, str], _Ranked]) -> Pool:
    """Give everybody their list; whoever asked for no mentor stands on none."""
    mentees, mentors = {mentee.id for mentee in pool.mentees}, {mentor.id for mentor in pool.mentors}

    def wishes(side: str, name: str, among: set[str]) -> tuple[str, ...]:
        others = lists[side, name].others if (side, name) in lists else {}
        return tuple(others[rank] for rank in sorted(others) if others[rank] in among)

    return Pool(
        tuple(replace(one, wishes=wishes(MENTEE, one.id, mentors)) for one in pool.mentees),
        tuple(replace(one, wishes=wishes(MENTOR, one.id, mentees)) for one in pool.mentors),
    )


def _read(row: Row, people: People, lists: dict[tuple[str, str], _Ranked]) -> None:
    side = folded(row.text("side")).removesuffix("s")
    if side not in {MENTEE, MENTOR}:
        raise row.refuse("side", f'"{row.text("side")}" is no side. Write {MENTEE} or {MENTOR}.')
    own, others = (people.mentees, people.mentors) if side == MENTEE else (people.mentors, people.mentees)
    name, other = named_person(row, "id", own), named_person(row, "other_id", others)
    rank, ranked = _rank(row), lists[side, name]
    if other in ranked.by_other:
        raise row.refuse(
            "other_id",
            f"{side} {name} ranked {other} on line {ranked.by_other[other].line} already. Keep one of the two.",
        )
    if rank in ranked.by_rank:
        raise row.refuse(
            "rank",
            f"{side} {name} gave rank {rank} on line {ranked.by_rank[rank].line} already. "
            "Give each wish a rank of its own.",
        )
    ranked.by_rank[rank] = ranked.by_other[other] = row
    ranked.others[rank] = other


def _rank(row: Row) -> int:
    rank = whole(row, "rank")
    if not rank:
        raise row.refuse(
            "rank", f'"{row.text("rank")}" is no rank. Write a whole number from 1, 1 for the dearest.'
        )
    return rank
