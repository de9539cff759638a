"""How is one letter handed over? To the SMTP server where one is set, else into a folder."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path

import sqlalchemy as sa
import structlog
from flask import current_app

from config import Settings

from .. import clock
from ..database import after_commit, changed_rows, db
from ..jobs.queue import every_minute, send
from .outbox import Letter, LetterState

log = structlog.get_logger()
MOST_ATTEMPTS = 8
SENDING_AT_MOST = timedelta(minutes=5)
_headers: list[Callable[[Letter], Mapping[str, str]]] = []


def add_headers(headers_of: Callable[[Letter], Mapping[str, str]]) -> None:
    """Have every letter carry what `headers_of` says of it; features above the mail know what their letters need."""
    if headers_of not in _headers:
        _headers.append(headers_of)


def as_message(letter: Letter, settings: Settings) -> EmailMessage:
    """Return `letter` as a mail; the Message-ID is the letter's own, so a repeat is known as such."""
    message = EmailMessage()
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<letter-{letter.id}@{domain}>"
    message["Date"] = format_datetime(letter.created_at)
    message["From"] = settings.mail_from
    message["To"] = letter.to_address
    message["Subject"] = letter.subject
    message["Auto-Submitted"] = "auto-generated"
    for headers_of in _headers:
        for name, value in headers_of(letter).items():
            message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def mail_folder(settings: Settings) -> Path:
    """Return the folder that keeps letters where no server is set."""
    folder = settings.data_path / "mail"
    folder.mkdir(exist_ok=True)
    return folder


def _keep(letter: Letter, settings: Settings) -> None:
    path = mail_folder(settings) / f"{letter.id:08d}.eml"
    path.write_bytes(as_message(letter, settings).as_bytes())


def _transmit(letter: Letter, settings: Settings) -> None:
    context = ssl.create_default_context()
    port = settings.whole("mail_port")
    if settings.mail_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.mail_host, port, timeout=20, context=context)
    else:
        server = smtplib.SMTP(settings.mail_host, port, timeout=20)
    with server:
        if settings.mail_security == "starttls":
            server.starttls(context=context)
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password)
        server.send_message(as_message(letter, settings))


def carrier(settings: Settings) -> Callable[[Letter, Settings], None]:
    """Return what hands letters over under these settings."""
    return _transmit if settings.mail_host else _keep


def deliver_letter(letter_id: int) -> None:
    """Hand over one letter that is due; whoever claims it first does it, a failure is tried again later."""
    settings: Settings = current_app.config["SETTINGS"]
    due = sa.update(Letter).where(
        Letter.id == letter_id, _is_due(), Letter.next_try_at <= clock.now() + timedelta(seconds=1)
    )
    claimed = due.values(
        state=LetterState.SENDING, attempts=Letter.attempts + 1, next_try_at=clock.now() + SENDING_AT_MOST
    )
    if not changed_rows(claimed):
        db.session.rollback()
        return
    db.session.commit()
    letter = db.session.get_one(Letter, letter_id)
    try:
        carrier(settings)(letter, settings)
    except (OSError, smtplib.SMTPException) as error:
        _try_later(letter, error)
    else:
        letter.state, letter.sent_at, letter.error = LetterState.SENT, clock.now(), None
    db.session.commit()


def _is_due() -> sa.ColumnElement[bool]:
    return Letter.state.in_((LetterState.QUEUED, LetterState.SENDING))


def _try_later(letter: Letter, error: Exception) -> None:
    log.warning("letter_not_sent", letter=letter.id, attempt=letter.attempts, error=type(error).__name__)
    letter.error = f"{type(error).__name__}: {error}"[:500]
    letter.state = LetterState.FAILED if letter.attempts >= MOST_ATTEMPTS else LetterState.QUEUED
    letter.next_try_at = clock.now() + timedelta(minutes=2**letter.attempts)


@every_minute
def deliver_due_letters() -> None:
    """Hand over what is due and was not: its message was lost, or the last try failed."""
    late = clock.now() - timedelta(seconds=10)
    due = sa.select(Letter.id).where(_is_due(), Letter.next_try_at <= late).order_by(Letter.id).limit(500)
    for letter_id in db.session.scalars(due).all():
        after_commit(lambda letter_id=letter_id: send("deliver_letter", letter_id))  # type: ignore[misc]  # the default binds this turn's id
