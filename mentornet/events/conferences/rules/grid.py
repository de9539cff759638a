"""How does a day of the programme stand in a table? Times down, rooms across, each session as tall as it lasts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import cast

from ...models import ConferenceRoom, ConferenceSession
from ...rules import wall_of
from .placing import overlapping

NO_ROOM = "No room yet"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a session and how far it reaches, or nothing."""

    session: ConferenceSession | None = None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One row: when it begins, and the cells that begin in it."""

    at: datetime
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day: the sessions in their order, and the same as a table."""

    day: date
    sessions: tuple[ConferenceSession, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def days_planned(
    sessions: Iterable[ConferenceSession], rooms: Sequence[ConferenceRoom], *, zone: str
) -> list[DayPlan]:
    """Lay out the sessions that have a time, day by day as the clocks of `zone` show it.

    What begins after midnight while a session of the evening before is still on stands with that evening: it is one
    night, and a table of its own would not show what is on beside it.
    """
    days: dict[date, list[ConferenceSession]] = {}
    day, night_ends = date.min, None
    for session in sorted((one for one in sessions if one.starts_at), key=_by_time):
        begins_on = wall_of(_start(session), zone).date()
        is_same_night = night_ends is not None and _start(session) < night_ends
        if begins_on > day and not (is_same_night and begins_on == day + timedelta(days=1)):
            day, night_ends = begins_on, None
        days.setdefault(day, []).append(session)
        night_ends = max(night_ends or _end(session), _end(session))
    return [_plan(day, found, rooms) for day, found in days.items()]


def _by_time(session: ConferenceSession) -> tuple[datetime, int, int]:
    return _start(session), session.room.position if session.room else -1, session.id


def _start(session: ConferenceSession) -> datetime:
    return cast("datetime", session.starts_at)  # only those with a time come here


def _end(session: ConferenceSession) -> datetime:
    return cast("datetime", session.ends_at)


def _plan(day: date, sessions: list[ConferenceSession], rooms: Sequence[ConferenceRoom]) -> DayPlan:
    for_all = [one for one in sessions if one.room_id is None and _is_alone(one, sessions)]
    used = [room for room in rooms if any(one.room_id == room.id for one in sessions)]
    columns = [[one for one in sessions if one.room_id == room.id] for room in used]
    homeless = _lanes([one for one in sessions if one.room_id is None and one not in for_all])
    names = [*(room.name for room in used), *(NO_ROOM for _ in homeless)] or ["Everywhere"]
    lines = _lines(sessions, for_all, [*columns, *homeless] or [[]])
    return DayPlan(day, tuple(sessions), tuple(names), tuple(lines))


def _is_alone(session: ConferenceSession, sessions: list[ConferenceSession]) -> bool:
    """Say whether nothing else is on meanwhile: then it is for everybody, and stands across all rooms."""
    return overlapping(sessions, _start(session), _end(session)) == [session]


def _lanes(sessions: list[ConferenceSession]) -> list[list[ConferenceSession]]:
    """Put sessions into as few columns as they need, none over another."""
    lanes: list[list[ConferenceSession]] = []
    for session in sessions:
        free = (lane for lane in lanes if _end(lane[-1]) <= _start(session))
        lane = next(free, None)
        if lane is None:
            lanes.append([session])
        else:
            lane.append(session)
    return lanes


def _lines(
    sessions: list[ConferenceSession],
    for_all: list[ConferenceSession],
    columns: list[list[ConferenceSession]],
) -> Iterable[Line]:
    marks = sorted({_start(one) for one in sessions} | {_end(one) for one in sessions})
    for at, until in pairwise(marks):
        if not overlapping(sessions, at, until):
            continue
        across = next((one for one in for_all if _start(one) == at), None)
        if across:
            yield Line(at, (Cell(across, columns=len(columns)),))
        else:
            cells = (_cell(column, at, until, marks) for column in columns)
            yield Line(at, tuple(cell for cell in cells if cell))


def _cell(
    column: list[ConferenceSession], at: datetime, until: datetime, marks: list[datetime]
) -> Cell | None:
    """Return what stands in a column then; None where a session of before goes on."""
    found = overlapping(column, at, until)
    if not found:
        return Cell()
    if _start(found[0]) != at:
        return None
    return Cell(found[0], rows=marks.index(_end(found[0])) - marks.index(at))
