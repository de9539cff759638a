"""Is everybody told once of a session that moved, was cancelled or came back, whatever dies in the telling?"""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa

from mentornet.events.conferences import jobs, services
from mentornet.events.models import ConferenceSession
from mentornet.events.registering import services as registering
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.foundation.jobs.run import run_job
from mentornet.foundation.mail.outbox import Letter
from tests.events.conferences.scenes import HOUR, a_conference, a_session
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.dying import KilledError, dies_at, look, nobody_hears

PEOPLE = 5
BEGINNINGS = {"move": "Changed", "cancel": "Cancelled", "restore": "Back on the programme"}


@pytest.fixture
def talk_id(app, cast, monkeypatch):
    """A session that five people have in their agenda, and workers that look by themselves."""
    nobody_hears(monkeypatch)
    monkeypatch.setattr(jobs, "AT_A_TIME", 2)
    with in_context(app):
        event = a_conference(cast)
        talk = a_session(event, "Calm voices", cast)
        for number in range(PEOPLE):
            person = make_account(f"Person {number}")
            registering.register(event, by=person)
            services.star_session(talk, by=person)
        return talk.id


def change(app, cast, talk_id, what):
    with in_context(app):
        talk, cora = db.session.get_one(ConferenceSession, talk_id), account_of(cast.cora)
        if what == "move":
            later = talk.event.starts_at + HOUR
            services.edit_session(talk, by=cora, title=talk.title, starts_at=later, ends_at=later + HOUR)
        else:
            {"cancel": services.remove_session, "restore": services.restore_session}[what](talk, by=cora)


def letters(app, word):
    with app.app_context():
        found = sa.select(Letter.to_address).where(Letter.subject.startswith(word))
        return Counter(db.session.scalars(found))


def last_job(app):
    with app.app_context():
        return db.session.scalars(sa.select(Job).order_by(Job.id.desc()).limit(1)).one()


@pytest.mark.parametrize("what", BEGINNINGS)
@pytest.mark.parametrize("number", [1, 4])
def test_a_worker_that_dies_in_the_middle_and_one_that_goes_on_tell_everybody_once(
    app, cast, talk_id, monkeypatch, what, number
):
    if what == "restore":
        change(app, cast, talk_id, "cancel")
        look(app)
    change(app, cast, talk_id, what)
    assert letters(app, BEGINNINGS[what]).total() == 0, "the request itself writes to nobody"
    with monkeypatch.context() as once, app.app_context():
        once.setattr("mentornet.events.conferences.letters.notify", dies_at(number))
        with pytest.raises(KilledError):
            run_job(last_job(app).id)
    assert letters(app, BEGINNINGS[what]).total() == (number - 1) // 2 * 2
    look(app)
    assert (last_job(app).state, last_job(app).attempts) == (JobState.DONE, 2)
    told = letters(app, BEGINNINGS[what])
    assert len(told) == PEOPLE
    assert set(told.values()) == {1}
