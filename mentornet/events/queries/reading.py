"""Which events are there, who may see them, and who may announce them?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...foundation.words import folded
from ...programs.models import Enrolment, Program, ProgramCoordinator
from ...programs.queries import (
    TAKES_PART,
    cohort_ids_of,
    coordinated_programs,
    coordinators_of,
    every_program,
    ids_run_by,
    ids_shared_by,
    programs_of,
)
from ..models import (
    LIVE,
    Audience,
    Event,
    EventFollow,
    EventInvitation,
    EventPicture,
    EventSort,
    EventSpeaker,
    EventState,
    Registration,
)

SHOWN = (EventState.PUBLISHED, EventState.CANCELLED)
WAITING = (EventState.DRAFT, EventState.PROPOSED)
LOGGED_WITHIN = timedelta(days=60)
"""How long somebody is asked for the hours of an event that is over."""


def get_event(event_id: int) -> Event:
    """Return the event, or raise NotFoundError."""
    event = db.session.get(Event, event_id)
    if event is None:
        raise NotFoundError
    return event


def get_speaker(event: Event, speaker_id: int) -> EventSpeaker:
    """Return one of the event's speakers, or raise NotFoundError."""
    speaker = db.session.get(EventSpeaker, speaker_id)
    if speaker is None or speaker.event_id != event.id:
        raise NotFoundError
    return speaker


def get_picture(event: Event) -> EventPicture:
    """Return the event's picture, or raise NotFoundError."""
    if event.picture is None:
        raise NotFoundError
    return event.picture


def is_shown_to(event: Event, account: Account | None) -> bool:
    """Say whether `account` (None: a stranger) may see a published or cancelled event."""
    if event.state in SHOWN and event.audience is Audience.EVERYONE:
        return True  # as most are, without asking the database about programs and invitations
    return (
        db.session.scalar(shown_to(account).with_only_columns(Event.id).where(Event.id == event.id))
        is not None
    )


def shown_to(account: Account | None) -> sa.Select[Event]:
    """Select the published and cancelled events that a reader may see; None is a stranger.

    Who comes or speaks there sees it also where it is not for them any more: a seat has to be given back somewhere.
    """
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
            sa.and_(Event.audience == Audience.COHORT, Event.cohort_id.in_(cohort_ids_of(account))),
            Event.program_id.in_(ids_run_by(account)),
            Event.organizer_id == account.id,
            sa.and_(Event.audience == Audience.INVITATION, Event.id.in_(invited)),
            Event.id.in_(_comes_to(account)),
            Event.id.in_(sa.select(EventSpeaker.event_id).where(EventSpeaker.account_id == account.id)),
        )
    )


def _comes_to(account: Account) -> sa.Select[int]:
    return sa.select(Registration.event_id).where(
        Registration.account_id == account.id, Registration.state.in_(LIVE)
    )


def next_events(account: Account | None, *, most: int = 3) -> Sequence[Event]:
    """List the next published events that the reader may see."""
    ahead = shown_to(account).where(Event.ends_at > clock.now(), Event.state == EventState.PUBLISHED)
    return db.session.scalars(ahead.order_by(Event.starts_at, Event.id).limit(most)).all()


def waiting_for(account: Account) -> Sequence[Event]:
    """List the drafts and proposals that `account` wrote, and those of the programs they run."""
    waiting = sa.select(Event).where(Event.state.in_(WAITING))
    if not account.is_administrator:
        mine = sa.or_(Event.organizer_id == account.id, Event.program_id.in_(ids_run_by(account)))
        waiting = waiting.where(mine)
    return db.session.scalars(waiting.order_by(Event.starts_at, Event.id).limit(200)).all()


def count_waiting_of(account: Account) -> int:
    """Count the drafts and proposals that `account` wrote."""
    waiting = sa.select(sa.func.count(Event.id)).where(
        Event.organizer_id == account.id, Event.state.in_(WAITING)
    )
    return db.session.scalar(waiting) or 0


def events_from(event: Event) -> Sequence[Event]:
    """List the event and those of its series that start later, in their order; alone where it has none."""
    if event.series_id is None:
        return [event]
    later = sa.select(Event).where(Event.series_id == event.series_id, Event.starts_at >= event.starts_at)
    return db.session.scalars(later.order_by(Event.starts_at, Event.id)).all()


def events_of_series(event: Event) -> Sequence[Event]:
    """List every event of the event's series, in their order; none where it has none."""
    if event.series_id is None:
        return []
    together = sa.select(Event).where(Event.series_id == event.series_id)
    return db.session.scalars(together.order_by(Event.starts_at, Event.id)).all()


def programs_to_announce_for(account: Account) -> Sequence[Program]:
    """List the programs whose events `account` may announce."""
    return every_program() if account.is_administrator else coordinated_programs(account)


def programs_to_write_for(account: Account) -> Sequence[Program]:
    """List the programs whose events `account` may announce or propose."""
    return every_program() if account.is_administrator else programs_of(account)


def announces(account: Account) -> bool:
    """Say whether `account` may publish events at all: administrators, and those who run a program."""
    return account.is_administrator or db.session.scalar(ids_run_by(account).limit(1)) is not None


def may_announce_for(account: Account, program_id: int | None) -> bool:
    """Say whether `account` may publish events of the program; those of none are the administrators'."""
    if account.is_administrator:
        return True
    return program_id is not None and _is_among(program_id, ids_run_by(account))


def may_propose_for(account: Account, program_id: int | None) -> bool:
    """Say whether `account` may propose an event of the program; of none, any member may."""
    return account.is_administrator or program_id is None or _is_among(program_id, ids_shared_by(account))


def _is_among(program_id: int, ids: sa.Select[int] | sa.CompoundSelect[int]) -> bool:
    found = sa.select(Program.id).where(Program.id == program_id, Program.id.in_(ids))
    return db.session.scalar(found) is not None


def those_who_publish(event: Event) -> Sequence[Account]:
    """List who may publish the event: those who run its program, and for one of none the administrators."""
    if event.program_id is not None:
        return coordinators_of(event.program_id)
    administrators = sa.select(Account).where(
        Account.is_administrator.is_(True), Account.disabled_at.is_(None)
    )
    return db.session.scalars(administrators.order_by(Account.id)).all()


def people_called(event: Event, names: Collection[str], *, by: Account) -> Sequence[Account]:
    """List those who are called so, or have such an address, among those whom `by` may bring to the event.

    They are the people of its program; for an event of none, those of the programs that `by` shares, and
    for an administrator everybody.
    """
    called = sa.select(Account).where(
        Account.disabled_at.is_(None),
        Account.confirmed_at.is_not(None),
        sa.or_(
            Account.folded_name.in_([folded(name) for name in names]),
            Account.email_key.in_([name.casefold() for name in names]),
        ),
    )
    if event.program_id is not None or not by.is_administrator:
        called = called.where(Account.id.in_(_people_around(event, by)))
    return db.session.scalars(called.order_by(Account.folded_name, Account.id)).all()


def _people_around(event: Event, by: Account) -> sa.CompoundSelect[int]:
    programs = (
        sa.select(Program.id).where(Program.id == event.program_id)
        if event.program_id is not None
        else sa.select(Program.id).where(Program.id.in_(ids_shared_by(by)))
    )
    enrolled = sa.select(Enrolment.account_id).where(
        Enrolment.program_id.in_(programs), Enrolment.state.in_(TAKES_PART)
    )
    return enrolled.union(
        sa.select(ProgramCoordinator.account_id).where(ProgramCoordinator.program_id.in_(programs))
    )


def invited_accounts(event: Event) -> Sequence[Account]:
    """List those who are invited to the event, by name."""
    invited = sa.select(Account).join(EventInvitation, EventInvitation.account_id == Account.id)
    return db.session.scalars(
        invited.where(EventInvitation.event_id == event.id).order_by(Account.folded_name, Account.id)
    ).all()


def find_follow(event: Event, account: Account) -> EventFollow | None:
    """Return how `account` follows the event, or None."""
    return db.session.get(EventFollow, (event.id, account.id))


def events_to_log(account: Account) -> Sequence[Event]:
    """List what `account` said to go to elsewhere, is over lately, and stands in no record yet, the latest first."""
    gone = (
        sa.select(Event)
        .join(EventFollow, EventFollow.event_id == Event.id)
        .where(
            EventFollow.account_id == account.id,
            EventFollow.is_going,
            EventFollow.logged_minutes.is_(None),
            Event.sort == EventSort.TRACKED,
            Event.state == EventState.PUBLISHED,
            Event.ends_at.between(clock.now() - LOGGED_WITHIN, clock.now()),
        )
    )
    return db.session.scalars(gone.order_by(Event.ends_at.desc(), Event.id).limit(3)).all()


def count_going(event: Event) -> int:
    """Count those who say that they go to a tracked event."""
    going = sa.select(sa.func.count()).where(EventFollow.event_id == event.id, EventFollow.is_going)
    return db.session.scalar(going) or 0


def shares_program(event: Event, account: Account) -> bool:
    """Say whether `account` runs the event's program or takes part in it."""
    return event.program_id is not None and _is_among(event.program_id, ids_shared_by(account))
