"""Those who were there are asked once, and the organizer reads sums of five and more."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.events.feedback import jobs, rules
from mentornet.events.models import Attendance, Event, EventFeedback, Pace
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.notifications.models import Notice
from tests.events.feedback.doors import ANSWERS, an_event_that_was, with_answers
from tests.support.applications import in_context


def answer(useful, words="", batch=None):
    return EventFeedback(useful=useful, again=5, pace=Pace.RIGHT, words=words, batch=batch)


def test_fewer_than_five_answers_show_nothing_but_their_number():
    few = rules.summary([answer(5, "I know you") for _ in range(4)])
    assert (few.is_hidden, few.waiting, few.words, few.useful) == (True, 4, (), 0.0)


def test_five_answers_are_summed_up_and_words_are_not_in_the_order_they_came():
    enough = rules.summary(
        [answer(step, words, 0) for step, words in zip((1, 2, 3, 4, 5), "edcba", strict=True)]
    )
    assert not enough.is_hidden
    assert (enough.useful, enough.useful_counts) == (3.0, (1, 1, 1, 1, 1))
    assert enough.words == tuple("abcde")


def test_the_sum_moves_only_by_five_answers_at_once():
    first = [answer(step, f"first {step}", 0) for step in rules.SCALE]
    shown = rules.summary(first)
    for more in range(1, rules.FEWEST):
        later = rules.summary([*first, *(answer(1, "later") for _ in range(more))])
        assert (later.answers, later.waiting) == (rules.FEWEST, more)
        assert (later.useful, later.useful_counts, later.pace) == (
            shown.useful,
            shown.useful_counts,
            shown.pace,
        )
        assert later.words == shown.words
    ten = rules.summary([*first, *(answer(1, "later", 1) for _ in range(rules.FEWEST))])
    assert (ten.answers, ten.waiting, ten.useful) == (10, 0, 2.0)


def test_answers_are_taken_from_the_end_for_thirty_days():
    now = clock.now()
    with pytest.raises(Refusal, match="not over yet"):
        rules.ensure_open(Event(ends_at=now + rules.OPEN_FOR), now)
    rules.ensure_open(Event(ends_at=now), now)
    with pytest.raises(Refusal, match="thirty days"):
        rules.ensure_open(Event(ends_at=now - 2 * rules.OPEN_FOR), now)


def test_who_was_there_is_asked_once_and_the_answer_settles_it(app, cast, visit):
    with in_context(app):
        event_id = an_event_that_was(cast)["event_id"]
    with in_context(app):
        jobs.ask_how_it_was()
        jobs.ask_how_it_was()
    with app.app_context():
        asked = sorted(db.session.scalars(sa.select(Notice.account_id)))
        assert asked == sorted([cast.ada.id, cast.ben.id])
    ben, here = visit(cast.ben), f"/events/{event_id}/feedback/give"
    assert ben.post(here, data=ANSWERS).status_code == 302
    assert "You have answered." in ben.get(here).get_data(as_text=True)
    assert ben.post(here, data=ANSWERS).status_code == 409
    with app.app_context():
        settled = sa.select(Notice.account_id).where(Notice.settled_at.is_not(None))
        assert db.session.scalars(settled).all() == [cast.ben.id]


def test_whose_check_in_was_undone_is_not_asked(app, cast, visit):
    with in_context(app):
        event_id = an_event_that_was(cast)["event_id"]
        db.session.execute(sa.update(Attendance).values(undone_at=clock.now()))
    with in_context(app):
        jobs.ask_how_it_was()
    with app.app_context():
        assert db.session.scalars(sa.select(Notice)).all() == []
    assert visit(cast.ben).get(f"/events/{event_id}/feedback/give").status_code == 404


def test_words_that_could_point_to_a_client_are_held(app, cast, visit):
    with in_context(app):
        event_id = an_event_that_was(cast)["event_id"]
    told = ANSWERS | {"words": "As with our client, phone 212-555-0188."}
    answer = visit(cast.ben).post(f"/events/{event_id}/feedback/give", data=told)
    assert answer.status_code == 422
    assert "Please look at this once more" in answer.get_data(as_text=True)


def test_what_was_not_chosen_is_asked_again(app, cast, visit):
    with in_context(app):
        event_id = an_event_that_was(cast)["event_id"]
    wrong = visit(cast.ben).post(f"/events/{event_id}/feedback/give", data=ANSWERS | {"useful": "9"})
    assert wrong.status_code == 422


def test_the_organizer_reads_the_sum_without_names(app, cast, visit):
    with in_context(app):
        event_id = with_answers(cast)["event_id"]
    page = visit(cast.cora).get(f"/events/{event_id}/feedback").get_data(as_text=True)
    assert page.index("Words 2") < page.index("Words 6")
    assert "Words 1" not in page, "the sixth answer waits for four more"
    assert "1 more answer is in" in page
    assert "Person 0" not in page


def test_the_organizer_sees_too_few_answers_as_a_number(app, cast, visit):
    with in_context(app):
        event_id = with_answers(cast, 4)["event_id"]
    page = visit(cast.cora).get(f"/events/{event_id}/feedback").get_data(as_text=True)
    assert "Too few answers to show" in page
    assert "Words" not in page
