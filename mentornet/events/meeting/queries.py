"""Who goes and may be seen, those of one's own specialties first, and who has asked whom?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ...profiles.models import MenteeProfile, MentorProfile, Profile, ProfileSpecialization
from ...safety.queries import strangers_to
from ..models import Event, EventFollow, EventState, Introduction, Registration, RegistrationState

MOST_EVENTS = 10


def people_going(event: Event, *, reader: Account) -> sa.Select[Account]:
    """Select those who go and agreed to be seen, for `reader`: most specialties in common first, then by name.

    Nobody who blocks the reader or is blocked by them is among them, and the reader is not either.
    """
    shared = _shared_with(reader).subquery()
    return (
        sa.select(Account)
        .join(Registration, Registration.account_id == Account.id)
        .outerjoin(shared, shared.c.account_id == Account.id)
        .where(
            Registration.event_id == event.id,
            Registration.state == RegistrationState.REGISTERED,
            Registration.is_seen,
            Account.disabled_at.is_(None),
            Account.id != reader.id,
            Account.id.not_in(strangers_to(reader.id)),
        )
        .order_by(sa.func.coalesce(shared.c.in_common, 0).desc(), Account.folded_name, Account.id)
    )


def events_both_go_to(one_id: int, other_id: int, *, now: datetime) -> Sequence[Event]:
    """List the events that are not over at which both have a seat, or to which both say they go, the next first."""
    both = sa.select(Event).where(
        Event.state == EventState.PUBLISHED, Event.ends_at > now, _goes(one_id), _goes(other_id)
    )
    return db.session.scalars(both.order_by(Event.starts_at, Event.id).limit(MOST_EVENTS)).all()


def _goes(account_id: int) -> sa.ColumnElement[bool]:
    seats = sa.select(Registration.event_id).where(
        Registration.account_id == account_id, Registration.state == RegistrationState.REGISTERED
    )
    follows = sa.select(EventFollow.event_id).where(
        EventFollow.account_id == account_id, EventFollow.is_going
    )
    return sa.or_(Event.id.in_(seats), Event.id.in_(follows))


def _shared_with(reader: Account) -> sa.Select[int, int]:
    """Select how many specialties others have in common with `reader`, by account."""
    mine = (
        sa.select(ProfileSpecialization.specialization_slug)
        .join(Profile, Profile.id == ProfileSpecialization.profile_id)
        .where(Profile.account_id == reader.id)
    )
    count = sa.func.count(sa.distinct(ProfileSpecialization.specialization_slug)).label("in_common")
    return (
        sa.select(Profile.account_id, count)
        .join(ProfileSpecialization, ProfileSpecialization.profile_id == Profile.id)
        .where(ProfileSpecialization.specialization_slug.in_(mine))
        .group_by(Profile.account_id)
    )


def specialties_in_common(reader: Account, others: Iterable[Account]) -> dict[int, list[str]]:
    """Map the ids of `others` to the specialties, by slug, that each has in common with `reader`."""
    wanted = [reader.id, *(one.id for one in others)]
    rows = (
        sa.select(Profile.account_id, ProfileSpecialization.specialization_slug)
        .join(ProfileSpecialization, ProfileSpecialization.profile_id == Profile.id)
        .where(Profile.account_id.in_(wanted))
        .distinct()
    )
    slugs: dict[int, set[str]] = {}
    for account_id, slug in db.session.execute(rows):
        slugs.setdefault(account_id, set()).add(slug)
    mine = slugs.get(reader.id, set())
    return {one: sorted(slugs.get(one, set()) & mine) for one in wanted[1:]}


def sides_of(others: Iterable[Account]) -> dict[int, str]:
    """Map ids to `mentor` or `mentee`, for those who are one of them by their profile."""
    wanted = [one.id for one in others]
    sides: dict[int, str] = {}
    for table, word in ((MenteeProfile, "mentee"), (MentorProfile, "mentor")):
        found = sa.select(Profile.account_id).join(table, table.profile_id == Profile.id)
        sides |= dict.fromkeys(db.session.scalars(found.where(Profile.account_id.in_(wanted))), word)
    return sides


def find_seen(event: Event, account_id: int, *, reader: Account) -> Account:
    """Return somebody whom `reader` sees among those who go, or raise NotFoundError."""
    seen = people_going(event, reader=reader).where(Account.id == account_id)
    found: Account | None = db.session.scalar(seen)
    if found is None:
        raise NotFoundError("This person is not among those who go and may be seen.")
    return found


def asked_by(event: Event, account: Account) -> dict[int, Introduction]:
    """Map the ids of those whom `account` asked to what became of it."""
    mine = sa.select(Introduction).where(
        Introduction.event_id == event.id, Introduction.asker_id == account.id
    )
    return {one.asked_id: one for one in db.session.scalars(mine)}


def asked_of(event: Event, account: Account) -> list[Introduction]:
    """List who asked `account`, the first foremost; blocks leave no trace of each other."""
    mine = sa.select(Introduction).where(
        Introduction.event_id == event.id,
        Introduction.asked_id == account.id,
        Introduction.asker_id.not_in(strangers_to(account.id)),
    )
    return list(db.session.scalars(mine.order_by(Introduction.id)))


def get_introduction(introduction_id: int, *, event: Event) -> Introduction:
    """Return an introduction at `event`, or raise NotFoundError."""
    found = db.session.get(Introduction, introduction_id)
    if found is None or found.event_id != event.id:
        raise NotFoundError
    return found
