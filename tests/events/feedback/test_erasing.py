"""What can be told from the sums when an answer is erased? Nothing about any one of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.feedback import queries, rules, services
from mentornet.events.models import Event, EventFeedback, Pace, Registration
from mentornet.foundation.database import db
from tests.events.feedback.doors import an_event_that_was, was_there
from tests.support.applications import in_context
from tests.support.cast import make_account


def summed_up(event_id):
    return rules.summary(queries.answers_to(db.session.get_one(Event, event_id)))


def say(event_id, number, useful):
    """Let one more person answer, and return their registration."""
    account = make_account(f"Person {number}")
    mine = was_there(event_id, account)
    services.give_feedback(
        db.session.get_one(Event, event_id),
        by=db.session.get_one(Account, account.id),
        useful=useful,
        again=3,
        pace=Pace.RIGHT,
        words=f"Said by {number}",
    )
    return mine.id


def erase(registration_id):
    """Erase somebody's registration, and with it their answer."""
    db.session.delete(db.session.get_one(Registration, registration_id))
    db.session.flush()
    db.session.expire_all()


@pytest.fixture
def answered(app, cast):
    """An event with twelve answers, of which ten are summed up: one to five, and again one to five."""
    with in_context(app):
        event_id = an_event_that_was(cast)["event_id"]
        people = [say(event_id, number, 1 + number % 5) for number in range(12)]
    return event_id, people


def test_answers_are_closed_five_by_five_as_they_come(app, answered):
    with app.app_context():
        batches = db.session.scalars(sa.select(EventFeedback.batch).order_by(EventFeedback.id)).all()
        assert batches == [0] * 5 + [1] * 5 + [None] * 2
        shown = summed_up(answered[0])
        assert (shown.answers, shown.waiting, shown.left_out) == (10, 2, 0)


@pytest.mark.parametrize("gone", range(10))
def test_an_erased_answer_takes_its_whole_five_out_and_moves_no_other(app, answered, gone):
    event_id, people = answered
    with app.app_context():
        erase(people[gone])
        after = summed_up(event_id)
        other = range(5, 10) if gone < 5 else range(5)
        assert (after.answers, after.waiting, after.left_out) == (5, 2, 4)
        assert after.useful_counts == (1, 1, 1, 1, 1)
        assert after.words == tuple(sorted(f"Said by {number}" for number in other))


def test_no_two_summaries_ever_differ_by_fewer_than_five_answers(app, answered):
    event_id, people = answered
    with app.app_context():
        shown = [summed_up(event_id)]
        for step in range(9):
            people.append(say(event_id, 100 + step, 1 + step % 5))
            shown.append(summed_up(event_id))
            erase(people.pop(step))
            shown.append(summed_up(event_id))
        words = [set(one.words) for one in shown]
        changes = [(before - after, after - before) for before, after in pairwise(words)]
        assert {len(part) for change in changes for part in change} <= {0, 5}
        assert any(change != (set(), set()) for change in changes)


def test_those_left_over_are_never_summed_up_with_others(app, answered):
    event_id, people = answered
    with app.app_context():
        erase(people[0])
        for number in range(20, 24):
            say(event_id, number, 5)
        after = summed_up(event_id)
        assert (after.answers, after.waiting, after.left_out) == (10, 1, 4)
        assert not {f"Said by {number}" for number in range(5)} & set(after.words)


def test_one_that_waits_can_go_without_a_trace(app, answered):
    event_id, people = answered
    with app.app_context():
        before = summed_up(event_id)
        erase(people[11])
        after = summed_up(event_id)
        assert (after.words, after.useful, after.waiting) == (before.words, before.useful, 1)


def test_the_page_says_that_answers_are_left_out_and_why(app, cast, visit, answered):
    event_id, people = answered
    with in_context(app):
        erase(people[2])
    page = visit(cast.cora).get(f"/events/{event_id}/feedback").get_data(as_text=True)
    assert "4 answers are left out" in page
    assert "Said by 7" in page
    assert "Said by 3" not in page
