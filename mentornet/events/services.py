"""What happens to an event? It is announced, changed, published, cancelled."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..audit.services import record
from ..foundation import clock
from ..foundation.database import changed_rows, db
from ..foundation.errors import NotAllowedError, Refusal
from . import rules
from .models import Event, EventState
from .queries import programs_to_announce_for


def announce_event(*, by: Account, **facts: Any) -> Event:
    """Add an event as a draft, for a program that `by` runs or, by an administrator, for none."""
    _ensure_may_announce(by, facts.get("program_id"))
    rules.ensure_in_order(facts["starts_at"], facts["ends_at"])
    event = Event(organizer_id=by.id, **facts)
    db.session.add(event)
    db.session.flush()  # the trail needs the id
    _write_down("event.announced", event, by=by)
    return event


def _ensure_may_announce(by: Account, program_id: int | None) -> None:
    if by.is_administrator:
        return
    if program_id not in {program.id for program in programs_to_announce_for(by)}:
        raise NotAllowedError("You announce events for the programs you run. Choose one of them.")


def edit_event(event: Event, *, by: Account, **facts: Any) -> None:
    """Change an event that is not cancelled."""
    rules.ensure_can_edit(event.state)
    _ensure_may_announce(by, facts.get("program_id", event.program_id))
    rules.ensure_in_order(facts.get("starts_at", event.starts_at), facts.get("ends_at", event.ends_at))
    changed = sorted(name for name, value in facts.items() if getattr(event, name) != value)
    for name in changed:
        setattr(event, name, facts[name])
    if changed:
        event.changed_at = clock.now()
        _write_down("event.edited", event, by=by, changed=changed)


def publish_event(event: Event, *, by: Account) -> None:
    """Let everyone see the event who may."""
    _step(event, EventState.PUBLISHED, by=by)


def cancel_event(event: Event, *, by: Account) -> None:
    """Say that the event does not take place; it stays in the list, so that nobody goes there."""
    _step(event, EventState.CANCELLED, by=by)


def _step(event: Event, to: EventState, *, by: Account) -> None:
    rules.ensure_can_step(event.state, to)
    stepping = sa.update(Event).where(Event.id == event.id, Event.state == event.state)
    if not changed_rows(stepping.values(state=to, changed_at=clock.now())):
        raise Refusal("This event was changed a moment ago. Load the page again to see how it stands.")
    db.session.refresh(event)
    _write_down(f"event.{to}", event, by=by)


def _write_down(action: str, event: Event, *, by: Account, **details: object) -> None:
    record(
        action,
        by=by,
        subject_type="event",
        subject_id=event.id,
        program_id=event.program_id,
        title=event.title,
        **details,
    )
