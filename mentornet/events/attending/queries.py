"""Who is here already?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...foundation.words import folded
from ..models import (
    Attendance,
    CheckInDesk,
    ConferenceSession,
    Event,
    Registration,
    RegistrationState,
    RoomCode,
    SessionKind,
    SessionStar,
)
from .desks import ROOM_OPENS, Desk

Conditions = tuple[sa.ColumnElement[bool], ...]


def _at(session_id: int | None) -> sa.ColumnElement[bool]:
    at: sa.ColumnElement[bool] = Attendance.session_id.is_not_distinct_from(session_id)
    return at


def _here(desk: Desk) -> Conditions:
    return Attendance.event_id == desk.event.id, _at(desk.session_id), Attendance.undone_at.is_(None)


def find_attendance(registration: Registration, session_id: int | None = None) -> Attendance | None:
    """Return that somebody was checked in there, if they were and it was not undone."""
    there = sa.select(Attendance).where(
        Attendance.registration_id == registration.id, _at(session_id), Attendance.undone_at.is_(None)
    )
    return db.session.scalar(there)


def find_undone(registration: Registration, session_id: int | None, *, since: datetime) -> Attendance | None:
    """Return a check-in there that was undone after `since`, the last of them."""
    undone = sa.select(Attendance).where(
        Attendance.registration_id == registration.id, _at(session_id), Attendance.undone_at > since
    )
    return db.session.scalar(undone.order_by(Attendance.undone_at.desc(), Attendance.id.desc()).limit(1))


def attendances_at(registration: Registration) -> Sequence[Attendance]:
    """List where somebody is checked in, at the event and at its sessions."""
    there = sa.select(Attendance).where(
        Attendance.registration_id == registration.id, Attendance.undone_at.is_(None)
    )
    return db.session.scalars(there).all()


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


def count_here(desk: Desk) -> int:
    """Count who was checked in at a desk."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Attendance).where(*_here(desk))) or 0


def counts_by_session(event: Event) -> dict[int, int]:
    """Count who was checked in at each session of `event` where anybody was."""
    came = (
        sa.select(Attendance.session_id, sa.func.count())
        .where(
            Attendance.event_id == event.id,
            Attendance.session_id.is_not(None),
            Attendance.undone_at.is_(None),
        )
        .group_by(Attendance.session_id)
    )
    return {session_id: count for session_id, count in db.session.execute(came) if session_id}


def people_at(desk: Desk, typed: str = "") -> sa.Select[Registration]:
    """Select those with a seat by name, at a session those first who have it in their agenda.

    Where something is typed, they are those whose name holds it.
    """
    order: list[sa.ColumnElement[Any]] = [
        sa.func.coalesce(sa.func.nullif(Registration.folded_guest_name, ""), Account.folded_name),
        Registration.id.expression,
    ]
    if desk.session is not None:
        order.insert(0, sa.not_(_stars(desk.session)))
    people = (
        sa.select(Registration)
        .outerjoin(Account, Registration.account_id == Account.id)
        .where(Registration.event_id == desk.event.id, Registration.state == RegistrationState.REGISTERED)
        .options(joinedload(Registration.account))
        .order_by(*order)
    )
    for word in folded(typed).split():
        is_guest = Registration.guest_key != ""  # a guest is found by the name that was typed alone
        guest = sa.and_(is_guest, Registration.folded_guest_name.contains(word, autoescape=True))
        member = sa.and_(sa.not_(is_guest), Account.folded_name.contains(word, autoescape=True))
        people = people.where(sa.or_(member, guest))
    return people


def _stars(session: ConferenceSession) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        SessionStar.session_id == session.id, SessionStar.account_id == Registration.account_id
    )


def starring_ids(session: ConferenceSession | None, registrations: Iterable[Registration]) -> frozenset[int]:
    """Return which of these have the session in their agenda, by the number of their registration."""
    if session is None:
        return frozenset()
    numbers = [one.id for one in registrations]
    return frozenset(
        db.session.scalars(sa.select(Registration.id).where(Registration.id.in_(numbers), _stars(session)))
    )


def attendances_of(registrations: Iterable[Registration], desk: Desk) -> dict[int, Attendance]:
    """Return who of these was checked in at a desk, by the number of their registration."""
    numbers = [one.id for one in registrations]
    found = sa.select(Attendance).where(Attendance.registration_id.in_(numbers), *_here(desk))
    return {one.registration_id: one for one in db.session.scalars(found)}


def who_came(desk: Desk) -> sa.Select[Attendance]:
    """Select who was checked in at a desk, in the order in which they came."""
    whole = joinedload(Attendance.registration)
    return (
        sa.select(Attendance)
        .where(*_here(desk))
        .options(whole.joinedload(Registration.account), joinedload(Attendance.session))
        .order_by(Attendance.arrived_at, Attendance.id)
    )


def sessions_attended(registration: Registration) -> Sequence[Attendance]:
    """List the sessions that somebody was checked in at, in the order of the programme."""
    there = (
        sa.select(Attendance)
        .join(ConferenceSession, ConferenceSession.id == Attendance.session_id)
        .where(Attendance.registration_id == registration.id, Attendance.undone_at.is_(None))
        .options(joinedload(Attendance.session))
        .order_by(ConferenceSession.starts_at, ConferenceSession.id)
    )
    return db.session.scalars(there).all()


def session_desks(event: Event) -> list[Desk]:
    """List the desks of the sessions of `event` at which people can be checked in, in their order."""
    placed = sa.select(ConferenceSession).where(
        ConferenceSession.event_id == event.id,
        ConferenceSession.starts_at.is_not(None),
        ConferenceSession.cancelled_at.is_(None),
        ConferenceSession.kind != SessionKind.BREAK,
    )
    in_order = placed.options(joinedload(ConferenceSession.room)).order_by(
        ConferenceSession.starts_at, ConferenceSession.id
    )
    return [Desk(event, session) for session in db.session.scalars(in_order)]


def desks_on_at(event: Event, now: datetime) -> list[Desk]:
    """List the desks whose room's code counts at `now`: that of the event first, then those of its sessions."""
    sessions = [desk for desk in session_desks(event) if desk.starts_at - ROOM_OPENS <= now <= desk.ends_at]
    return [Desk(event), *sessions]


def room_code_of(event: Event) -> RoomCode:
    """Return whether and how a code is shown in the room."""
    desk = db.session.get(CheckInDesk, event.id)
    return desk.room_code if desk else RoomCode.NONE
