"""What was certified? Everything that the certificate says, as it was said, whatever becomes of the event."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...career.models import CreditUnit
from ...foundation.database import Base, Created, Id, Mapped, Name, mapped_column

_IS_VALID = sa.text("voided_at IS NULL")


class Certificate(Base):
    """That somebody was at an event, and what it counts for. Whoever has its code can check it."""

    __tablename__ = "event_certificates"
    __table_args__ = (
        sa.Index(
            "uq_event_certificates_valid",
            "registration_id",
            unique=True,
            sqlite_where=_IS_VALID,
            postgresql_where=_IS_VALID,
        ),
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    event_id: Mapped[int | None] = mapped_column(sa.ForeignKey("events.id", ondelete="SET NULL"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("event_registrations.id", ondelete="SET NULL")
    )
    account_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    holder: Mapped[Name]
    title: Mapped[Name]
    host: Mapped[Name] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    time_zone: Mapped[str] = mapped_column(sa.String(64))
    minutes: Mapped[int]
    unit: Mapped[CreditUnit]
    approved_by: Mapped[Name] = mapped_column(default="")
    approval_number: Mapped[str] = mapped_column(sa.String(80), default="")
    issued_at: Mapped[Created]
    voided_at: Mapped[datetime | None]
    voided_because: Mapped[str] = mapped_column(sa.String(300), default="")
    replaced_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("event_certificates.id", ondelete="SET NULL"), index=True
    )
    """Which certificate counts in its place, where it was corrected."""

    replaced_by: Mapped[Certificate | None] = relationship(remote_side="Certificate.id")
