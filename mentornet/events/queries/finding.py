"""Which events fit what is sought?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from ...accounts.models import Account
from ...catalogue.models import Conference, Credential, EventTopic, Organization, Role
from ...catalogue.stamp import remembered
from ...foundation import clock
from ...foundation.database import db
from ...foundation.words import folded
from ...profiles.models import (
    MenteeProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    Stance,
)
from ..models import Event, EventSort, EventSpeaker, EventState
from ..rules import Taste
from .reading import shown_to

MOST_IN_A_MONTH = 1_500
MOST_WORDS = 8
MONTHS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list of events is narrowed by; an empty value narrows nothing."""

    text: str = ""
    kind: str = ""
    topic: str = ""
    specialization: str = ""
    where: str = ""
    place: str = ""
    zone: str = ""
    hours: int | None = None
    sort: str = ""
    has_credit: bool = False
    has_seats: bool = False
    between: tuple[datetime, datetime] | None = None


def events_sought(account: Account | None, sought: Sought) -> sa.Select[Event]:
    """Select the events that the reader may see and that fit, in no order yet."""
    return shown_to(account).where(*_conditions(sought))


def ahead(found: sa.Select[Event]) -> sa.Select[Event]:
    """Keep what is not over, the next first."""
    return found.where(Event.ends_at > clock.now()).order_by(Event.starts_at, Event.id)


def over(found: sa.Select[Event]) -> sa.Select[Event]:
    """Keep what took place and is over, the latest first."""
    past = found.where(Event.ends_at <= clock.now(), Event.state == EventState.PUBLISHED)
    return past.order_by(Event.starts_at.desc(), Event.id.desc())


def events_between(found: sa.Select[Event], start: datetime, end: datetime) -> list[Any]:
    """List what a month shows of each event that falls between two moments, in order of time."""
    columns = (
        Event.id,
        Event.title,
        Event.state,
        Event.starts_at,
        Event.ends_at,
        Event.time_zone,
        Event.is_all_day,
        Event.is_online,
        Event.sort,
    )
    within = found.with_only_columns(*columns).where(Event.starts_at < end, Event.ends_at > start)
    return list(db.session.execute(within.order_by(Event.starts_at, Event.id).limit(MOST_IN_A_MONTH)))


def _conditions(sought: Sought) -> list[sa.ColumnElement[bool]]:
    ways: list[tuple[object, Callable[[], sa.ColumnElement[bool]]]] = [
        (sought.text, lambda: _says(sought.text)),
        (sought.kind, lambda: Event.kind_slug == sought.kind),
        (sought.sort, lambda: Event.sort == EventSort(sought.sort)),
        (sought.topic, lambda: _names(Event.topics, sought.topic)),
        (sought.specialization, lambda: _names(Event.specializations, sought.specialization)),
        (sought.where == "online", lambda: Event.is_online.is_(True)),
        (sought.where == "place", lambda: Event.place != ""),
        (sought.place, lambda: _holds(Event.folded_place, sought.place)),
        (sought.hours is not None, lambda: _is_near(sought.zone, sought.hours or 0)),
        (sought.has_credit, lambda: Event.contact_minutes > 0),
        (sought.has_seats, _has_seats),
        (sought.between, lambda: _is_between(*(sought.between or ()))),
    ]
    return [condition() for is_wanted, condition in ways if is_wanted]


def _is_near(zone: str, hours: int) -> sa.ColumnElement[bool]:
    return Event.time_zone.in_(zones_within(zone, hours))


def _is_between(start: datetime, end: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(Event.starts_at < end, Event.ends_at > start)


def _says(text: str) -> sa.ColumnElement[bool]:
    """Look for each word in what is told of the event or in the name of somebody who speaks there."""
    words = folded(text).split()[:MOST_WORDS]
    return sa.and_(*map(_has, words)) if words else sa.false()


def _has(word: str) -> sa.ColumnElement[bool]:
    spoken = sa.select(EventSpeaker.id).where(
        EventSpeaker.event_id == Event.id, EventSpeaker.folded_name.contains(word, autoescape=True)
    )
    return sa.or_(Event.search_text.contains(word, autoescape=True), spoken.exists())


def _holds(column: Any, text: str) -> sa.ColumnElement[bool]:
    words = folded(text)
    return column.contains(words, autoescape=True) if words else sa.false()


def _names(column: Any, slug: str) -> sa.ColumnElement[bool]:
    """Look for a slug in a list that is kept as JSON, whose text has each in quotation marks."""
    return sa.cast(column, sa.Text).contains(f'"{slug}"', autoescape=True)


def _has_seats() -> sa.ColumnElement[bool]:
    moment = clock.now()
    return sa.and_(
        Event.sort == EventSort.OURS,
        Event.state == EventState.PUBLISHED,
        Event.starts_at > moment,
        sa.or_(Event.capacity.is_(None), Event.seats_taken < Event.capacity),
        sa.or_(Event.registration_closes_at.is_(None), Event.registration_closes_at > moment),
    )


def zones_within(zone: str, hours: int) -> list[str]:
    """List the zones of events whose clocks are at most so many hours from those of `zone` just now."""
    known = db.session.scalars(sa.select(Event.time_zone).distinct()).all()
    here = _offset(zone)
    return [one for one in known if abs(_offset(one) - here) <= timedelta(hours=hours)]


def _offset(zone: str) -> timedelta:
    if not clock.is_zone(zone):
        return timedelta(days=9)  # far from everywhere: an imported name that means nothing here
    return clock.now().astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def taste_of(account: Account) -> Taste:
    """Return what makes an event one for `account`: goals, specialties, the role they aim for, hours they need."""
    mine = sa.select(Profile.id).where(Profile.account_id == account.id).scalar_subquery()
    goals = db.session.scalars(
        sa.select(ProfileGoal.goal_slug).where(
            ProfileGoal.profile_id == mine, ProfileGoal.stance == Stance.WANTED
        )
    ).all()
    subjects = frozenset(
        db.session.scalars(
            sa.select(ProfileSpecialization.specialization_slug).where(
                ProfileSpecialization.profile_id == mine, ProfileSpecialization.stance != Stance.OFFERED
            )
        )
    )
    role = db.session.scalar(
        sa.select(Role.title)
        .join(MenteeProfile, MenteeProfile.target_role_slug == Role.slug)
        .where(MenteeProfile.profile_id == mine)
    )
    held = sa.select(Credential.abbreviation).join(
        ProfileCredential, ProfileCredential.credential_slug == Credential.slug
    )
    needing = held.where(
        ProfileCredential.profile_id == mine,
        ProfileCredential.stance == Stance.HELD,
        Credential.ce_hours_per_period > 0,
    )
    return Taste(
        topics=_topics_for(goals, subjects),
        specializations=subjects,
        role=role or "",
        credentials=tuple(db.session.scalars(needing.order_by(Credential.abbreviation))),
    )


@remembered
def _topic_ties() -> list[tuple[str, list[str], list[str]]]:
    rows = sa.select(EventTopic.slug, EventTopic.related_goals, EventTopic.related_specializations)
    live = rows.where(EventTopic.retired_at.is_(None)).order_by(EventTopic.position)
    return [(slug, list(goals), list(subjects)) for slug, goals, subjects in db.session.execute(live)]


def _topics_for(goals: Collection[str], subjects: Collection[str]) -> dict[str, str]:
    """Map each topic that serves a goal or specialty to `goal` or `specialty`."""
    ties = _topic_ties()
    served = {slug: "specialty" for slug, _goals, named in ties if set(named) & set(subjects)}
    return served | {slug: "goal" for slug, named, _subjects in ties if set(named) & set(goals)}


def for_taste(found: sa.Select[Event], taste: Taste) -> sa.Select[Event]:
    """Keep the events that suit the taste in at least one way."""
    ways = [_names(Event.topics, slug) for slug in taste.topics]
    ways += [_names(Event.specializations, slug) for slug in taste.specializations]
    if taste.role:
        ways.append(Event.search_text.contains(folded(taste.role), autoescape=True))
    if taste.credentials:
        ways.append(Event.contact_minutes > 0)
    return found.where(sa.or_(*ways)) if ways else found.where(sa.false())


def first_of_series(found: sa.Select[Event]) -> sa.Select[Event]:
    """Keep of each series the one that comes next: the others would say the same again."""
    earlier = aliased(Event)
    sooner = sa.select(earlier.id).where(
        earlier.series_id == Event.series_id,
        earlier.starts_at < Event.starts_at,
        earlier.ends_at > clock.now(),
        earlier.state == EventState.PUBLISHED,
    )
    return found.where(~sooner.exists())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A conference of the catalogue that usually comes in one of the next months."""

    slug: str
    name: str
    month: int
    format: str
    website: str
    is_certain: bool


def usual_conferences(*, most: int = 6) -> list[Suggestion]:
    """List the conferences that usually come in the next months and that nobody tracks yet, the next month first."""
    this_month = clock.today().month
    coming = [(this_month + step - 1) % 12 + 1 for step in range(1, MONTHS_AHEAD + 1)]
    tracked = sa.select(Event.conference_slug).where(
        Event.conference_slug.is_not(None),
        Event.state.in_((EventState.PUBLISHED, EventState.PROPOSED)),
        Event.ends_at > clock.now() - timedelta(days=60),
    )
    rows = db.session.execute(
        sa.select(Conference, Organization.website_domain)
        .outerjoin(Organization, Organization.slug == Conference.organizer_slug)
        .where(Conference.retired_at.is_(None), Conference.slug.not_in(tracked))
        .order_by(Conference.position)
    )
    found = [
        (coming.index(month), _suggestion(conference, month, domain or ""))
        for conference, domain in rows
        if (month := _next_month(conference.usual_months, coming))
    ]
    return [suggestion for _place, suggestion in sorted(found, key=lambda pair: pair[0])][:most]


def _next_month(months: Sequence[str], coming: Sequence[int]) -> int | None:
    usual = {int(month) for month in months if month.isdecimal()}
    return next((month for month in coming if month in usual), None)


def _suggestion(conference: Conference, month: int, domain: str) -> Suggestion:
    return Suggestion(
        conference.slug,
        conference.name,
        month,
        conference.format,
        f"https://{domain}" if domain else "",
        is_certain=conference.month_certainty not in {"unverified", "unknown", "varies"},
    )


def known_conference(slug: str | None) -> str | None:
    """Return the slug where it names a conference of the catalogue."""
    return db.session.scalar(sa.select(Conference.slug).where(Conference.slug == slug)) if slug else None
