"""What is kept of somebody's continuing education? Minutes, and the unit that the issuer counts in."""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa

from ..foundation.database import Base, Created, Id, Mapped, Name, Slug, mapped_column


class CreditUnit(enum.StrEnum):
    """What the issuer counts in; nothing is turned into another unit."""

    CONTACT_HOUR_60 = "contact-hour-60"
    CONTACT_HOUR_50 = "contact-hour-50"
    IACET_CEU = "iacet-ceu"
    BACB_CEU = "bacb-ceu"


class CreditEntry(Base):
    """Something learned that counts for a renewal: by hand, or from where it was earned (`source` names it once).

    An entry that came by itself is withdrawn rather than deleted, so that its owner sees what became of it.
    """

    __table_args__ = (
        sa.UniqueConstraint("account_id", "source"),
        sa.CheckConstraint("minutes > 0", name="minutes_are_some"),
        sa.Index("ix_credit_entries_by_day", "account_id", "completed_on"),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"))
    title: Mapped[Name]
    provider: Mapped[Name] = mapped_column(default="")
    completed_on: Mapped[date]
    minutes: Mapped[int]
    unit: Mapped[CreditUnit]
    approval_body_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("ce_approval_bodies.slug"))
    approval_number: Mapped[str] = mapped_column(sa.String(80), default="")
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    source: Mapped[str | None] = mapped_column(sa.String(120))
    proof_url: Mapped[str] = mapped_column(sa.String(300), default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(sa.String(300), default="")
    created_at: Mapped[Created]
    changed_at: Mapped[Created]
