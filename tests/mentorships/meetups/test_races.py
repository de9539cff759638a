"""Two of a pair, or two pairs with one mentor, press at the same moment: who meets whom in the end?"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.models import Event
from mentornet.events.registering import services as registering
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.mentorships.meetups import services
from mentornet.mentorships.models import MeetUp, MeetUpState, Mentorship
from mentornet.notifications.models import Notice
from tests.mentorships.meetups.doors import both_at_a_conference, typed
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.pairs import account_of
from tests.support.racing import press_at_once, presser, with_form

MENTEES = 4


@pytest.fixture
def scene(app, cast):
    """The pair of Ada and Ben, and the conference to which both go."""
    with in_context(app):
        return both_at_a_conference(cast)


def standing(app):
    with app.app_context():
        return list(db.session.scalars(sa.select(MeetUp).where(MeetUp.state != MeetUpState.DECLINED)))


def proposing(app, person, place):
    """Return the browser of somebody who proposes a time at a place."""
    return with_form(presser(app, person.id), **typed() | {"place": place})


def test_two_who_ask_each_other_for_the_same_time_at_once_have_one_proposal(app, address, cast, scene):
    form = f"/mentorships/{scene['mentorship_id']}/meet/{scene['event_id']}"
    for _ in range(3):
        people = [proposing(app, cast.ada, "Ada's bar"), proposing(app, cast.ben, "Ben's bar")]
        outcomes = press_at_once(address, [(person, form) for person in people * 2])
        assert {outcome.status for outcome in outcomes} <= {302, 409}
        (stands,) = standing(app)
        with app.app_context():
            open_ones = sa.select(Notice).where(Notice.key.contains(":meet:"), Notice.settled_at.is_(None))
            (notice,) = db.session.scalars(open_ones).all()
        assert notice.account_id == ({cast.ada.id, cast.ben.id} - {stands.proposed_by_id}).pop()
        assert stands.place in notice.sentence


def test_a_yes_and_another_time_at_once_end_in_one_of_the_two(app, address, cast, scene):
    with in_context(app):
        pair, event = a_pair(scene["mentorship_id"]), an_event(scene)
        at = event.starts_at + timedelta(hours=5)
        first = services.propose_meet_up(pair, event, by=account_of(cast.ada), starts_at=at, place="Hall").id
    here = f"/mentorships/{scene['mentorship_id']}"
    ben = presser(app, cast.ben.id)
    presses = [(ben, f"{here}/meet-ups/{first}/agree"), (ben, f"{here}/meet-ups/{first}/decline")]
    presses.append((proposing(app, cast.ada, "Bar"), f"{here}/meet/{scene['event_id']}"))
    outcomes = press_at_once(address, presses)
    assert {outcome.status for outcome in outcomes} <= {302, 409}
    stands = standing(app)
    assert len(stands) <= 1
    with app.app_context():
        assert not stands or stands[0].state in {MeetUpState.PROPOSED, MeetUpState.AGREED}


def a_pair(mentorship_id):
    return db.session.get_one(Mentorship, mentorship_id)


def an_event(scene):
    return db.session.get_one(Event, scene["event_id"])


def more_pairs(cast, scene, *, minutes):
    """Let Ada mentor others too, each of whom she proposes a time; return their accounts with what each answers."""
    event, pair = an_event(scene), a_pair(scene["mentorship_id"])
    found = []
    for number in range(MENTEES):
        mentee = make_account(f"Mentee {number}")
        registering.register(event, by=mentee)
        other = Mentorship(
            **{name: getattr(pair, name) for name in ("program_id", "mentor_id", "state")},
            mentee_id=mentee.id,
        )
        db.session.add(other)
        db.session.flush()
        at = event.starts_at + timedelta(hours=5, minutes=minutes * number)
        meet_up = services.propose_meet_up(other, event, by=account_of(cast.ada), starts_at=at, place="Hall")
        found.append((mentee.id, f"/mentorships/{other.id}/meet-ups/{meet_up.id}/agree"))
    return found


def test_of_times_that_overlap_only_one_is_agreed_on_at_once(app, address, cast, scene):
    with in_context(app):
        answers = more_pairs(cast, scene, minutes=9)
    presses = [(presser(app, mentee), path) for mentee, path in answers]
    outcomes = press_at_once(address, presses * 2)
    statuses = Counter(outcome.status for outcome in outcomes)
    assert statuses == {302: 1, 409: 2 * MENTEES - 1}
    states = Counter(one.state for one in standing(app))
    assert states == {MeetUpState.AGREED: 1, MeetUpState.PROPOSED: MENTEES - 1}


def test_times_one_after_another_are_all_agreed_on(app, address, cast, scene):
    with in_context(app):
        answers = more_pairs(cast, scene, minutes=30)
    outcomes = press_at_once(address, [(presser(app, mentee), path) for mentee, path in answers])
    assert Counter(outcome.status for outcome in outcomes) == {302: MENTEES}
    assert Counter(one.state for one in standing(app)) == {MeetUpState.AGREED: MENTEES}


def test_who_is_taken_is_said_without_saying_by_whom(app, cast, scene):
    with in_context(app):
        (first, _), (second, _), *_ = more_pairs(cast, scene, minutes=0)
        ups = {one.mentorship.mentee_id: one for one in db.session.scalars(sa.select(MeetUp))}
        services.answer_meet_up(ups[first], by=ups[first].mentorship.mentee, agrees=True)
        with pytest.raises(Refusal, match="Ada meets somebody else at that time by now"):
            services.answer_meet_up(ups[second], by=ups[second].mentorship.mentee, agrees=True)
        services.answer_meet_up(ups[second], by=ups[second].mentorship.mentee, agrees=False)
