"""What is an event? A workshop, conference or meeting with a place, a zone and a time."""

from __future__ import annotations

import enum
import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...accounts.models import Account
from ...career.models import CreditUnit
from ...foundation.database import Base, Created, Id, Mapped, Name, Slug, mapped_column
from ...foundation.words import folded
from ...programs.models import Cohort, Program
from .picture import EventPicture
from .series import EventSeries


class EventState(enum.StrEnum):
    """Where an event stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class EventSort(enum.StrEnum):
    """Whose event it is: held here with registration, or elsewhere and only followed."""

    OURS = "ours"
    TRACKED = "tracked"


class EventLevel(enum.StrEnum):
    """How much one should know before one comes."""

    ANY = "any"
    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Audience(enum.StrEnum):
    """Who may see the event and come."""

    EVERYONE = "everyone"
    PROGRAM = "program"
    COHORT = "cohort"
    INVITATION = "invitation"


def new_uid() -> str:
    """Return a name that this event keeps in every calendar."""
    return f"{uuid.uuid4()}@mentornet"


class Event(Base):
    """One event that members may go to."""

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
        sa.CheckConstraint(
            "seats_taken >= 0 AND (capacity IS NULL OR seats_taken <= capacity)", name="never_over"
        ),
        sa.CheckConstraint("contact_minutes >= 0", name="contact_minutes_not_negative"),
        sa.Index("ix_events_state_starts_at", "state", "starts_at"),
    )

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(sa.String(255), unique=True, default=new_uid)
    sequence: Mapped[int] = mapped_column(default=0)
    sort: Mapped[EventSort] = mapped_column(default=EventSort.OURS)
    state: Mapped[EventState] = mapped_column(default=EventState.DRAFT)
    title: Mapped[Name]
    kind_slug: Mapped[Slug] = mapped_column(sa.ForeignKey("event_kinds.slug"), index=True)
    topics: Mapped[list[str]] = mapped_column(default=list)
    specializations: Mapped[list[str]] = mapped_column(default=list)
    level: Mapped[EventLevel] = mapped_column(default=EventLevel.ANY)
    description: Mapped[str] = mapped_column(sa.Text, default="")
    host: Mapped[Name] = mapped_column(default="")
    program_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="SET NULL"), index=True
    )
    organizer_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    audience: Mapped[Audience] = mapped_column(default=Audience.EVERYONE)
    cohort_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("cohorts.id", ondelete="SET NULL"), index=True
    )
    """The group of the program that it is for, where it is for one."""

    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(sa.String(64))
    is_all_day: Mapped[bool] = mapped_column(default=False)
    """Whole days there: from midnight of the first to midnight after the last."""

    is_online: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(sa.String(300), default="")
    folded_place: Mapped[str] = mapped_column(sa.Text, default="")
    video_link: Mapped[str] = mapped_column(sa.String(500), default="")
    website: Mapped[str] = mapped_column(sa.String(500), default="")
    cost: Mapped[str] = mapped_column(sa.String(200), default="")
    accessibility: Mapped[str] = mapped_column(sa.Text, default="")

    capacity: Mapped[int | None]
    seats_taken: Mapped[int] = mapped_column(default=0)
    registration_opens_at: Mapped[datetime | None]
    registration_closes_at: Mapped[datetime | None]

    contact_minutes: Mapped[int] = mapped_column(default=0)
    minimum_minutes: Mapped[int | None]
    credit_unit: Mapped[CreditUnit] = mapped_column(default=CreditUnit.CONTACT_HOUR_60)
    approval_body_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("ce_approval_bodies.slug"))
    approval_number: Mapped[str] = mapped_column(sa.String(80), default="")

    picture_id: Mapped[int | None] = mapped_column(sa.ForeignKey("event_pictures.id", ondelete="SET NULL"))
    series_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("event_series.id", ondelete="SET NULL"), index=True
    )
    duplicated_from_id: Mapped[int | None] = mapped_column(sa.ForeignKey("events.id", ondelete="SET NULL"))
    conference_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("conferences.slug"))
    cancelled_because: Mapped[str] = mapped_column(sa.String(500), default="")
    review_note: Mapped[str] = mapped_column(sa.String(500), default="")
    change_note: Mapped[str] = mapped_column(sa.String(300), default="")
    news_at: Mapped[datetime | None] = mapped_column(index=True)
    """When something changed that those who come have not been told of yet."""
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
    created_at: Mapped[Created]
    changed_at: Mapped[Created]

    organizer: Mapped[Account | None] = relationship()
    program: Mapped[Program | None] = relationship()
    cohort: Mapped[Cohort | None] = relationship()
    speakers: Mapped[list[EventSpeaker]] = relationship(
        order_by="EventSpeaker.position", cascade="all, delete-orphan", passive_deletes=True
    )
    picture: Mapped[EventPicture | None] = relationship()
    series: Mapped[EventSeries | None] = relationship()


@sa.event.listens_for(Event, "before_insert")
@sa.event.listens_for(Event, "before_update")
def _remember_words(_mapper: object, _connection: object, event: Event) -> None:
    """Keep what the search looks at, folded: however an event comes here, it is found by its words."""
    told = (event.title, event.host, event.place, event.description)
    event.search_text = folded(" | ".join(text for text in told if text))
    event.folded_place = folded(event.place or "")


class EventSpeaker(Base):
    """Somebody who speaks or leads there: a member, or a guest by name."""

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    account_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[Name]
    folded_name: Mapped[str] = mapped_column(sa.Text, default="")
    about: Mapped[Name] = mapped_column(default="")


@sa.event.listens_for(EventSpeaker, "before_insert")
@sa.event.listens_for(EventSpeaker, "before_update")
def _remember_name(_mapper: object, _connection: object, speaker: EventSpeaker) -> None:
    speaker.folded_name = folded(speaker.name)


class EventInvitation(Base):
    """Somebody who may come to an event that is by invitation."""

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[Created]


class EventFollow(Base):
    """Somebody who keeps an eye on a tracked event, or says that they go."""

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_going: Mapped[bool] = mapped_column(default=False)
    logged_minutes: Mapped[int | None]
    created_at: Mapped[Created]
