"""Is everybody told as they chose: by letter, once a day, on the site alone, and not at night?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from config import Settings
from mentornet.foundation import clock
from mentornet.foundation.mail import Letter, post
from mentornet.foundation.mail.delivery import as_message, deliver_letter
from mentornet.foundation.mail.outbox import LetterState
from mentornet.notifications import jobs, queries, services
from mentornet.notifications.models import Notice, NoticeKind, Way
from tests.support.cast import make_account

NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)


@pytest.fixture
def ben(session):
    return make_account("Ben")


def tell(account, key="event:1:changed:1", kind=NoticeKind.EVENT_CHANGED):
    return services.notify(
        account, kind=kind, key=key, sentence=f"News of {key}.", url="/events/1", letter=services.PLAIN_LETTER
    )


def letters(session):
    session.flush()
    return list(session.scalars(sa.select(Letter).order_by(Letter.id)))


def test_who_wants_no_letters_finds_it_on_the_site(session, ben):
    services.choose(ben, ways={"events": Way.APP})
    assert tell(ben) is not None
    assert tell(ben, "mentorship:1:begun", NoticeKind.MENTORSHIP_BEGUN) is not None
    assert [letter.category for letter in letters(session)] == ["mentorship-begun"]
    assert queries.count_unread(ben) == 2


def test_a_letter_of_the_quiet_hours_leaves_when_they_end(app, session, ben):
    services.choose(ben, quiet_from=22, quiet_until=7)
    with clock.frozen_at(datetime(2026, 11, 24, 4, tzinfo=UTC)):
        tell(ben)
        session.commit()
        letter = letters(session)[0]
        deliver_letter(letter.id)
        states = [letter.state]
    with clock.frozen_at(datetime(2026, 11, 24, 12, 0, 1, tzinfo=UTC)):
        deliver_letter(letter.id)
        states.append(letter.state)
    assert states == [LetterState.QUEUED, LetterState.SENT]


def test_one_letter_a_day_tells_what_is_still_new(session, ben):
    services.choose(ben, ways={"events": Way.DIGEST}, digest_at=8)
    with clock.frozen_at(NOON):
        services.mark_read(tell(ben, "event:1:changed:1"))
        tell(ben, "event:2:changed:1")
        tell(ben, "event:3:changed:1")
        session.commit()
        services.settle(ben.id, key_prefix="event:3:")
        jobs.send_digests()
        jobs.send_digests()
    letter = letters(session)[0]
    assert len(letters(session)) == 1
    assert letter.subject == "Your day at MentorNet: 1 thing new"
    assert "event:2" in letter.text
    assert "event:1" not in letter.text
    assert "event:3" not in letter.text


def test_the_daily_letter_comes_at_its_hour_each_day_and_not_where_nothing_is_new(session, ben):
    services.choose(ben, ways={"events": Way.DIGEST}, digest_at=8)
    counts = []
    for hours in (-6, 0, 1, 24, 48):
        with clock.frozen_at(NOON + timedelta(hours=hours)):
            if hours in {-6, 1}:
                tell(ben, f"event:{hours + 9}:changed:1")
            session.commit()
            jobs.send_digests()
        counts.append(len(letters(session)))
    assert counts == [0, 1, 1, 2, 2]


def test_what_waited_for_a_daily_letter_waits_no_more_when_none_is_wanted(session, ben):
    services.choose(ben, ways={"events": Way.DIGEST})
    tell(ben)
    services.choose(ben, ways={"events": Way.LETTER})
    session.expire_all()
    assert session.scalars(sa.select(Notice)).one().is_for_digest is False


def test_a_letter_says_how_to_stop_its_like_and_one_of_the_account_does_not(app, session, ben):
    tell(ben)
    post(
        "notifications/notice",
        to=ben.email,
        subject="Your password",
        key="k",
        category="account",
        account_id=ben.id,
        sentence="x",
    )
    settings: Settings = app.config["SETTINGS"]
    news, security = (as_message(letter, settings) for letter in letters(session))
    assert news["List-Unsubscribe"].startswith("<http://127.0.0.1:5000/notices/stop/")
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert news["List-Unsubscribe"].strip("<>") in letters(session)[0].text
    assert "/notices/settings" in letters(session)[0].text
    assert security["List-Unsubscribe"] is None
    assert "/notices/stop" not in letters(session)[1].text
