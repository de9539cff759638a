"""Which events stand in which calendar?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from ...accounts.models import Account
from ...catalogue.models import EventKind, EventTopic
from ...catalogue.queries import all_titles
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...foundation.templating import absolute_address
from ...notifications.queries import find_settings
from ...notifications.ways import REMINDERS, reminders_of
from ...programs.models import Cohort, Program
from ...programs.queries import cohorts_of, programs_of
from ..models import (
    Audience,
    CalendarKey,
    CalendarScope,
    Event,
    EventFollow,
    EventInvitation,
    EventState,
    Registration,
    RegistrationState,
)
from ..queries import shown_to
from .agendas import items_of_agenda, mark_of_agenda
from .writing import Item

KEPT = timedelta(days=366)
"""How long what is over stays in a calendar."""

OWN_ALARMS = (timedelta(days=1), timedelta(hours=1))
WHOSE = (joinedload(CalendarKey.program), joinedload(CalendarKey.cohort).joinedload(Cohort.program))
MOST = 20_000
LONGEST_WORDS = 2_000
COLUMNS = (
    Event.id,
    Event.uid,
    Event.sequence,
    Event.title,
    Event.starts_at,
    Event.ends_at,
    Event.time_zone,
    Event.is_all_day,
    Event.state,
    Event.is_online,
    Event.place,
    Event.description,
    Event.kind_slug,
    Event.topics,
    Event.created_at,
    Event.changed_at,
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that is asked for again and again: its name and what stands in it."""

    name: str
    events: sa.Select[Event]
    is_own: bool = False
    alarms: tuple[timedelta, ...] = ()
    is_whole: bool = False
    """Whether what is long over stands in it as well."""
    agenda_of: int | None = None
    """Whose starred sessions of conferences stand in it as well."""


def public_events() -> sa.Select[Event]:
    """Select what everybody may see."""
    return shown_to(None)


def about_topic(slug: str) -> sa.Select[Event]:
    """Select the public events on a topic; the list is kept as JSON, whose text has each slug in quotation marks."""
    return public_events().where(sa.cast(Event.topics, sa.String).contains(f'"{slug}"', autoescape=True))


def of_kind(slug: str) -> sa.Select[Event]:
    """Select the public events of a kind."""
    return public_events().where(Event.kind_slug == slug)


def of_program(program_id: int) -> sa.Select[Event]:
    """Select the public events of a program."""
    return public_events().where(Event.program_id == program_id)


def said_yes_to(account: Account) -> sa.Select[Event]:
    """Select the events that `account` goes to: with a seat here, or having said so of one elsewhere.

    One that was cancelled since stays, as cancelled, so that calendars learn of it.
    """
    is_seat = Registration.state == RegistrationState.REGISTERED
    was_seat = sa.and_(Registration.state == RegistrationState.ENDED, Event.state == EventState.CANCELLED)
    here = sa.exists().where(
        Registration.event_id == Event.id, Registration.account_id == account.id, sa.or_(is_seat, was_seat)
    )
    elsewhere = sa.exists().where(
        EventFollow.event_id == Event.id, EventFollow.account_id == account.id, EventFollow.is_going
    )
    shown = Event.state.in_((EventState.PUBLISHED, EventState.CANCELLED))
    return sa.select(Event).where(shown, sa.or_(here, elsewhere))


def invited_to(account: Account) -> sa.Select[Event]:
    """Select the events by invitation that `account` is asked to."""
    invited = sa.select(EventInvitation.event_id).where(EventInvitation.account_id == account.id)
    return shown_to(account).where(Event.audience == Audience.INVITATION, Event.id.in_(invited))


def of_program_for(account: Account, program_id: int) -> sa.Select[Event]:
    """Select the events of a program that `account` may see; who left it sees the public ones."""
    return shown_to(account).where(Event.program_id == program_id)


def of_cohort_for(account: Account, cohort_id: int) -> sa.Select[Event]:
    """Select the events for the people of a cohort, as far as `account` may see them; who left it sees none."""
    return shown_to(account).where(Event.cohort_id == cohort_id, Event.audience == Audience.COHORT)


def feed_of(key: CalendarKey) -> Feed:
    """Return the calendar that a key opens, as its owner may see it now."""
    account = key.account
    if key.scope is CalendarScope.INVITED:
        return Feed("MentorNet events by invitation", invited_to(account), is_own=True)
    if key.program is not None:
        return Feed(
            f"MentorNet events: {key.program.name}", of_program_for(account, key.program.id), is_own=True
        )
    if key.cohort is not None:
        name = f"MentorNet events: {key.cohort.name}, {key.cohort.program.name}"
        return Feed(name, of_cohort_for(account, key.cohort.id), is_own=True)
    return Feed(
        "My MentorNet events",
        said_yes_to(account),
        is_own=True,
        alarms=alarms_of(account),
        agenda_of=account.id,
    )


def this_event(event: Event) -> Feed:
    """Return a calendar of one event, whoever may see it; whether the reader may is settled before."""
    return Feed(event.title, sa.select(Event).where(Event.id == event.id), alarms=OWN_ALARMS, is_whole=True)


def alarms_of(account: Account) -> tuple[timedelta, ...]:
    """Return how long before an event the person's calendar is to ring: as they chose for reminders, a week excepted."""
    chosen = reminders_of(find_settings(account.id))
    return tuple(REMINDERS[lead] for lead in ("day", "hour") if lead in chosen)


def _recent(feed: Feed) -> sa.Select[Event]:
    return feed.events if feed.is_whole else feed.events.where(Event.ends_at > clock.now() - KEPT)


def mark_of(feed: Feed) -> str:
    """Return a mark that changes when the calendar does, and that no other calendar has.

    A person's own calendar is known by every event in it: what people choose changes no event, and two people's
    calendars must never be taken for one another. A public one changes only where an event does, so its number of
    events and the last change to one are enough.
    """
    within = _recent(feed).with_only_columns(Event.id, Event.changed_at, Event.sequence)
    if feed.is_own:
        told = [tuple(row) for row in db.session.execute(within.order_by(Event.id))]
    else:
        told = [_told(within.subquery().c)]
    agenda = mark_of_agenda(feed.agenda_of, _recent(feed)) if feed.agenda_of else []
    return hashlib.sha256(repr((feed.name, feed.alarms, told, agenda)).encode()).hexdigest()[:32]


def _told(columns: Any) -> tuple[str, ...]:
    sums = (
        sa.func.count(),
        sa.func.max(columns.changed_at),
        sa.func.sum(columns.sequence),
        sa.func.sum(columns.id),
    )
    return tuple(map(str, db.session.execute(sa.select(*sums)).one()))


def items_of(feed: Feed) -> list[Item]:
    """List the events of a calendar, the earliest first, at most 20,000 of the latest."""
    latest = _recent(feed).with_only_columns(*COLUMNS).order_by(Event.starts_at.desc(), Event.id.desc())
    kinds, topics = all_titles(EventKind), all_titles(EventTopic)
    rows = db.session.execute(latest.limit(MOST)).all()
    items = [_item(row, kinds, topics, feed) for row in reversed(rows)]
    return items + items_of_agenda(feed.agenda_of, _recent(feed)) if feed.agenda_of else items


def _item(row: Any, kinds: dict[str, str], topics: dict[str, str], feed: Feed) -> Item:
    url = absolute_address(f"/events/{row.id}")
    subjects = (kinds.get(row.kind_slug, row.kind_slug), *(topics.get(slug, slug) for slug in row.topics))
    place = ", ".join(filter(None, ("Online" if row.is_online else "", row.place)))
    return Item(
        uid=row.uid,
        sequence=row.sequence,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=row.time_zone,
        created_at=row.created_at,
        changed_at=row.changed_at,
        is_all_day=row.is_all_day,
        is_cancelled=row.state == EventState.CANCELLED,
        place=place,
        description="" if feed.is_own else row.description[:LONGEST_WORDS],
        url=url,
        subjects=subjects,
        alarms=feed.alarms,
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A private calendar that somebody can have."""

    scope: CalendarScope
    program: Program | None = None
    cohort: Cohort | None = None

    @property
    def slug(self) -> str:
        """What it is called in a form: the scope, and behind a stroke the program or cohort."""
        which = (self.program.slug if self.program else "") or (self.cohort.id if self.cohort else "")
        return f"{self.scope}/{which}" if which else str(self.scope)


def offers_to(account: Account) -> list[Offer]:
    """List the private calendars that `account` can have: their own, by invitation, of each program and group of theirs.

    One that has an address stays in the list when they leave, so that they can close it.
    """
    plain = [Offer(CalendarScope.OWN), Offer(CalendarScope.INVITED)]
    programs = [Offer(CalendarScope.PROGRAM, program) for program in programs_of(account)]
    cohorts = [Offer(CalendarScope.COHORT, cohort=cohort) for cohort in cohorts_of(account)]
    return list(dict.fromkeys([*plain, *programs, *cohorts, *keys_of(account)]))


def keys_of(account: Account) -> dict[Offer, CalendarKey]:
    """Map the private calendars for which `account` made an address to their keys."""
    mine = sa.select(CalendarKey).where(CalendarKey.account_id == account.id)
    mine = mine.options(*WHOSE).order_by(CalendarKey.id)
    return {Offer(key.scope, key.program, key.cohort): key for key in db.session.scalars(mine)}


def get_offer(account: Account, slug: str) -> Offer:
    """Return the private calendar that a form names, or raise NotFoundError where it is not theirs to have."""
    found = next((offer for offer in offers_to(account) if offer.slug == slug), None)
    if found is None:
        raise NotFoundError
    return found


def key_of(token: str) -> CalendarKey | None:
    """Return the key that `token` is; None where it is none, or its owner's account is closed."""
    live = (
        sa.select(CalendarKey)
        .join(CalendarKey.account)
        .where(CalendarKey.token_hash == hashed(token), Account.disabled_at.is_(None))
        .options(contains_eager(CalendarKey.account), *WHOSE)
    )
    return db.session.scalar(live)


def hashed(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
