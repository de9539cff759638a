"""What happens at the door? People are checked in once, whoever sends it and however often, and it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import NotFoundError, Refusal
from ..models import Attendance, CheckInDesk, CheckInWay, ConferenceSession, Event, Registration, RoomCode
from ..registering.queries import find_registration
from . import codes, queries, rules
from .desks import Desk, desk_at

NO_SUCH_CODE = "This code is not one of this event. Look at it again, or find the person by name."
WRONG_ROOM_CODE = "This is not the code shown in the room now. It changes; type the one you see."


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What a check-in came to; `is_new` is false where the person was there already."""

    attendance: Attendance
    name: str
    is_new: bool

    @property
    def is_here(self) -> bool:
        """Whether the person stands as checked in after it."""
        return self.attendance.undone_at is None

    @property
    def sentence(self) -> str:
        """Say what happened."""
        if not self.is_here:
            return (
                f"The check-in of {self.name} was undone at the desk. Enter the code again to check them in."
            )
        return f"{self.name} is checked in." if self.is_new else f"{self.name} was checked in already."


def check_in_by_code(
    desk: Desk, code: str, *, by: Account, client_id: str = "", at: datetime | None = None
) -> CheckedIn:
    """Check in the holder of a personal code.

    `client_id` names the entry where it may be sent again; `at` is when the code was scanned, if that was earlier.
    Raises NotFoundError where the code is none of this event, Refusal where its holder has no seat any more.
    """
    if client_id and (sent := queries.find_entry(client_id)):
        if (sent.event_id, sent.session_id) != (desk.event.id, desk.session_id):
            raise NotFoundError(NO_SUCH_CODE)
        return CheckedIn(sent, sent.registration.name, is_new=False)
    registration = _holder_of(code, desk.event)
    return check_in(
        registration, by=by, way=CheckInWay.CODE, session=desk.session, client_id=client_id, at=at
    )


def _holder_of(code: str, event: Event) -> Registration:
    number = codes.registration_of(code)
    registration = queries.find_registration(number, event=event) if number is not None else None
    if registration is None:
        raise NotFoundError(NO_SUCH_CODE)
    return registration


def check_in(
    registration: Registration,
    *,
    by: Account,
    way: CheckInWay,
    session: ConferenceSession | None = None,
    client_id: str = "",
    at: datetime | None = None,
) -> CheckedIn:
    """Check somebody in at the event, or at a session of it; one who is there already stays as they are.

    An entry of a page that keeps them, made before a check-in of the same person was undone, changes nothing: what
    happened last at the desk stands, in whatever order it arrives. Raises Refusal where they have no seat.
    """
    desk, now = desk_at(registration.event, session), clock.now()
    rules.ensure_desk_is_open(desk, now, by.time_zone)
    rules.ensure_has_seat(registration)
    undone = queries.find_undone(registration, desk.session_id, since=at) if at and client_id else None
    if undone is not None and queries.find_attendance(registration, desk.session_id) is None:
        return CheckedIn(undone, registration.name, is_new=False)
    attendance_id = add_unless_there(
        Attendance,
        event_id=desk.event.id,
        session_id=desk.session_id,
        registration_id=registration.id,
        way=way,
        client_id=client_id or None,
        arrived_at=rules.arrival(desk, at, now),
        by_id=by.id,
    )
    if attendance_id is None:
        there = queries.find_attendance(registration, desk.session_id) or (
            queries.find_entry(client_id) if client_id else None
        )
        if there is None:
            raise Refusal(
                "This was checked in or undone a moment ago. Load the page again to see how it stands."
            )
        return CheckedIn(there, registration.name, is_new=False)
    attendance = db.session.get_one(Attendance, attendance_id)
    _record("checked-in", attendance, by=by, way=str(way))
    return CheckedIn(attendance, registration.name, is_new=True)


def check_in_by_room(event: Event, code: str, *, by: Account) -> CheckedIn:
    """Check in `by` themselves by the code that is shown in the room: that of the event, or of a session now on."""
    now, kind = clock.now(), queries.room_code_of(event)
    rules.ensure_room_is_open(event, now)
    mine = find_registration(event, by)
    if mine is None:
        raise Refusal("You are not registered for this event. Ask the organizer whether there is room.")
    shown = (
        desk
        for desk in queries.desks_on_at(event, now)
        if codes.is_room_code(code, event.id, kind, now, session_id=desk.session_id)
    )
    desk = next(shown, None)
    if desk is None:
        raise Refusal(WRONG_ROOM_CODE)
    return check_in(mine, by=by, way=CheckInWay.ROOM, session=desk.session)


def undo_entry(
    desk: Desk, code: str, *, by: Account, client_id: str = "", at: datetime | None = None
) -> CheckedIn:
    """Take back what a scanning page entered under `client_id`, or else how the code's holder stands there.

    Sent again, or after they were checked in anew, it changes nothing. Raises NotFoundError for a code of nobody.
    """
    registration = _holder_of(code, desk.event)
    entered = queries.find_entry(client_id) if client_id else None
    if entered is None:
        entered = queries.find_attendance(registration, desk.session_id)
        if entered is not None and at and entered.arrived_at > at:
            return CheckedIn(entered, registration.name, is_new=False)  # they came again after that
    if entered is None or (entered.registration_id, entered.session_id) != (registration.id, desk.session_id):
        raise NotFoundError(f"{registration.name} is not checked in here.")
    if entered.undone_at is None:
        undo_check_in(entered, by=by, at=at)
    standing = queries.find_attendance(registration, desk.session_id)
    return CheckedIn(standing or entered, registration.name, is_new=False)


def undo_check_in(attendance: Attendance, *, by: Account, at: datetime | None = None) -> None:
    """Take a check-in back, now or as it was `at`; the row stays, so that it is known who undid what.

    Credit is weighed anew. Of two who undo at once one does.
    """
    now = clock.now()
    undone_at = min(max(at or now, attendance.arrived_at), now)
    standing = sa.update(Attendance).where(Attendance.id == attendance.id, Attendance.undone_at.is_(None))
    if not changed_rows(standing.values(undone_at=undone_at, weighed_at=None)):
        raise Refusal("This check-in was undone already.")
    db.session.refresh(attendance)
    _record("check-in-undone", attendance, by=by)


def undo_all(registration: Registration, *, by: Account) -> None:
    """Take back where somebody was checked in early who gives the seat back: who is not there earns nothing."""
    for attendance in queries.attendances_at(registration):
        undo_check_in(attendance, by=by)


def mark_left(attendance: Attendance, *, by: Account, at: datetime | None = None) -> None:
    """Note that somebody left, now or `at`; afterwards the hour has to be said. Credit is weighed anew."""
    if attendance.undone_at is not None:
        raise Refusal("This check-in was undone, so there is nothing to change.")
    event, now = attendance.registration.event, clock.now()
    rules.ensure_said_when(Desk(event, attendance.session), at, now)
    attendance.left_at = min(max(at or now, attendance.arrived_at), now)
    attendance.weighed_at = None
    _record("left", attendance, by=by)


def mark_stayed(attendance: Attendance, *, by: Account) -> None:
    """Take back that somebody left."""
    attendance.left_at = None
    attendance.weighed_at = None
    _record("stayed", attendance, by=by)


def choose_room_code(event: Event, kind: RoomCode, *, by: Account) -> None:
    """Say whether people check themselves in by a code in the room, and whether it changes each minute."""
    add_unless_there(CheckInDesk, event_id=event.id, room_code=kind)
    db.session.get_one(CheckInDesk, event.id).room_code = kind
    record(
        "event.room-code",
        by=by,
        subject_type="event",
        subject_id=event.id,
        program_id=event.program_id,
        kind=str(kind),
    )


def _record(what: str, attendance: Attendance, *, by: Account, **details: object) -> None:
    record(
        f"attendance.{what}",
        by=by,
        subject_type="event",
        subject_id=attendance.event_id,
        program_id=attendance.registration.event.program_id,
        registration=attendance.registration_id,
        **({"session": attendance.session_id} if attendance.session_id else {}),
        **details,
    )
