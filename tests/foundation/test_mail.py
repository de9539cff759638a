"""Do letters leave after the commit, once, and again when the server was away?"""

from __future__ import annotations

import email
import smtplib
from datetime import timedelta
from email import policy

import pytest
import sqlalchemy as sa
from flask import current_app

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter, delivery, only_to, outbox
from mentornet.foundation.mail.delivery import deliver_due_letters, deliver_letter, mail_folder
from mentornet.foundation.mail.outbox import LetterState


@pytest.fixture
def write(monkeypatch):
    """Write a letter without a template."""
    monkeypatch.setattr(outbox, "render_letter", lambda name, **values: ("Plain words", "<p>Words</p>"))

    def post(key="one", subject="A word"):
        return outbox.post("any", to="ben@people.example", subject=subject, key=key, category="account")

    return post


def kept_letters() -> list[email.message.EmailMessage]:
    folder = mail_folder(current_app.config["SETTINGS"])
    return [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.glob("*.eml"))
    ]


@pytest.fixture(autouse=True)
def empty_folder(session):
    for path in mail_folder(current_app.config["SETTINGS"]).glob("*.eml"):
        path.unlink()


def only_letter() -> Letter:
    db.session.expire_all()
    return db.session.scalars(sa.select(Letter)).one()


def test_a_letter_leaves_after_the_commit(session, write):
    write()
    assert kept_letters() == []
    db.session.commit()
    [message] = kept_letters()
    assert (message["To"], message["Subject"]) == ("ben@people.example", "A word")
    assert only_letter().state is LetterState.SENT


def test_a_letter_of_a_rolled_back_transaction_never_leaves(session, write):
    write()
    db.session.rollback()
    db.session.commit()
    assert kept_letters() == []


def test_a_second_letter_about_the_same_thing_is_not_written(session, write):
    assert write() is not None
    assert write() is None


def test_letters_can_be_kept_to_a_few_readers(session, write):
    with only_to(["ada@people.example"]):
        assert write() is None
    with only_to(["ben@people.example"]):
        assert write() is not None


def test_a_letter_handed_out_twice_leaves_once(session, write, monkeypatch):
    sent = []
    monkeypatch.setattr(delivery, "carrier", lambda settings: lambda letter, settings: sent.append(letter.id))
    write()
    db.session.commit()
    deliver_letter(only_letter().id)
    deliver_due_letters()
    db.session.commit()
    assert len(sent) == 1


def test_a_line_break_in_a_subject_cannot_add_a_header(session, write):
    write(subject="Hello\r\nBcc: everyone@people.example")
    db.session.commit()
    [message] = kept_letters()
    assert message["Bcc"] is None


def test_a_letter_is_tried_again_later_when_the_server_is_away(session, write, monkeypatch):
    def refuse(letter, settings):
        raise smtplib.SMTPServerDisconnected("away")

    monkeypatch.setattr(delivery, "carrier", lambda settings: refuse)
    write()
    db.session.commit()
    letter = only_letter()
    assert (letter.state, letter.attempts) == (LetterState.QUEUED, 1)
    assert letter.next_try_at > clock.now() + timedelta(minutes=1)
    monkeypatch.undo()
    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        deliver_due_letters()
        db.session.commit()
    assert only_letter().state is LetterState.SENT


def test_a_letter_that_was_being_sent_when_the_worker_died_is_tried_again(session, write, monkeypatch):
    monkeypatch.setattr(outbox, "send", lambda *args: None)
    write()
    db.session.commit()
    died = sa.update(Letter).values(state=LetterState.SENDING, next_try_at=clock.now() + timedelta(minutes=5))
    db.session.execute(died)
    db.session.commit()
    with clock.frozen_at(clock.now() + timedelta(minutes=6)):
        deliver_due_letters()
        db.session.commit()
    assert only_letter().state is LetterState.SENT
