"""How does a programme come about? Rooms, tracks and sessions, each change with the conference held first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ....accounts.models import Account
from ....foundation import clock
from ....foundation.database import add_unless_there, changed_rows, db
from ....foundation.errors import NotFoundError, Refusal
from ....foundation.templating import counted
from ....foundation.words import folded
from ...attending.desks import Desk
from ...attending.queries import count_here
from ...credit.services import weigh_anew
from ...models import ConferenceRoom, ConferenceSession, ConferenceTrack, Event, EventState, SessionNews
from ...registering.seats import hold
from ...rules import ensure_can_edit
from ...services.announcing import write_down
from .. import queries, rules
from .telling import note_news

MOST_ROOMS = 40
MOST_SESSIONS = 500
MATTERS = frozenset({"title", "starts_at", "ends_at", "room_id"})
"""What those who starred a session hear of when it changes."""

WEIGHS = frozenset({"contact_minutes", "starts_at", "ends_at"})
"""What the credit of those who were there rests on."""


def add_room(event: Event, *, name: str, by: Account) -> None:
    """Add a room. Raises Refusal where one is called so already, or there are very many."""
    _add_named(ConferenceRoom, event, name, queries.rooms_of(event))
    write_down("conference.room_added", event, by=by, name=name)


def add_track(event: Event, *, name: str, by: Account) -> None:
    """Add a track. Raises Refusal where one is called so already, or there are very many."""
    _add_named(ConferenceTrack, event, name, queries.tracks_of(event))
    write_down("conference.track_added", event, by=by, name=name)


def _add_named(
    table: type[ConferenceRoom | ConferenceTrack],
    event: Event,
    name: str,
    there: Sequence[ConferenceRoom | ConferenceTrack],
) -> None:
    ensure_can_edit(event.state)
    rules.ensure_title(name)
    if len(there) >= MOST_ROOMS:
        raise Refusal(f"A conference has {MOST_ROOMS} of these at most.")
    place = max((one.position for one in there), default=-1) + 1
    key = folded(name)[:200]  # some letters are longer when folded
    if not add_unless_there(table, event_id=event.id, name=name, name_key=key, position=place):
        raise Refusal(f"{name} is there already. Give this one another name.")


def remove_room(event: Event, room: ConferenceRoom, *, by: Account) -> None:
    """Remove a room that no session is in."""
    hold(event)
    ensure_can_edit(event.state)
    if count := queries.count_in_room(room):
        raise Refusal(f"{counted(count, 'session is', 'sessions are')} in {room.name}. Move them first.")
    db.session.delete(room)
    write_down("conference.room_removed", event, by=by, name=room.name)


def remove_track(event: Event, track: ConferenceTrack, *, by: Account) -> None:
    """Remove a track; its sessions stay, without one."""
    ensure_can_edit(event.state)
    in_it = sa.update(ConferenceSession).where(ConferenceSession.track_id == track.id)
    changed_rows(in_it.values(track_id=None))
    db.session.delete(track)
    write_down("conference.track_removed", event, by=by, name=track.name)


def add_session(event: Event, *, by: Account, **facts: Any) -> ConferenceSession:
    """Add a session; without a time it is a draft. Raises Refusal where it cannot be there then."""
    hold(event)
    ensure_can_edit(event.state)
    there = queries.sessions_of(event)
    if len(there) >= MOST_SESSIONS:
        raise Refusal(f"A conference has {MOST_SESSIONS} sessions at most.")
    session = ConferenceSession(event_id=event.id, **facts)
    rules.ensure_capacity(facts.get("capacity"), taken=0)
    ensure_fits(event, facts, there)
    db.session.add(session)
    db.session.flush()  # the trail needs the id
    if session.contact_minutes:
        weigh_anew(event)
    write_down("conference.session_added", event, by=by, session=session.id, session_title=session.title)
    return session


def edit_session(session: ConferenceSession, *, by: Account, **facts: Any) -> None:
    """Change a session; those who starred it hear of another time, room or name."""
    event = session.event
    hold(event)
    ensure_can_edit(event.state)
    read_anew(session)
    rules.ensure_takes_place(session)
    ensure_fits(event, facts, [one for one in queries.sessions_of(event) if one.id != session.id])
    changed = sorted(name for name, value in facts.items() if getattr(session, name) != value)
    if not changed:
        return
    _keep_seats(session, facts)
    was_placed = (session.starts_at or session.last_starts_at) is not None
    _ensure_keeps_time(session, facts)
    remember_time(session, facts)
    for name in changed:
        setattr(session, name, facts[name])
    session.changed_at = clock.now()
    write_down("conference.session_edited", event, by=by, session=session.id, changed=changed)
    if was_placed and MATTERS.intersection(changed):
        note_news(session, SessionNews.CHANGED)
    if WEIGHS.intersection(changed):
        db.session.flush()  # who weighs reads what the session carries now
        weigh_anew(event)


def read_anew(session: ConferenceSession) -> None:
    """Read the session as it is now that its conference is held, or raise NotFoundError where it is gone."""
    if db.session.get(ConferenceSession, session.id, populate_existing=True) is None:
        raise NotFoundError


def remember_time(session: ConferenceSession, facts: dict[str, Any]) -> None:
    """Keep when a session was to be as long as it has no time: calendars must be able to take it out there."""
    if "starts_at" not in facts:
        return
    if facts["starts_at"] is not None:
        session.last_starts_at = session.last_ends_at = None
    elif session.starts_at is not None:
        session.last_starts_at, session.last_ends_at = session.starts_at, session.ends_at


def _ensure_keeps_time(session: ConferenceSession, facts: dict[str, Any]) -> None:
    if facts.get("starts_at") is None and session.starts_at is not None:
        rules.ensure_nobody_came(count_here(Desk(session.event, session)))


def ensure_fits(event: Event, facts: dict[str, Any], others: Sequence[ConferenceSession]) -> None:
    """Refuse a session that cannot be: outside, over another in its room, or with a speaker who is elsewhere."""
    rules.ensure_title(facts["title"])
    starts_at: datetime | None = facts.get("starts_at")
    ends_at: datetime | None = facts.get("ends_at")
    if starts_at is None or ends_at is None:
        return
    rules.ensure_order(starts_at, ends_at)
    rules.ensure_inside(event, starts_at, ends_at)
    lasts = int((ends_at - starts_at).total_seconds() // 60)
    rules.ensure_credit(event, facts.get("contact_minutes", 0), lasts=lasts, kind=facts.get("kind"))
    beside = rules.overlapping(others, starts_at, ends_at)
    if facts.get("room_id"):
        room = queries.get_room(facts["room_id"], event=event)
        rules.ensure_room_is_free(room, beside, zone=event.time_zone)
    rules.ensure_speakers_are_free(facts.get("speakers", ()), beside, zone=event.time_zone)


def _keep_seats(session: ConferenceSession, facts: dict[str, Any]) -> None:
    """Take fewer seats only where no more are taken: somebody may star the session at this very moment."""
    fewer = facts.get("capacity")
    if fewer is None or fewer == session.capacity:
        return
    rules.ensure_capacity(fewer, taken=0)
    enough = sa.update(ConferenceSession).where(
        ConferenceSession.id == session.id, ConferenceSession.seats_taken <= fewer
    )
    if not changed_rows(enough.values(capacity=fewer)):
        db.session.refresh(session, ["seats_taken"])
        rules.ensure_capacity(fewer, taken=session.seats_taken)


def remove_session(session: ConferenceSession, *, by: Account) -> None:
    """Take a session out of the programme.

    One that was to be seen there is cancelled: those who starred it are told, their calendars show it so, and it can be
    put back. A draft that never had a time goes for good. Raises Refusal where people were checked in.
    """
    event = session.event
    hold(event)
    ensure_can_edit(event.state)
    read_anew(session)
    rules.ensure_takes_place(session)
    rules.ensure_nobody_came(count_here(Desk(event, session)))
    had_time = (session.starts_at or session.last_starts_at) is not None
    was_shown = had_time and event.state is EventState.PUBLISHED
    done = "cancelled" if was_shown else "removed"
    write_down(f"conference.session_{done}", event, by=by, session=session.id, session_title=session.title)
    if not was_shown:
        db.session.delete(session)
        return
    session.cancelled_at = clock.now()
    note_news(session, SessionNews.CANCELLED)
    weigh_anew(event)
