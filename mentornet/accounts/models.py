"""What is an account, and what lets its owner in?"""

from __future__ import annotations

import enum
from datetime import datetime

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import relationship

from ..foundation.database import Base, Created, Id, Mapped, mapped_column

LONGEST_FOLDED = 240
"""Some letters unfold into a whole phrase; a name is found by so much of it."""


class Account(UserMixin, Base):  # type: ignore[misc]  # Flask-Login has no types
    """A person who can sign in. What they are to programs and to one another is said elsewhere."""

    id: Mapped[Id]
    email: Mapped[str] = mapped_column(sa.String(320))
    email_key: Mapped[str] = mapped_column(sa.String(320), unique=True)
    canonical_email: Mapped[str] = mapped_column(sa.String(320), index=True)
    display_name: Mapped[str] = mapped_column(sa.String(120))
    folded_name: Mapped[str] = mapped_column(sa.String(LONGEST_FOLDED), index=True)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    time_zone: Mapped[str] = mapped_column(sa.String(64), default="America/New_York")
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    accepted_conduct: Mapped[int] = mapped_column(default=0)
    accepted_conduct_at: Mapped[datetime | None]
    created_at: Mapped[Created]

    sessions: Mapped[list[SignInSession]] = relationship(back_populates="account", passive_deletes=True)


class SignInSession(Base):
    """One browser that signed in. The cookie holds a random token; only its hash is kept here."""

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    browser: Mapped[str] = mapped_column(sa.String(200), default="")
    created_at: Mapped[Created]
    last_seen_at: Mapped[Created]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(back_populates="sessions")


class LinkPurpose(enum.StrEnum):
    """What a mailed link is good for."""

    CONFIRM = "confirm"
    RESET = "reset"
    SIGN_IN = "sign-in"
    ADDRESS = "address"


class MailedLink(Base):
    """A link that works once and for a while; only the hash of its token is kept."""

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[LinkPurpose]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    sent_to: Mapped[str] = mapped_column(sa.String(320))
    created_at: Mapped[Created]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LinkRequest(Base):
    """Somebody asked for a link to an address. The worker finds out whether it has an account.

    Known and unknown addresses cost the asker the same, because asking only writes this row.
    """

    id: Mapped[Id]
    address: Mapped[str] = mapped_column(sa.String(320))
    purpose: Mapped[LinkPurpose]
    next_url: Mapped[str | None] = mapped_column(sa.String(500))
    created_at: Mapped[Created]


class ConductVersion(Base):
    """One wording of the code of conduct; the newest is the one to accept."""

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(sa.Text)
    what_changed: Mapped[str] = mapped_column(sa.String(500), default="")
    published_at: Mapped[Created]
