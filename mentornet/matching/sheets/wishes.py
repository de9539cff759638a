"""Whom did they rank? Rows of side, id, other_id and rank into each person's list, dearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..engine import Pool
from .reading import Row, Sheet, read_sheet

COLUMNS = ("side", "id", "other_id", "rank")
MENTEE, MENTOR = "mentee", "mentor"

_LONGEST = 9


def with_wishes(pool: Pool, path: Path) -> Pool:
    """Return the pool with the wishes of a file; whoever stands in it has these and no others.

    Raises:
        ValueError: A wish names a stranger, somebody or a rank twice, or no rank; it names file, line and column.
    """
    sheet = read_sheet(path)
    _ensure_columns(sheet)
    people = {
        MENTEE: {mentee.id for mentee in pool.mentees},
        MENTOR: {mentor.id for mentor in pool.mentors},
    }
    lists: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for row in sheet.rows:
        _read(row, people, lists)
    wished = {
        owner: tuple(ranks[rank].text("other_id") for rank in sorted(ranks)) for owner, ranks in lists.items()
    }
    return Pool(
        tuple(replace(one, wishes=wished.get((MENTEE, one.id), one.wishes)) for one in pool.mentees),
        tuple(replace(one, wishes=wished.get((MENTOR, one.id), one.wishes)) for one in pool.mentors),
    )


def _ensure_columns(sheet: Sheet) -> None:
    missing = [heading for heading in COLUMNS if not sheet.has(heading)]
    if missing:
        raise Row(sheet.file, 1, {}).refuse(
            missing[0],
            f"there is no such column. Wishes have the columns {', '.join(COLUMNS)}; a row is one wish.",
        )


def _read(row: Row, people: Mapping[str, set[str]], lists: dict[tuple[str, str], dict[int, Row]]) -> None:
    side = row.text("side").casefold().removesuffix("s")
    if side not in people:
        raise row.refuse("side", f'"{row.text("side")}" is no side. Write {MENTEE} or {MENTOR}.')
    name, other, rank = row.text("id"), row.text("other_id"), _rank(row)
    others = MENTOR if side == MENTEE else MENTEE
    for heading, who, among in (("id", name, side), ("other_id", other, others)):
        if who not in people[among]:
            raise row.refuse(
                heading, f'"{who}" is no {among} of this round. Mend the id, or take the wish out.'
            )
    ranks = lists[side, name]
    if rank in ranks:
        raise row.refuse(
            "rank",
            f"{side} {name} gave rank {rank} on line {ranks[rank].line} already. Give each wish a rank of its own.",
        )
    for earlier in ranks.values():
        if earlier.text("other_id") == other:
            raise row.refuse(
                "other_id",
                f"{side} {name} ranked {other} on line {earlier.line} already. Keep one of the two.",
            )
    ranks[rank] = row


def _rank(row: Row) -> int:
    text = row.text("rank")
    whole, _, rest = text.partition(".")
    if (
        not (whole.isascii() and whole.isdigit())
        or rest.strip("0")
        or len(whole) > _LONGEST
        or not int(whole)
    ):
        raise row.refuse("rank", f'"{text}" is no rank. Write a whole number from 1, 1 for the dearest.')
    return int(whole)
