"""What has every entry of the catalogue in common?"""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ...foundation.database import Base, Created, Id, Mapped, Slug, mapped_column


def about(
    label: str = "", hint: str = "", *, refers_to: str = "", one_of: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Say how people see a column: its label, a hint for who edits it, and what it may name or hold.

    `refers_to` is the table whose slugs the column holds, one or several; `one_of` are the only words it takes.
    """
    return {"label": label, "hint": hint, "refers_to": refers_to, "one_of": one_of}


class Confidence(enum.StrEnum):
    """How far an entry can be trusted: the issuer's own page, somebody's account of it, or neither."""

    DOCUMENTED = "documented"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Entry(Base):
    """A row of reference data: shipped with a release, or written by an administrator.

    `shipped_digest` is the digest of the row as last shipped and `edited_at` says that an
    administrator has changed it since: an upgrade leaves such a row alone. `edition` grows with
    every change, so that an editor learns of a change made meanwhile. `search_text` is what the
    search looks at: every name of the entry, folded, between bars.
    """

    __abstract__ = True

    slug: Mapped[Slug] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(
        sa.Text, default="", info=about("Source", "The page or document, and who published it.")
    )
    confidence: Mapped[Confidence] = mapped_column(
        default=Confidence.UNVERIFIED,
        info=about("Confidence", "Documented is the issuer's own page, a law or a study."),
    )
    checked_on: Mapped[date | None] = mapped_column(info=about("Checked on", "The day you read the source."))
    shipped_digest: Mapped[str | None] = mapped_column(sa.String(64))
    edited_at: Mapped[datetime | None]
    edited_by_id: Mapped[int | None]
    retired_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    search_text: Mapped[str] = mapped_column(sa.Text, default="")


class CatalogueStamp(Base):
    """The one row whose token changes whenever anything of the catalogue does; memories are kept by it."""

    id: Mapped[Id]
    token: Mapped[str] = mapped_column(sa.String(32))


class EntryFlag(Base):
    """A member's word that an entry is wrong: a task for administrators until it is settled."""

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(sa.String(40))
    slug: Mapped[str] = mapped_column(sa.String(80))
    words: Mapped[str] = mapped_column(sa.String(1000))
    flagged_by_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[Created]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None]
    answer: Mapped[str] = mapped_column(sa.String(500), default="")
