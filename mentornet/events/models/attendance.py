"""Who was there? A row for each time somebody was checked in, kept when it is undone."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...foundation.database import Base, Created, Id, Mapped, mapped_column
from .conference import ConferenceSession
from .registration import Registration


class CheckInWay(enum.StrEnum):
    """How somebody was checked in."""

    CODE = "code"
    LIST = "list"
    ROOM = "room"


class RoomCode(enum.StrEnum):
    """Whether people check themselves in by a code shown in the room."""

    NONE = "none"
    ROTATING = "rotating"
    FIXED = "fixed"


_WHOLE = sa.text("session_id IS NULL AND undone_at IS NULL")
_SESSION = sa.text("session_id IS NOT NULL AND undone_at IS NULL")


class Attendance(Base):
    """Somebody was there: at the event, or at one of its sessions where `session_id` names one.

    `client_id` is the name that the scanning page gave the entry before it was sent: sent again, it is known.
    """

    __tablename__ = "event_attendances"
    __table_args__ = (
        sa.Index(
            "uq_event_attendances_whole",
            "registration_id",
            unique=True,
            sqlite_where=_WHOLE,
            postgresql_where=_WHOLE,
        ),
        sa.Index(
            "uq_event_attendances_session",
            "registration_id",
            "session_id",
            unique=True,
            sqlite_where=_SESSION,
            postgresql_where=_SESSION,
        ),
        sa.CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="left_after_arrival"),
    )

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("conference_sessions.id", ondelete="CASCADE"), index=True
    )
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event_registrations.id", ondelete="CASCADE"), index=True
    )
    way: Mapped[CheckInWay]
    client_id: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Created]
    undone_at: Mapped[datetime | None]
    weighed_at: Mapped[datetime | None] = mapped_column(index=True)
    """When credit was last weighed for it; nothing where something has changed since."""

    registration: Mapped[Registration] = relationship()
    session: Mapped[ConferenceSession | None] = relationship()


class CheckInDesk(Base):
    """How people are checked in at one event."""

    __tablename__ = "event_check_in_desks"

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    room_code: Mapped[RoomCode] = mapped_column(default=RoomCode.NONE)
