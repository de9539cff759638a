"""The first page: today for those signed in, a welcome for strangers."""

from __future__ import annotations

import pytest

from mentornet.foundation.database import db
from mentornet.foundation.mail.outbox import Letter, LetterState
from mentornet.matching.answers import letters
from mentornet.matching.models import RoundState
from mentornet.notifications.models import NoticeKind
from mentornet.notifications.services import notify
from mentornet.programs.models import Side
from tests.support.applications import in_context
from tests.support.pairs import (
    account_of,
    ada_and_ben,
    ada_for_ben,
    make_program,
    make_round,
    tell_of_the_pair,
)
from tests.support.statements import counted_statements


def test_a_stranger_finds_what_this_is_the_ladder_and_the_ways_in(visit):
    page = visit().get("/").text
    assert "Learn from someone who stood on your rung." in page
    assert "Mental health technician" in page
    assert "Registered nurse" in page
    assert "Addiction counseling" in page


def test_what_awaits_is_a_sentence_with_a_button_that_leads_there(app, visit, cast):
    with in_context(app):
        proposal = ada_for_ben(cast)
        letters.remind(proposal, Side.MENTEE, lead="two-days")
        number = proposal.id
    ben = visit(cast.ben)
    page = ben.get("/").text
    assert "Ada is proposed as your mentor." in page
    assert "Read and answer" in page
    action = page.split('class="inline-form" method="post" action="/notices/')[1].split('"')[0]
    assert ben.post(f"/notices/{action}").location == f"/proposals/{number}"


def test_when_nothing_awaits_it_says_so_and_offers_one_step(visit, cast):
    page = visit(cast.drew).get("/").text
    assert "Nothing awaits you. A good next step:" in page
    assert "Begin your profile" in page


def test_more_than_fits_is_one_line_that_leads_to_all(app, visit, cast):
    with in_context(app):
        for number in range(12):
            notify(
                account_of(cast.drew),
                kind=NoticeKind.INVITATION,
                key=f"invitation:{number}",
                sentence=f"Invitation {number}",
                url="/programs",
            )
    page = visit(cast.drew).get("/").text
    assert "4 more await you." in page
    assert "Invitation 0" not in page


def test_both_of_a_pair_see_each_other_and_their_own_ladder(app, visit, cast):
    with in_context(app):
        ada_and_ben(cast)
        tell_of_the_pair(cast)
    page = visit(cast.ben).get("/").text
    assert "Your mentor" in page
    assert "Nationally certified psychiatric technician" in page
    assert "You are here" in page
    assert "% complete" in page
    assert "You mentor" in visit(cast.ada).get("/").text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RoundState.GATHERING, "Look at what will limit the round"),
        (RoundState.REVIEW, "The drafts await your review"),
        (RoundState.PUBLISHED, "0 pairs begun, 0 proposals waiting"),
        (RoundState.CLOSED, "Open the next when you are ready"),
    ],
)
def test_a_coordinator_sees_the_one_next_act_of_each_program(app, visit, cast, state, words):
    with in_context(app):
        make_round(make_program(cast), state=state)
    page = visit(cast.cora).get("/").text
    assert "Night Shift Mentors" in page
    assert words in page


def test_a_program_without_a_round_asks_for_its_first(app, visit, cast):
    with in_context(app):
        make_program(cast)
    assert "Open the first round" in visit(cast.cora).get("/").text


def test_an_administrator_sees_letters_that_fail_and_who_is_new(app, visit, cast):
    with in_context(app):
        db.session.add(
            Letter(
                key="x",
                to_address="a@b.example",
                category="x",
                subject="x",
                text="",
                html="",
                state=LetterState.FAILED,
            )
        )
    page = visit(cast.root).get("/").text
    assert "Letters failed this week" in page
    assert "New people this week" in page
    assert "New people this week" not in visit(cast.ada).get("/").text


def test_today_takes_few_statements_also_with_a_mentor_and_a_ladder(app, visit, cast):
    with in_context(app):
        ada_and_ben(cast)
        tell_of_the_pair(cast)
    ben = visit(cast.ben)
    ben.get("/")
    with app.app_context(), counted_statements() as statements:
        assert "Your mentor" in ben.get("/").text
    assert len(statements) <= 15
