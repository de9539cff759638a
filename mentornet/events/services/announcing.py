"""What happens to an event? It is announced, changed, proposed, published, cancelled, duplicated."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import NotAllowedError, Refusal
from ...foundation.jobs import enqueue, find_live_job
from .. import letters, rules
from ..conferences.copying import copy_programme
from ..conferences.moving import move_along
from ..credit.rules import WEIGHS
from ..credit.services import weigh_anew
from ..models import Audience, Event, EventSpeaker, EventState
from ..queries import TELL_CHANGED, TELL_INVITED, count_waiting_of, may_announce_for, may_propose_for
from ..registering.services import on_event_cancelled, on_seats_freed
from ..rules import MATTERS
from .grouping import ensure_own_group

UNSAID: Mapping[str, Any] = {
    "audience": Audience.EVERYONE,
    "program_id": None,
    "cohort_id": None,
    "capacity": None,
    "registration_opens_at": None,
    "registration_closes_at": None,
    "contact_minutes": 0,
    "minimum_minutes": None,
}
NOT_DUPLICATED = frozenset(
    {
        "id",
        "uid",
        "sequence",
        "state",
        "seats_taken",
        "series_id",
        "cancelled_because",
        "review_note",
        "change_note",
        "news_at",
        "search_text",
        "folded_place",
        "created_at",
        "changed_at",
        "duplicated_from_id",
        "organizer_id",
    }
)
WEEK = timedelta(weeks=1)


def announce_event(*, by: Account, **facts: Any) -> Event:
    """Add an event as a draft, for a program that `by` runs or takes part in, or for none.

    Who neither runs the program nor administers proposes it later. Raises Refusal where the facts cannot
    all hold, or where `by` has many drafts and proposals waiting already.
    """
    _ensure_may_draft(by, facts.get("program_id"))
    facts = {**UNSAID, **facts}
    rules.ensure_sound(facts)
    ensure_own_group(facts)
    event = Event(organizer_id=by.id, **facts)
    db.session.add(event)
    db.session.flush()  # the trail needs the id
    write_down("event.announced", event, by=by)
    return event


def _ensure_may_draft(by: Account, program_id: int | None) -> None:
    if may_announce_for(by, program_id):
        return
    if not may_propose_for(by, program_id):
        raise NotAllowedError("You announce events for the programs you take part in. Choose one of them.")
    if count_waiting_of(by) >= rules.MOST_PROPOSALS:
        raise Refusal(
            f"You have {rules.MOST_PROPOSALS} drafts and proposals already. Finish one or cancel it first."
        )


def edit_event(event: Event, *, by: Account, note: str = "", **facts: Any) -> None:
    """Change an event that is not cancelled; those who come hear of what matters, with the words of `note`."""
    changed = changes_of(event, facts)
    if "program_id" in changed:
        _ensure_may_draft(by, facts["program_id"])
    rules.ensure_can_edit(event.state)
    whole = {name: getattr(event, name) for name in SOUND} | facts
    rules.ensure_sound(whole, taken=event.seats_taken)
    ensure_own_group(whole)
    _keep_seats(event, changed, facts)
    move_along(event, facts)
    for name in changed:
        setattr(event, name, facts[name])
    if changed:
        event.changed_at = clock.now()
        write_down("event.edited", event, by=by, changed=changed)
        note_change(event, changed, note=note)
    if WEIGHS.intersection(changed):
        db.session.flush()  # who weighs reads what the event carries now
        weigh_anew(event)
    if "capacity" in changed:
        db.session.flush()  # the seats that came are handed on by the database itself
        on_seats_freed(event)


SOUND = ("title", "starts_at", "ends_at", *UNSAID)


def changes_of(event: Event, facts: Mapping[str, Any]) -> list[str]:
    """List the names of the facts that are not so yet."""
    return sorted(name for name, value in facts.items() if getattr(event, name) != value)


def _keep_seats(event: Event, changed: list[str], facts: Mapping[str, Any]) -> None:
    """Take fewer seats only where no more are taken: somebody may register at this very moment."""
    fewer = facts.get("capacity")
    if "capacity" not in changed or fewer is None:
        return
    enough = sa.update(Event).where(Event.id == event.id, Event.seats_taken <= fewer)
    if not changed_rows(enough.values(capacity=fewer)):
        db.session.refresh(event, ["seats_taken"])
        rules.ensure_capacity(fewer, taken=event.seats_taken)


def note_change(event: Event, changed: list[str], *, note: str = "") -> None:
    """Raise the event's sequence for calendars, and tell those who come, where what changed matters to them."""
    if event.state is not EventState.PUBLISHED or not MATTERS.intersection(changed):
        return
    event.sequence += 1
    event.change_note = note
    event.news_at = clock.now()
    db.session.flush()  # the worker reads what the change is
    send_news(event.id)


def send_news(event_id: int) -> None:
    """Have the worker tell of the event's change, unless it is at it; what it misses it tells the next minute."""
    _send(TELL_CHANGED, event_id)


def send_invitations(event: Event, *, by: Account | None) -> None:
    """Have the worker tell those who are invited and do not know it, once the event is published."""
    if event.state is EventState.PUBLISHED:
        _send(TELL_INVITED, event.id, by=by.id if by else None)


def _send(kind: str, event_id: int, *, by: int | None = None) -> None:
    if find_live_job(kind, event_id) is None:
        with suppress(IntegrityError), db.session.begin_nested():
            enqueue(kind, event_id, by=by)


def propose_event(event: Event, *, by: Account) -> None:
    """Ask those who run the program, or the administrators, to publish a member's event."""
    step(event, EventState.PROPOSED, by=by)
    letters.tell_proposed(event, by=by)


def return_event(event: Event, *, by: Account, note: str) -> None:
    """Hand a proposed event back to its member, with a word on what is missing."""
    if not note:
        raise Refusal("Say in a word what is missing, so that the event can be mended.")
    step(event, EventState.DRAFT, by=by, review_note=note)
    letters.tell_reviewed(event, by=by)


def publish_event(event: Event, *, by: Account) -> None:
    """Let everyone see the event who may; the member who proposed it is told."""
    if not may_announce_for(by, event.program_id):
        raise NotAllowedError("Those who run the program publish its events. Send it to them.")
    was_proposed = event.state is EventState.PROPOSED
    step(event, EventState.PUBLISHED, by=by, review_note="")
    if event.audience is Audience.INVITATION:
        send_invitations(event, by=by)
    if was_proposed:
        letters.tell_reviewed(event, by=by)


def cancel_event(event: Event, *, by: Account, because: str = "") -> None:
    """Say that the event does not take place; it stays in the list, and the worker tells those who come."""
    news_at = clock.now() if event.state is EventState.PUBLISHED else None
    step(
        event,
        EventState.CANCELLED,
        by=by,
        cancelled_because=because,
        sequence=Event.sequence + 1,
        news_at=news_at,
    )
    on_event_cancelled(event, by=by)
    if news_at is not None:
        send_news(event.id)


def discard_event(event: Event, *, by: Account) -> None:
    """Throw away what was never published."""
    if event.state not in {EventState.DRAFT, EventState.PROPOSED}:
        raise Refusal("This event was published, so it can be cancelled but not thrown away.")
    write_down("event.discarded", event, by=by)
    db.session.delete(event)


def step(event: Event, to: EventState, *, by: Account, **values: Any) -> None:
    """Take the event to another state, with `values` for its columns; of two at once only one does."""
    rules.ensure_can_step(event.state, to)
    stepping = sa.update(Event).where(Event.id == event.id, Event.state == event.state)
    if not changed_rows(stepping.values(state=to, changed_at=clock.now(), **values)):
        raise Refusal("This event was changed a moment ago. Load the page again to see how it stands.")
    db.session.refresh(event)
    write_down(f"event.{to}", event, by=by)


def duplicate_event(event: Event, *, by: Account) -> Event:
    """Add a draft like this event, at the same weekday and hour of its first week to come, with its programme."""
    _ensure_may_draft(by, event.program_id)
    copy = Event(**copied(event), organizer_id=by.id, duplicated_from_id=event.id)
    begins, ends = (rules.wall_of(moment, event.time_zone) for moment in (event.starts_at, event.ends_at))
    weeks = max(1, (clock.now() - event.starts_at) // WEEK + 1)
    place_in_time(copy, begins + weeks * WEEK, ends + weeks * WEEK)
    copy.registration_opens_at = copy.registration_closes_at = None
    copy.speakers = copied_speakers(event)
    db.session.add(copy)
    db.session.flush()  # the trail needs the id
    copy_programme(event, copy)
    write_down("event.duplicated", copy, by=by, duplicated_from=event.id)
    return copy


def copied(event: Event) -> dict[str, Any]:
    """Return the columns that an event like this one begins with."""
    names = sa.inspect(Event).column_attrs.keys()
    return {name: getattr(event, name) for name in names if name not in NOT_DUPLICATED}


def copied_speakers(event: Event) -> list[EventSpeaker]:
    """Return the event's speakers anew, for another event."""
    return [
        EventSpeaker(position=one.position, account_id=one.account_id, name=one.name, about=one.about)
        for one in event.speakers
    ]


def place_in_time(event: Event, begins: Any, ends: Any) -> None:
    """Set when the event is by the clocks of its zone; its length on the clock stays where they change."""
    event.starts_at = rules.moment_on(begins, event.time_zone)
    event.ends_at = max(rules.moment_on(ends, event.time_zone), event.starts_at + timedelta(minutes=1))


def write_down(action: str, event: Event, *, by: Account, **details: object) -> None:
    """Keep in the trail what was done to the event."""
    record(
        action,
        by=by,
        subject_type="event",
        subject_id=event.id,
        program_id=event.program_id,
        title=event.title,
        **details,
    )
