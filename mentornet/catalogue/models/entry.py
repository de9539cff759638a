"""What has every entry of the catalogue in common?"""

from __future__ import annotations

import enum
from datetime import date, datetime

import sqlalchemy as sa

from ...foundation.database import Base, Mapped, Slug, mapped_column


class Confidence(enum.StrEnum):
    """How far an entry can be trusted: the issuer's own page, somebody's account of it, or neither."""

    DOCUMENTED = "documented"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Entry(Base):
    """A row of reference data: shipped with a release, or written by an administrator.

    `shipped_digest` is the digest of the row as last shipped and `edited_at` says that an
    administrator has changed it since: an upgrade leaves such a row alone.
    """

    __abstract__ = True

    slug: Mapped[Slug] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(sa.Text, default="")
    confidence: Mapped[Confidence] = mapped_column(default=Confidence.UNVERIFIED)
    checked_on: Mapped[date | None]
    shipped_digest: Mapped[str | None] = mapped_column(sa.String(64))
    edited_at: Mapped[datetime | None]
    edited_by_id: Mapped[int | None]
    retired_at: Mapped[datetime | None]
    position: Mapped[int] = mapped_column(default=0)
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
