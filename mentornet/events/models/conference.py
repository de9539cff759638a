"""What has a conference? Rooms, tracks, sessions with who speaks there, and what each member starred."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...foundation.database import Base, Created, Id, Mapped, Name, mapped_column
from .event import Event, EventSpeaker, new_uid


class SessionKind(enum.StrEnum):
    """What one does at a session."""

    TALK = "talk"
    WORKSHOP = "workshop"
    PANEL = "panel"
    KEYNOTE = "keynote"
    POSTER = "poster"
    BREAK = "break"
    MEETING = "meeting"


class SessionNews(enum.StrEnum):
    """What those who have a session in their agenda are to hear of it."""

    CHANGED = "changed"
    CANCELLED = "cancelled"
    RESTORED = "restored"


class ConferenceRoom(Base):
    """A room of a conference."""

    __table_args__ = (sa.UniqueConstraint("event_id", "name_key"),)

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    name: Mapped[Name]
    name_key: Mapped[Name]
    position: Mapped[int] = mapped_column(default=0)


class ConferenceTrack(Base):
    """A line of sessions on one subject, that runs beside others."""

    __table_args__ = (sa.UniqueConstraint("event_id", "name_key"),)

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    name: Mapped[Name]
    name_key: Mapped[Name]
    position: Mapped[int] = mapped_column(default=0)


class SessionSpeaker(Base):
    """One of the event's speakers speaks at the session."""

    session_id: Mapped[int] = mapped_column(
        sa.ForeignKey("conference_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    speaker_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event_speakers.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ConferenceSession(Base):
    """A session; one without a time is a draft that only the organizers see. Each star holds one of its seats."""

    __table_args__ = (
        sa.CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name="has_both_times_or_none"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
        sa.CheckConstraint(
            "seats_taken >= 0 AND (capacity IS NULL OR seats_taken <= capacity)", name="never_over"
        ),
        sa.CheckConstraint("contact_minutes >= 0", name="contact_minutes_not_negative"),
        sa.Index("ix_conference_sessions_event_id_starts_at", "event_id", "starts_at"),
    )

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(sa.String(255), unique=True, default=new_uid)
    sequence: Mapped[int] = mapped_column(default=0)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    room_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("conference_rooms.id", ondelete="SET NULL"), index=True
    )
    track_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("conference_tracks.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[SessionKind] = mapped_column(default=SessionKind.TALK)
    title: Mapped[Name]
    description: Mapped[str] = mapped_column(sa.Text, default="")
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    capacity: Mapped[int | None]
    seats_taken: Mapped[int] = mapped_column(default=0)
    contact_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
    """Its part of the credit that the conference carries; nothing where credit is for the conference as a whole."""

    cancelled_at: Mapped[datetime | None]
    """Since when it does not take place; it stays, so that calendars hear of it."""

    last_starts_at: Mapped[datetime | None]
    last_ends_at: Mapped[datetime | None]
    """When it was to be before it lost its time; calendars show it there, as cancelled."""

    news: Mapped[SessionNews | None]
    news_at: Mapped[datetime | None] = mapped_column(index=True)
    """Since when there is something that those who have it in their agenda were not all told of."""

    created_at: Mapped[Created]
    changed_at: Mapped[Created]

    event: Mapped[Event] = relationship()
    room: Mapped[ConferenceRoom | None] = relationship()
    track: Mapped[ConferenceTrack | None] = relationship()
    speakers: Mapped[list[EventSpeaker]] = relationship(
        secondary=SessionSpeaker.__table__, order_by=EventSpeaker.position, passive_deletes=True
    )


class SessionStar(Base):
    """A member put the session into their own agenda, and holds one of its seats."""

    session_id: Mapped[int] = mapped_column(
        sa.ForeignKey("conference_sessions.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[Created]
