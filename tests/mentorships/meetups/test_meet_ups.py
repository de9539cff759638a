"""A pair that goes to the same event finds a time there."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.models import Event, EventState
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.mentorships.meetups import queries, services
from mentornet.mentorships.models import MeetUp, MeetUpState, Mentorship, MentorshipState
from mentornet.notifications.models import Notice
from mentornet.safety.services import block
from tests.events.registering.scenes import give_back
from tests.mentorships.meetups.doors import ada_proposed, both_at_a_conference, typed
from tests.support.applications import in_context
from tests.support.pairs import account_of


@pytest.fixture
def pair(session, cast):
    values = both_at_a_conference(cast)
    return session.get_one(Mentorship, values["mentorship_id"]), session.get_one(Event, values["event_id"])


def test_only_events_to_which_both_go_are_occasions(session, cast, pair):
    mentorship, event = pair
    assert [one.event for one in queries.occasions_of(mentorship)] == [event]
    give_back(event, cast.ben)
    assert queries.occasions_of(mentorship) == []
    with pytest.raises(NotFoundError):
        queries.get_shared_event(mentorship, event.id)


def test_a_time_must_be_ahead_and_during_the_event(session, cast, pair):
    mentorship, event = pair
    ada = account_of(cast.ada)
    for wrong in (clock.now() - timedelta(hours=1), event.starts_at - timedelta(hours=1), event.ends_at):
        with pytest.raises(Refusal):
            services.propose_meet_up(mentorship, event, by=ada, starts_at=wrong, place="Hall")


def test_a_new_time_takes_the_place_of_the_earlier(session, cast, pair):
    mentorship, event = pair
    at = event.starts_at + timedelta(hours=2)
    services.propose_meet_up(mentorship, event, by=account_of(cast.ada), starts_at=at, place="Hall")
    services.propose_meet_up(mentorship, event, by=account_of(cast.ben), starts_at=at, place="Bar")
    (occasion,) = queries.occasions_of(mentorship)
    assert occasion.meet_up
    assert occasion.meet_up.place == "Bar"
    waiting = sa.select(Notice.account_id).where(Notice.key.contains(":meet:"), Notice.settled_at.is_(None))
    assert session.scalars(waiting).all() == [cast.ada.id]


def test_the_other_answers_once_and_the_proposer_is_told(app, cast, visit):
    with in_context(app):
        values = ada_proposed(cast)
    here = f"/mentorships/{values['mentorship_id']}"
    answer = f"{here}/meet-ups/{values['meet_up_id']}"
    ben = visit(cast.ben)
    assert "Yes, we meet" in ben.get(here).get_data(as_text=True)
    assert "Ben is asked" in visit(cast.ada).get(here).get_data(as_text=True)
    assert visit(cast.ada).post(f"{answer}/agree").status_code == 404
    assert ben.post(f"{answer}/agree").status_code == 302
    assert ben.post(f"{answer}/decline").status_code == 409
    with app.app_context():
        assert db.session.scalars(sa.select(MeetUp.state)).all() == [MeetUpState.AGREED]
        told = db.session.scalars(sa.select(Notice.sentence).where(Notice.key.endswith(":answered"))).one()
        assert told.startswith("Ben meets you at “The conference”")


def test_a_time_is_proposed_on_a_page_that_keeps_what_was_typed(app, cast, visit):
    with in_context(app):
        values = both_at_a_conference(cast)
    form = f"/mentorships/{values['mentorship_id']}/meet/{values['event_id']}"
    ada = visit(cast.ada)
    wrong = ada.post(form, data=typed() | {"on": "2099-01-01"})
    assert wrong.status_code == 422
    assert "during the event" in wrong.get_data(as_text=True)
    assert "The coffee bar" in wrong.get_data(as_text=True)
    assert ada.post(form, data=typed() | {"on": "9999-12-31"}).status_code == 422
    assert ada.post(form, data=typed()).status_code == 302


def test_nobody_meets_without_a_seat(app, cast, visit):
    with in_context(app):
        values = both_at_a_conference(cast)
        registering.register(db.session.get_one(Event, values["event_id"]), by=account_of(cast.drew))
    assert visit(cast.drew).get(f"/mentorships/{values['mentorship_id']}").status_code == 404


def blocked(mentorship, event, cast):
    block(account_of(cast.ben), account_of(cast.ada))


def called_off(mentorship, event, cast):
    event.state = EventState.CANCELLED


def ended(mentorship, event, cast):
    mentorship.state = MentorshipState.ENDED


def left(mentorship, event, cast):
    give_back(event, cast.ada)


@pytest.mark.parametrize("happened", [blocked, called_off, ended, left])
def test_a_yes_is_for_a_pair_that_still_goes_there(app, cast, visit, happened):
    with in_context(app):
        values = ada_proposed(cast)
        mentorship = db.session.get_one(Mentorship, values["mentorship_id"])
        happened(mentorship, db.session.scalars(sa.select(Event)).one(), cast)
    here = f"/mentorships/{values['mentorship_id']}/meet-ups/{values['meet_up_id']}"
    assert visit(cast.ben).post(f"{here}/agree").status_code in {404, 409}
    with app.app_context():
        assert db.session.scalars(sa.select(MeetUp.state)).all() == [MeetUpState.PROPOSED]


def test_a_yes_to_a_time_that_is_past_is_refused_and_a_no_is_not(session, cast):
    meet_up = session.get_one(MeetUp, ada_proposed(cast)["meet_up_id"])
    with clock.frozen_at(meet_up.starts_at + timedelta(minutes=1)):
        with pytest.raises(Refusal, match="This time is past"):
            services.answer_meet_up(meet_up, by=account_of(cast.ben), agrees=True)
        services.answer_meet_up(meet_up, by=account_of(cast.ben), agrees=False)
    assert meet_up.state is MeetUpState.DECLINED


def test_who_blocked_the_other_is_asked_to_meet_nowhere(app, cast, visit):
    with in_context(app):
        values = both_at_a_conference(cast)
        block(account_of(cast.ben), account_of(cast.ada))
    form = f"/mentorships/{values['mentorship_id']}/meet/{values['event_id']}"
    assert visit(cast.ada).post(form, data=typed()).status_code == 404
