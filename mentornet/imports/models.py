"""What is an import: a file on its way in, its rows with their fates, and what it leaves behind?"""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ..accounts.models import Account
from ..foundation.database import Base, Created, Id, Mapped, mapped_column
from ..programs.models import Program, Side

LONGEST_VALUE = 200
"""So much of a value is compared with the catalogue; what is longer is a sentence and no name."""


class ImportState(enum.StrEnum):
    """Where an import stands."""

    COLUMNS = "columns"
    READING = "reading"
    VALUES = "values"
    PREVIEW = "preview"
    IMPORTING = "importing"
    DONE = "done"
    DISCARDED = "discarded"


class Fate(enum.StrEnum):
    """What becomes of a row."""

    ADD = "add"
    UPDATE = "update"
    INVITE = "invite"
    UNCHANGED = "unchanged"
    REFUSE = "refuse"


class Import(Base):
    """One file on its way into a program. `edition` counts the previews begun, `shown_edition` is the one that stands."""

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    confirmed_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    file_name: Mapped[str] = mapped_column(sa.String(200))
    stored_as: Mapped[str] = mapped_column(sa.String(80), default="")
    state: Mapped[ImportState] = mapped_column(default=ImportState.COLUMNS, index=True)
    side: Mapped[Side | None]
    found: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """The columns of the file in its order: {"heading": …, "samples": [… a few cells …]}."""
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What each column is, by its position from 0, as text: the name of a field."""
    is_surveyed: Mapped[bool] = mapped_column(default=False)
    edition: Mapped[int] = mapped_column(default=0)
    shown_edition: Mapped[int] = mapped_column(default=0)
    is_renewed: Mapped[bool] = mapped_column(default=False)
    """Whether the preview was made anew because something had changed since."""
    counts: Mapped[dict[str, int]] = mapped_column(default=dict)
    repairs: Mapped[dict[str, int]] = mapped_column(default=dict)
    created_at: Mapped[Created]
    changed_at: Mapped[Created]
    done_at: Mapped[datetime | None]

    program: Mapped[Program] = relationship()
    by: Mapped[Account | None] = relationship(foreign_keys=[by_id])
    confirmed_by: Mapped[Account | None] = relationship(foreign_keys=[confirmed_by_id])


class ImportRow(Base):
    """One line of the file in one edition of the preview: its fate, why, and what it changes from what to what."""

    __table_args__ = (sa.Index("ix_import_rows_list", "import_id", "edition", "fate", "line"),)

    id: Mapped[Id]
    import_id: Mapped[int] = mapped_column(sa.ForeignKey("imports.id", ondelete="CASCADE"))
    edition: Mapped[int]
    line: Mapped[int]
    fate: Mapped[Fate]
    name: Mapped[str] = mapped_column(sa.String(120), default="")
    canonical_email: Mapped[str] = mapped_column(sa.String(320), default="", index=True)
    sentence: Mapped[str] = mapped_column(sa.Text, default="")
    changes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    record: Mapped[dict[str, Any]] = mapped_column(default=dict)
    told_at: Mapped[datetime | None]


class ImportValue(Base):
    """A value of the file that is no name of the catalogue; asked once, however many rows hold it."""

    __table_args__ = (sa.UniqueConstraint("import_id", "kind", "key"),)

    id: Mapped[Id]
    import_id: Mapped[int] = mapped_column(sa.ForeignKey("imports.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    key: Mapped[str] = mapped_column(sa.String(LONGEST_VALUE))
    written: Mapped[str] = mapped_column(sa.String(LONGEST_VALUE))
    times: Mapped[int]
    suggestions: Mapped[list[str]] = mapped_column(default=list)
    answer: Mapped[str | None] = mapped_column(sa.String(80))


class ImportMemory(Base):
    """What a program's files were told to mean, for its next file."""

    program_id: Mapped[int] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="CASCADE"), primary_key=True
    )
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)


class BroughtIn(Base):
    """Somebody whose data a coordinator brought, and who has or has not yet claimed their account."""

    __tablename__ = "brought_in"
    __table_args__ = (sa.UniqueConstraint("program_id", "account_id"),)

    id: Mapped[Id]
    program_id: Mapped[int] = mapped_column(sa.ForeignKey("programs.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    import_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("imports.id", ondelete="SET NULL"), index=True
    )
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    token_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[Created]
    told_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]

    program: Mapped[Program] = relationship()
    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    by: Mapped[Account | None] = relationship(foreign_keys=[by_id])


class ImportObjection(Base):
    """Somebody refused to be brought into a program; only a hash of the address is kept, so that nobody brings it again."""

    program_id: Mapped[int] = mapped_column(
        sa.ForeignKey("programs.id", ondelete="CASCADE"), primary_key=True
    )
    address_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    created_at: Mapped[Created]
