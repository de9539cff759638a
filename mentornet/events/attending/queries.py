"""Who is here already?"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...foundation.words import folded
from ..models import Attendance, CheckInDesk, Event, Registration, RegistrationState, RoomCode

HERE = (Attendance.session_id.is_(None), Attendance.undone_at.is_(None))


def find_attendance(registration: Registration) -> Attendance | None:
    """Return that somebody was checked in, if they were and it was not undone."""
    there = sa.select(Attendance).where(Attendance.registration_id == registration.id, *HERE)
    return db.session.scalar(there)


def find_entry(client_id: str) -> Attendance | None:
    """Return what a scanning page sent before under this name."""
    return db.session.scalar(sa.select(Attendance).where(Attendance.client_id == client_id))


def get_attendance(attendance_id: int, *, event: Event) -> Attendance:
    """Return a check-in of `event`, or raise NotFoundError."""
    found = db.session.get(Attendance, attendance_id)
    if found is None or found.event_id != event.id:
        raise NotFoundError
    return found


def find_registration(number: int, *, event: Event) -> Registration | None:
    """Return the registration of this number where it is one of `event`."""
    found = db.session.get(Registration, number)
    return found if found is not None and found.event_id == event.id else None


def count_here(event: Event) -> int:
    """Count who was checked in."""
    here = sa.select(sa.func.count()).where(Attendance.event_id == event.id, *HERE)
    return db.session.scalar(here) or 0


def people_at(event: Event, typed: str = "") -> sa.Select[Registration]:
    """Select those with a seat by name; where something is typed, those whose name holds it."""
    folded_guest = sa.func.lower(Registration.guest_name)
    people = (
        sa.select(Registration)
        .outerjoin(Account, Registration.account_id == Account.id)
        .where(Registration.event_id == event.id, Registration.state == RegistrationState.REGISTERED)
        .options(joinedload(Registration.account))
        .order_by(sa.func.coalesce(Account.folded_name, folded_guest), Registration.id)
    )
    for word in folded(typed).split():
        guest = sa.and_(Registration.account_id.is_(None), folded_guest.contains(word, autoescape=True))
        people = people.where(sa.or_(Account.folded_name.contains(word, autoescape=True), guest))
    return people


def attendances_of(registrations: Iterable[Registration]) -> dict[int, Attendance]:
    """Return who of these was checked in, by the number of their registration."""
    numbers = [one.id for one in registrations]
    found = sa.select(Attendance).where(Attendance.registration_id.in_(numbers), *HERE)
    return {one.registration_id: one for one in db.session.scalars(found)}


def room_code_of(event: Event) -> RoomCode:
    """Return whether and how a code is shown in the room."""
    desk = db.session.get(CheckInDesk, event.id)
    return desk.room_code if desk else RoomCode.NONE
