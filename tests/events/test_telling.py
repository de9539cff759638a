"""Is everybody told once that an event changed or does not take place, by the worker and whatever dies in it?"""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from mentornet.events import jobs, services
from mentornet.events.models import Audience, Event, EventFollow, EventState, Registration, RegistrationState
from mentornet.events.registering import services as registering
from mentornet.events.registering.jobs import offer_idle_seats
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.foundation.jobs.run import run_job
from mentornet.foundation.mail.outbox import Letter
from tests.events.registering.scenes import account_of, an_event, come, states
from tests.support.applications import in_context
from tests.support.dying import KilledError, dies_at, look, nobody_hears

NAMES = ("Zed", "Yan", "Xia", "Wes", "Val")
GUEST = "gus@people.example"


@pytest.fixture
def event_id(app, cast):
    """An event with five seats that are taken, one of them by a guest, two in line and one who follows it."""
    with in_context(app):
        event = an_event(capacity=5)
        come(event, *NAMES[:4])
        registering.add_guest(event, name="Gus", address=GUEST, by=account_of(cast.root))
        registering.register(event, by=account_of(cast.ada))
        registering.register(event, by=account_of(cast.ben))
        db.session.add(EventFollow(event_id=event.id, account_id=cast.drew.id))
        return event.id


@pytest.fixture(autouse=True)
def _nobody_hears(monkeypatch):
    nobody_hears(monkeypatch)


def cancel(app, cast, event_id):
    with in_context(app):
        event = db.session.get_one(Event, event_id)
        services.cancel_event(event, by=account_of(cast.root), because="The hall is flooded.")


def letters_about(app, word):
    """Count the letters whose subject begins with a word, by who gets them."""
    with app.app_context():
        found = sa.select(Letter.to_address).where(Letter.subject.startswith(word))
        return Counter(db.session.scalars(found))


def everybody(app, *people):
    with app.app_context():
        held = db.session.scalars(sa.select(Registration).where(Registration.account_id.is_not(None)))
        members = {one.account.email for one in held if one.account}
    return Counter({*members, GUEST, *(one.email for one in people)})


def job(app):
    with app.app_context():
        return db.session.scalars(sa.select(Job).order_by(Job.id.desc()).limit(1)).one()


def test_the_request_that_cancels_writes_no_letters_and_hands_in_one_job(app, cast, event_id):
    cancel(app, cast, event_id)
    assert letters_about(app, "Cancelled") == {}
    waits = job(app)
    assert (waits.kind, waits.subject_id, waits.state) == ("tell-event-changed", event_id, JobState.QUEUED)
    with app.app_context():
        event = db.session.get_one(Event, event_id)
        assert (event.state, event.seats_taken) == (EventState.CANCELLED, 0)
        assert set(db.session.scalars(sa.select(Registration.state))) == {RegistrationState.ENDED}


def test_all_who_had_a_seat_or_waited_or_followed_hear_why_it_does_not_take_place(app, cast, event_id):
    cancel(app, cast, event_id)
    look(app)
    assert letters_about(app, "Cancelled") == everybody(app, cast.drew)
    with app.app_context():
        texts = db.session.scalars(sa.select(Letter.text).where(Letter.subject.startswith("Cancelled"))).all()
        assert db.session.get_one(Event, event_id).news_at is None
    assert all("is cancelled. The hall is flooded." in " ".join(text.split()) for text in texts)


def test_who_left_before_hears_nothing_of_the_end(app, cast, event_id):
    with in_context(app):
        mine = db.session.scalars(sa.select(Registration).where(Registration.account_id == cast.ben.id)).one()
        registering.cancel_registration(mine, by=account_of(cast.ben))
    cancel(app, cast, event_id)
    look(app)
    assert letters_about(app, "Cancelled") == everybody(app, cast.drew) - Counter([cast.ben.email])


@pytest.mark.parametrize("number", [1, 2, 4, 7])
def test_a_worker_that_dies_in_the_middle_and_one_that_goes_on_tell_everybody_once(
    app, cast, event_id, monkeypatch, number
):
    monkeypatch.setattr(jobs, "AT_A_TIME", 2)
    cancel(app, cast, event_id)
    with monkeypatch.context() as once, app.app_context():
        once.setattr("mentornet.events.letters.notify", dies_at(number))
        with pytest.raises(KilledError):
            run_job(job(app).id)
    assert letters_about(app, "Cancelled").total() == (number - 1) // 2 * 2
    assert job(app).state is JobState.RUNNING
    look(app)
    assert (job(app).state, job(app).attempts) == (JobState.DONE, 2)
    assert letters_about(app, "Cancelled") == everybody(app, cast.drew)


def test_a_job_done_twice_writes_nobody_twice(app, cast, event_id):
    cancel(app, cast, event_id)
    with app.app_context():
        news_at = db.session.get_one(Event, event_id).news_at
    look(app)
    with in_context(app):
        db.session.get_one(Event, event_id).news_at = news_at
        services.send_news(event_id)
    look(app)
    assert letters_about(app, "Cancelled") == everybody(app, cast.drew)


def test_those_not_told_of_a_change_yet_hear_only_that_it_is_cancelled(app, cast, event_id, monkeypatch):
    monkeypatch.setattr(jobs, "AT_A_TIME", 2)
    with in_context(app):
        services.edit_event(db.session.get_one(Event, event_id), by=account_of(cast.root), place="Hall 9")
    meanwhile = SimpleNamespace(subject_id=event_id, report=lambda *_told: cancel(app, cast, event_id))
    with in_context(app):
        jobs.tell_news(meanwhile)
    assert letters_about(app, "Changed").total() == 2
    look(app)
    assert letters_about(app, "Changed").total() == 2
    assert letters_about(app, "Cancelled") == everybody(app, cast.drew)


def test_many_seats_that_come_free_at_once_are_offered_some_at_a_time(app, cast, event_id, monkeypatch):
    monkeypatch.setattr(registering, "AT_ONCE", 1)
    with in_context(app):
        services.edit_event(db.session.get_one(Event, event_id), by=account_of(cast.root), capacity=9)
    with in_context(app):
        event = db.session.get_one(Event, event_id)
        first = states(event)
        registering.register(event, by=account_of(cast.cora))
        newcomer = states(event)[-1]
        offer_idle_seats()
        then = states(event)
    held, offered, waits = RegistrationState.REGISTERED, RegistrationState.OFFERED, RegistrationState.WAITING
    assert first == [held] * 5 + [offered, waits]
    assert newcomer is waits, "nobody new takes a seat before those in line"
    assert then == [held] * 5 + [offered] * 3


def invite(app, cast, event_id, *names):
    with in_context(app):
        event = db.session.get_one(Event, event_id)
        invited, _unknown = services.invite_to_event(event, by=account_of(cast.root), names=names)
        return len(invited)


def test_many_who_are_invited_hear_of_it_once_from_workers_one_of_which_dies(
    app, cast, event_id, monkeypatch
):
    monkeypatch.setattr(jobs, "AT_A_TIME", 2)
    count = invite(app, cast, event_id, "Ada", "Ben", "Cora", "Drew", "Zed")
    assert letters_about(app, "Invitation") == {}
    with monkeypatch.context() as once, app.app_context():
        once.setattr("mentornet.events.letters.notify", dies_at(4))
        with pytest.raises(KilledError):
            run_job(job(app).id)
    look(app)
    told = letters_about(app, "Invitation")
    assert (count, len(told), set(told.values())) == (5, 5, {1})


def test_who_is_invited_to_a_draft_hears_of_it_when_it_is_published(app, cast):
    with in_context(app):
        event_id = an_event(state=EventState.DRAFT, audience=Audience.INVITATION).id
    invite(app, cast, event_id, "Ada")
    with in_context(app):
        jobs.tell_what_is_left()
    look(app)
    assert letters_about(app, "Invitation") == {}
    with in_context(app):
        services.publish_event(db.session.get_one(Event, event_id), by=account_of(cast.root))
    look(app)
    assert letters_about(app, "Invitation") == {cast.ada.email: 1}


def test_who_is_invited_while_others_are_told_is_told_within_the_minute(app, cast, event_id, monkeypatch):
    monkeypatch.setattr(jobs, "AT_A_TIME", 1)
    invite(app, cast, event_id, "Ada", "Ben")
    late = SimpleNamespace(
        subject_id=event_id,
        wanted_by_id=cast.root.id,
        report=lambda *_told: invite(app, cast, event_id, "Drew"),
    )
    with in_context(app):
        jobs.tell_invited(late)
    with in_context(app):
        db.session.execute(sa.delete(Job))
        jobs.tell_what_is_left()
    look(app)
    assert letters_about(app, "Invitation") == {one.email: 1 for one in (cast.ada, cast.ben, cast.drew)}
