"""Who comes to an event? One row a person and try: a seat, a place in the line, an offer, or what became of it."""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...accounts.models import Account
from ...foundation.database import Base, Created, Id, Mapped, Name, mapped_column
from ...foundation.words import folded
from .event import Event


class RegistrationState(enum.StrEnum):
    """Where a registration stands."""

    REGISTERED = "registered"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ENDED = "ended"


HOLDING = (RegistrationState.REGISTERED, RegistrationState.OFFERED)
"""States that hold one of the event's seats."""
LIVE = (*HOLDING, RegistrationState.WAITING)

_IS_LIVE = "state IN ('registered', 'offered', 'waiting')"
_ONE_OF_MEMBER = sa.text(f"{_IS_LIVE} AND account_id IS NOT NULL")
_ONE_OF_GUEST = sa.text(f"{_IS_LIVE} AND account_id IS NULL")


class Registration(Base):
    """A member or a guest at an event. The order in the line is the order of the ids."""

    __tablename__ = "event_registrations"
    __table_args__ = (
        sa.Index(
            "uq_event_registrations_live_member",
            "event_id",
            "account_id",
            unique=True,
            sqlite_where=_ONE_OF_MEMBER,
            postgresql_where=_ONE_OF_MEMBER,
        ),
        sa.Index(
            "uq_event_registrations_live_guest",
            "event_id",
            "guest_key",
            unique=True,
            sqlite_where=_ONE_OF_GUEST,
            postgresql_where=_ONE_OF_GUEST,
        ),
        sa.Index("ix_event_registrations_line", "event_id", "state", "id"),
        sa.Index("ix_event_registrations_due", "state", "offer_until"),
        sa.CheckConstraint("(state = 'offered') = (offer_until IS NOT NULL)", name="offer_has_its_end"),
    )

    id: Mapped[Id]
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    guest_name: Mapped[Name] = mapped_column(default="")
    folded_guest_name: Mapped[str] = mapped_column(sa.Text, default="")
    guest_address: Mapped[str] = mapped_column(sa.String(320), default="")
    guest_key: Mapped[str] = mapped_column(sa.String(320), default="")
    state: Mapped[RegistrationState]
    is_seen: Mapped[bool] = mapped_column(default=False)
    """Whether the others who go may see that this person goes."""

    offer_until: Mapped[datetime | None]
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[Created]
    changed_at: Mapped[Created]

    event: Mapped[Event] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])

    @property
    def name(self) -> str:
        """The person's name as the organizer knows it: that of a guest is the one that was typed."""
        return self.guest_name or (self.account.display_name if self.account else "")

    @property
    def is_guest(self) -> bool:
        """Whether the organizer added this person; a guest with an account looks like one without."""
        return bool(self.guest_key)


@sa.event.listens_for(Registration, "before_insert")
@sa.event.listens_for(Registration, "before_update")
def _remember_name(_mapper: object, _connection: object, registration: Registration) -> None:
    """Keep the typed name of a guest folded, as accounts keep theirs: the desk finds José as jose."""
    registration.folded_guest_name = folded(registration.guest_name or "")
