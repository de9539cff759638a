"""What happens at the door? People are checked in once, whoever sends it and however often, and it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import add_unless_there, db
from ...foundation.errors import NotFoundError, Refusal
from ..models import Attendance, CheckInDesk, CheckInWay, Event, Registration, RoomCode
from ..registering.queries import find_registration
from . import codes, queries, rules

NO_SUCH_CODE = "This code is not one of this event. Look at it again, or find the person by name."


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What a check-in came to; `is_new` is false where the person was there already."""

    attendance: Attendance
    name: str
    is_new: bool

    @property
    def sentence(self) -> str:
        """Say what happened."""
        if self.attendance.undone_at is not None:
            return (
                f"The check-in of {self.name} was undone at the desk. Enter the code again to check them in."
            )
        return f"{self.name} is checked in." if self.is_new else f"{self.name} was checked in already."


def check_in_by_code(
    event: Event, code: str, *, by: Account, client_id: str = "", at: datetime | None = None
) -> CheckedIn:
    """Check in the holder of a personal code.

    `client_id` names the entry where it may be sent again; `at` is when the code was scanned, if that was earlier.
    Raises NotFoundError where the code is none of this event, Refusal where its holder has no seat any more.
    """
    if client_id and (sent := queries.find_entry(client_id)):
        if sent.event_id != event.id:
            raise NotFoundError(NO_SUCH_CODE)
        return CheckedIn(sent, sent.registration.name, is_new=False)
    number = codes.registration_of(code)
    registration = queries.find_registration(number, event=event) if number is not None else None
    if registration is None:
        raise NotFoundError(NO_SUCH_CODE)
    return check_in(registration, by=by, way=CheckInWay.CODE, client_id=client_id, at=at)


def check_in(
    registration: Registration,
    *,
    by: Account,
    way: CheckInWay,
    client_id: str = "",
    at: datetime | None = None,
) -> CheckedIn:
    """Check somebody in; one who is there already stays as they are. Raises Refusal where they have no seat."""
    event, now = registration.event, clock.now()
    rules.ensure_desk_is_open(event, now, by.time_zone)
    rules.ensure_has_seat(registration)
    attendance_id = add_unless_there(
        Attendance,
        event_id=event.id,
        registration_id=registration.id,
        way=way,
        client_id=client_id or None,
        arrived_at=rules.arrival(event, at, now),
        by_id=by.id,
    )
    if attendance_id is None:
        there = queries.find_attendance(registration) or (
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
    """Check in `by` themselves by the code that is shown in the room."""
    rules.ensure_room_is_open(event, clock.now())
    mine = find_registration(event, by)
    if mine is None:
        raise Refusal("You are not registered for this event. Ask the organizer whether there is room.")
    if not codes.is_room_code(code, event.id, queries.room_code_of(event), clock.now()):
        raise Refusal("This is not the code shown in the room now. It changes; type the one you see.")
    return check_in(mine, by=by, way=CheckInWay.ROOM)


def undo_check_in(attendance: Attendance, *, by: Account) -> None:
    """Take a check-in back; the row stays, so that it is known who undid what. Credit is weighed anew."""
    if attendance.undone_at is not None:
        raise Refusal("This check-in was undone already.")
    attendance.undone_at = clock.now()
    attendance.weighed_at = None
    _record("check-in-undone", attendance, by=by)


def mark_left(attendance: Attendance, *, by: Account, at: datetime | None = None) -> None:
    """Note that somebody left, now or `at`. Credit is weighed anew."""
    if attendance.undone_at is not None:
        raise Refusal("This check-in was undone, so there is nothing to change.")
    attendance.left_at = max(at or clock.now(), attendance.arrived_at)
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
        **details,
    )
