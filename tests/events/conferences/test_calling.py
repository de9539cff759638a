"""How does a call go, and who sees whose abstract?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.conferences import queries, rules, services
from mentornet.events.models import AbstractState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.notifications.models import Notice
from tests.events.conferences.scenes import a_call, an_abstract
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context
from tests.support.letters import letters_to


def test_abstracts_come_and_change_until_the_deadline(cast, session):
    event = a_call(cast)
    abstract = an_abstract(event, cast.ben)
    ben = account_of(cast.ben)
    services.edit_abstract(abstract, by=ben, title="What calm taught me")
    with clock.frozen_at(clock.now() + timedelta(days=8)):
        with pytest.raises(Refusal, match="The call closed on"):
            services.edit_abstract(abstract, by=ben, title="Too late")
        with pytest.raises(Refusal, match="The call closed on"):
            an_abstract(event, cast.ada)
    assert abstract.title == "What calm taught me"


def test_a_call_closes_before_its_conference_begins(cast, session):
    with pytest.raises(Refusal, match="after the conference has begun"):
        a_call(cast, days=60)


def test_one_person_sends_five_at_most(cast, session):
    event = a_call(cast)
    sent = [an_abstract(event, cast.ben, f"Talk {number}") for number in range(5)]
    with pytest.raises(Refusal, match="You have sent 5 abstracts"):
        an_abstract(event, cast.ben, "One more")
    services.withdraw_abstract(sent[0], by=account_of(cast.ben))
    an_abstract(event, cast.ben, "One more")


def test_each_reviewer_reads_in_an_order_of_their_own_that_stays_and_tells_nothing(cast, session):
    event = a_call(cast)
    sent = [an_abstract(event, one, f"{n}") for one in (cast.ada, cast.ben) for n in range(5)]
    orders = [
        [one.id for one in queries.abstracts_to_review(event, account_of(person))]
        for person in (cast.drew, cast.drew, cast.cora)
    ]
    assert sorted(orders[0]) == sorted(orders[2]) == [one.id for one in sent]
    assert orders[0] == orders[1] != orders[2]
    services.withdraw_abstract(sent[0], by=account_of(cast.ada))
    left = [one.id for one in queries.abstracts_to_review(event, account_of(cast.drew))]
    assert left == [number for number in orders[0] if number != sent[0].id]


def test_reviewers_score_what_is_not_their_own_and_may_think_again(cast, session):
    event = a_call(cast)
    own, other = an_abstract(event, cast.drew, "Own"), an_abstract(event, cast.ben)
    drew, cora = account_of(cast.drew), account_of(cast.cora)
    with pytest.raises(Refusal, match="is your own"):
        services.review_abstract(own, score=5, words="", by=drew)
    assert list(queries.abstracts_to_review(event, drew)) == [other]
    services.review_abstract(other, score=2, words="", by=drew)
    services.review_abstract(other, score=3, words="Better on a second look.", by=drew)
    services.review_abstract(other, score=4, words="", by=cora)
    assert rules.mean_score(queries.reviews_of([other])[other.id]) == 3.5
    assert rules.mean_score([]) is None


def test_an_accepted_abstract_becomes_a_session_with_its_author_as_speaker(app, cast):
    with in_context(app):
        event = a_call(cast)
        abstract = an_abstract(event, cast.ben)
        made = services.accept_abstract(abstract, by=account_of(cast.cora))
        assert (made.title, made.starts_at) == (abstract.title, None)
        assert [one.account_id for one in made.speakers] == [cast.ben.id]
        assert abstract.session_id == made.id
        with pytest.raises(Refusal, match="was accepted"):
            services.decline_abstract(abstract, by=account_of(cast.cora))
        again = services.accept_abstract(an_abstract(event, cast.ben, "Two"), by=account_of(cast.cora))
        assert again.speakers == made.speakers
    assert [letter.subject for letter in letters_to(app, cast.ben.email)] == [
        "Your abstract for Winter conference"
    ] * 2


def test_an_author_is_told_kindly_of_a_no(cast, session):
    event = a_call(cast)
    abstract = an_abstract(event, cast.ben)
    services.decline_abstract(abstract, by=account_of(cast.cora))
    assert abstract.state is AbstractState.DECLINED
    mine = sa.select(Notice.sentence).where(Notice.account_id == cast.ben.id)
    assert "thank you for offering it" in db.session.scalars(mine).one()


def test_reviewers_see_no_author_and_organizers_see_the_mean(app, cast, visit):
    with in_context(app):
        event = a_call(cast)
        services.review_abstract(
            an_abstract(event, cast.ben), score=4, words="Clear.", by=account_of(cast.cora)
        )
        base, number = f"/events/{event.id}", queries.abstracts_sent(event)[0].id
    drew = visit(cast.drew)
    for path in (f"{base}/review", f"{base}/review/{number}"):
        page = drew.get(path).get_data(as_text=True)
        assert "What nights taught me" in page
        assert "Ben" not in page
    assert drew.post(f"{base}/review/{number}", data={"score": "5"}).status_code == 302
    page = visit(cast.cora).get(f"{base}/call/edit").get_data(as_text=True)
    assert "4.5 of 5 by 2 reviews" in page
    assert "Ben" in page
    assert visit(cast.ben).get(f"{base}/review/{number}").status_code == 404


def test_an_abstract_that_could_point_to_a_client_is_held_and_stays_on_the_page(app, cast, visit):
    with in_context(app):
        base = f"/events/{a_call(cast).id}"
    told = {"title": "A night", "words": "My patient Maria told me everything.", "kind": "talk"}
    answer = visit(cast.ben).post(f"{base}/call/abstracts/new", data=told)
    assert answer.status_code == 422
    assert "Nothing here may point to a client" in answer.get_data(as_text=True)
    assert "told me everything" in answer.get_data(as_text=True)


def test_the_organizer_opens_a_call_and_asks_reviewers(app, cast, visit):
    with in_context(app):
        event = a_call(cast)
        base = f"/events/{event.id}"
        late = (event.ends_at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    cora = visit(cast.cora)
    wrong = cora.post(f"{base}/call/edit", data={"words": "Keep me.", "closes": late})
    assert wrong.status_code == 422
    assert "after the conference has begun" in wrong.get_data(as_text=True)
    assert "Keep me." in wrong.get_data(as_text=True)
    assert cora.post(f"{base}/call/reviewers", data={"name": cast.cora.email}).status_code == 302
    assert "You can offer a session of your own" in visit(cast.ben).get(base).get_data(as_text=True)


def test_the_same_abstract_is_sent_once_however_often_the_button_is_pressed(cast, session):
    event = a_call(cast)
    first = an_abstract(event, cast.ben)
    with pytest.raises(Refusal, match="sent this abstract already"):
        an_abstract(event, cast.ben)
    an_abstract(event, cast.ada)
    services.withdraw_abstract(first, by=account_of(cast.ben))
    an_abstract(event, cast.ben)
