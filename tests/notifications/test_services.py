"""Is everybody told once, and does what awaits stand first?"""

from __future__ import annotations

import threading
from datetime import timedelta

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.notifications import queries, services
from mentornet.notifications.models import Notice, NoticeKind
from tests.support.cast import make_account


def tell(account, key="proposal:1:ask", kind=NoticeKind.PROPOSAL_TO_ANSWER, **values):
    values = {"sentence": "Ada awaits your answer.", "url": "/proposals/1"} | values
    return services.notify(account, kind=kind, key=key, **values)


def test_a_notice_and_its_letter_are_written_together(session):
    ben = make_account("Ben")
    tell(ben, letter=services.PLAIN_LETTER, act="Answer")
    letter = session.scalars(sa.select(Letter)).one()
    assert letter.to_address == ben.email
    assert letter.subject == "Ada awaits your answer."
    assert "http://127.0.0.1:5000/proposals/1" in letter.text


def test_the_same_thing_is_told_once(session):
    ben = make_account("Ben")
    assert tell(ben, letter=services.PLAIN_LETTER) is not None
    assert tell(ben, letter=services.PLAIN_LETTER) is None
    assert session.scalar(sa.select(sa.func.count()).select_from(Letter)) == 1


def test_two_people_are_told_of_the_same_thing_each(session):
    assert tell(make_account("Ben"))
    assert tell(make_account("Ada"))


def test_a_disabled_account_gets_no_letter(session):
    tell(make_account("Ben", disabled_at=clock.now()), letter=services.PLAIN_LETTER)
    assert session.scalars(sa.select(Letter)).all() == []


def test_what_asks_for_an_act_goes_on_waiting_when_it_is_read(session):
    ben = make_account("Ben")
    services.mark_read(tell(ben))
    services.mark_read(tell(ben, key="mentorship:1:begun", kind=NoticeKind.MENTORSHIP_BEGUN))
    session.flush()
    assert [notice.key for notice in queries.awaiting(ben)] == ["proposal:1:ask"]
    assert queries.count_unread(ben) == 0


def test_what_is_settled_awaits_nobody(session):
    ben, ada = make_account("Ben"), make_account("Ada")
    for account in (ben, ada):
        tell(account)
        tell(account, key="proposal:12:ask")
    assert services.settle(ben.id, key_prefix="proposal:1:") == 1
    assert services.settle(None, key_prefix="proposal:1:") == 1
    session.expire_all()
    assert [notice.key for notice in queries.awaiting(ben)] == ["proposal:12:ask"]
    assert queries.count_unread(ada) == 1


def test_the_nearest_deadline_stands_first(session):
    ben = make_account("Ben")
    tell(ben, key="a", due_at=clock.now() + timedelta(days=3))
    tell(ben, key="b", due_at=clock.now() + timedelta(days=1))
    tell(ben, key="c")
    assert [notice.key for notice in queries.awaiting(ben)] == ["b", "a", "c"]


def test_two_at_once_tell_once(app, cast):
    told, gate = [], threading.Barrier(4)

    def race():
        with app.app_context():
            ben = db.session.get_one(Account, cast.ben.id)
            gate.wait()
            told.append(tell(ben, letter=services.PLAIN_LETTER) is not None)
            db.session.commit()

    threads = [threading.Thread(target=race) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, False, False, True]
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Notice)) == 1
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Letter)) == 1
