"""Which events are there, and for whom?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from ..programs.models import Program
from ..programs.queries import coordinated_programs, every_program, ids_run_by, ids_shared_by
from .models import Audience, Event, EventInvitation, EventState

SHOWN = (EventState.PUBLISHED, EventState.CANCELLED)


def get_event(event_id: int) -> Event:
    """Return the event, or raise NotFoundError."""
    event = db.session.get(Event, event_id)
    if event is None:
        raise NotFoundError
    return event


def is_shown_to(event: Event, account: Account | None) -> bool:
    """Say whether `account` (None: a stranger) may see a published or cancelled event."""
    return (
        db.session.scalar(shown_to(account).with_only_columns(Event.id).where(Event.id == event.id))
        is not None
    )


def shown_to(account: Account | None) -> sa.Select[Event]:
    """Select the published and cancelled events that a reader may see; None is a stranger."""
    shown = sa.select(Event).where(Event.state.in_(SHOWN))
    if account is None:
        return shown.where(Event.audience == Audience.EVERYONE)
    if account.is_administrator:
        return shown
    invited = sa.select(EventInvitation.event_id).where(EventInvitation.account_id == account.id)
    return shown.where(
        sa.or_(
            Event.audience == Audience.EVERYONE,
            sa.and_(Event.audience == Audience.PROGRAM, Event.program_id.in_(ids_shared_by(account))),
            Event.program_id.in_(ids_run_by(account)),
            Event.organizer_id == account.id,
            sa.and_(Event.audience == Audience.INVITATION, Event.id.in_(invited)),
        )
    )


def events_ahead(account: Account | None, filters: Mapping[str, str]) -> sa.Select[Event]:
    """Return the statement that lists what is not over, the next first, by kind, topic and place."""
    ahead = shown_to(account).where(Event.ends_at > clock.now())
    if kind := filters.get("kind"):
        ahead = ahead.where(Event.kind_slug == kind)
    if topic := filters.get("topic"):  # the list is kept as JSON, whose text has each slug in quotation marks
        ahead = ahead.where(sa.cast(Event.topics, sa.String).contains(f'"{topic}"', autoescape=True))
    if where := filters.get("where"):
        ahead = ahead.where(Event.is_online.is_(where == "online"))
    return ahead.order_by(Event.starts_at, Event.id)


def next_events(account: Account | None, *, most: int = 3) -> Sequence[Event]:
    """List the next published events that the reader may see."""
    ahead = events_ahead(account, {}).where(Event.state == EventState.PUBLISHED)
    return db.session.scalars(ahead.limit(most)).all()


def past_events(account: Account | None, *, most: int = 10) -> Sequence[Event]:
    """List the events that are over, the latest first."""
    over = shown_to(account).where(Event.ends_at <= clock.now(), Event.state == EventState.PUBLISHED)
    return db.session.scalars(over.order_by(Event.starts_at.desc(), Event.id).limit(most)).all()


def drafts_of(account: Account) -> Sequence[Event]:
    """List the drafts of those whom `account` may announce for."""
    drafts = sa.select(Event).where(Event.state == EventState.DRAFT)
    if not account.is_administrator:
        drafts = drafts.where(Event.program_id.in_([program.id for program in coordinated_programs(account)]))
    return db.session.scalars(drafts.order_by(Event.starts_at, Event.id)).all()


def programs_to_announce_for(account: Account) -> Sequence[Program]:
    """List the programs whose events `account` may announce."""
    return every_program() if account.is_administrator else coordinated_programs(account)
