"""What is a letter on its way? A row beside what it tells of; the commit sends both or neither."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app

from .. import clock
from ..database import Base, Created, Id, Mapped, after_commit, changed_rows, db, mapped_column
from ..jobs.queue import send

LONGEST_SUBJECT = 300


class LetterState(enum.StrEnum):
    """Where a letter stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class Letter(Base):
    """One letter to one address; `key` says what it is about, so that nothing is told twice."""

    __table_args__ = (sa.Index("ix_letters_due", "state", "next_try_at"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    account_id: Mapped[int | None] = mapped_column(index=True)
    to_address: Mapped[str] = mapped_column(sa.String(320))
    category: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.String(LONGEST_SUBJECT))
    text: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[LetterState] = mapped_column(default=LetterState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(default=clock.now)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(sa.String(500))
    created_at: Mapped[Created]


_readers: ContextVar[frozenset[str] | None] = ContextVar("readers", default=None)


@contextmanager
def only_to(addresses: Iterable[str]) -> Iterator[None]:
    """Write letters to these addresses and to nobody else while the block runs: invented people read no mail."""
    before = _readers.set(frozenset(addresses))
    try:
        yield
    finally:
        _readers.reset(before)


def render_letter(name: str, **values: Any) -> tuple[str, str]:
    """Return the plain and the HTML form of the letter template `name` (`accounts/confirm`).

    A letter reads the same whoever caused it, so it gets nothing of what pages know of their reader.
    """
    get_template = current_app.jinja_env.get_template
    text = get_template(f"letters/{name}.txt").render(**values)
    return text, get_template(f"letters/{name}.html").render(**values)


def post(  # noqa: PLR0913 - a letter has these facts, and the rest goes into its template
    template: str,
    *,
    to: str,
    subject: str,
    key: str,
    category: str,
    account_id: int | None = None,
    not_before: datetime | None = None,
    **values: Any,
) -> Letter | None:
    """Put a letter into the outbox; it leaves once this transaction is committed, or `not_before` a moment.

    A second letter with the same `key` is not written, and None is returned.
    """
    readers = _readers.get()
    if readers is not None and to not in readers:
        return None
    if db.session.scalar(sa.select(Letter.id).where(Letter.key == key)) is not None:
        return None
    text, html = render_letter(template, subject=subject, **values)
    line = " ".join(subject.split())[:LONGEST_SUBJECT]
    letter = Letter(
        key=key, to_address=to, subject=line, category=category, account_id=account_id, text=text, html=html
    )
    if not_before is not None:
        letter.next_try_at = not_before
    db.session.add(letter)
    db.session.flush()  # the id is what travels
    if not_before is not None and not_before > clock.now():
        return letter  # the duty of each minute finds it when it is due
    letter_id = letter.id
    after_commit(lambda: send("deliver_letter", letter_id))
    return letter


def take_back(key_part: str) -> int:
    """Throw away letters that have not left and whose key holds `key_part`; return how many there were."""
    waiting = sa.delete(Letter).where(
        Letter.state == LetterState.QUEUED, Letter.key.contains(key_part, autoescape=True)
    )
    return changed_rows(waiting)


def take_back_from(account_id: int, categories: Collection[str]) -> int:
    """Throw away letters of some categories to one account that have not left; return how many there were."""
    waiting = sa.delete(Letter).where(
        Letter.state == LetterState.QUEUED,
        Letter.account_id == account_id,
        Letter.category.in_([str(one) for one in categories]),
    )
    return changed_rows(waiting)
