"""The pages of asking: a mentor's page, the form, a request and its answers, the lists."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching.asking.models import MentoringRequest, RequestState
from mentornet.matching.models import DeclineReason
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import MentorProfile
from mentornet.programs.models import Side
from mentornet.programs.queries import get_program
from mentornet.safety.services import block
from tests.support.applications import in_context
from tests.support.asking import WORDS, ask, asking_program
from tests.support.pairs import account_of
from tests.support.programs import make_enrolment, make_program
from tests.support.rounds import make_mentee
from tests.support.statements import counted_statements

ASKS = "Ask to be my mentor"


@pytest.fixture
def ask_path(app, cast):
    with in_context(app):
        asking_program(cast)
    return f"/people/{cast.ada.id}/ask/rungs"


@pytest.fixture
def request_id(app, cast, ask_path):
    with in_context(app):
        return ask(get_program("rungs"), cast.ben, cast.ada).id


def the_request(app):
    with app.app_context():
        return db.session.scalars(sa.select(MentoringRequest)).one()


def test_a_mentors_page_leads_to_asking_them(visit, cast, ask_path):
    page = visit(cast.ben).get(f"/people/{cast.ada.id}").text
    assert ASKS in page
    assert f'href="{ask_path}"' in page
    assert "I would like to be matched with Ada" in page


def test_only_mentees_are_led_there_and_only_where_the_program_lets_them(app, visit, cast, ask_path):
    assert ASKS not in visit(cast.ada).get(f"/people/{cast.ben.id}").text
    assert ASKS not in visit(cast.ben).get(f"/people/{cast.ben.id}").text
    assert ASKS not in visit(cast.cora).get(f"/people/{cast.ada.id}").text
    with in_context(app):
        get_program("rungs").allows_requests = False
    assert ASKS not in visit(cast.ben).get(f"/people/{cast.ada.id}").text


def test_with_two_programs_each_link_names_its_own(app, visit, cast, ask_path):
    with in_context(app):
        other = make_program("other", name="Night Shift")
        make_enrolment(other, cast.ada.id, Side.MENTOR)
        make_enrolment(other, cast.ben.id, Side.MENTEE)
    page = visit(cast.ben).get(f"/people/{cast.ada.id}").text
    assert f"{ASKS} in Rungs" in page
    assert f"{ASKS} in Night Shift" in page


def test_a_few_words_are_sent_and_the_request_stands(app, visit, cast, ask_path):
    browser = visit(cast.ben)
    assert "Ada has 7 days to answer" in browser.get(ask_path).text
    page = browser.post(ask_path, data={"words": WORDS}, follow_redirects=True).text
    assert "Ada is asked. You will hear as soon as the answer is in." in page
    assert WORDS in page
    assert "Take my request back" in page
    assert the_request(app).state is RequestState.OPEN


def test_without_words_nothing_is_sent(app, visit, cast, ask_path):
    answer = visit(cast.ben).post(ask_path, data={"words": "  "})
    assert answer.status_code == 422
    assert "Write a few words" in answer.text


def test_too_many_words_are_kept_for_mending(visit, cast, ask_path):
    answer = visit(cast.ben).post(ask_path, data={"words": "night " * 300})
    assert answer.status_code == 422
    assert "At most 1,000 characters" in answer.text
    assert "night night" in answer.text


def test_words_that_could_point_to_a_client_are_held_until_vouched_for(app, visit, cast, ask_path):
    browser, words = visit(cast.ben), "My client John Smith, MRN 12345678, made me think of you."
    held = browser.post(ask_path, data={"words": words})
    assert held.status_code == 422
    assert "This is not about a client." in held.text
    seal = held.text.partition('name="vouched" value="')[2].partition('"')[0]
    assert browser.post(ask_path, data={"words": words, "vouched": seal}).status_code == 302
    with app.app_context():
        vouched = sa.select(AuditEntry).where(AuditEntry.action == "text.vouched")
        assert db.session.scalars(vouched).one().subject_type == "request"


def test_who_cannot_ask_reads_why_instead_of_a_form(app, visit, cast, ask_path):
    with in_context(app):
        db.session.execute(sa.update(MentorProfile).values(seats_taken=MentorProfile.seats))
    page = visit(cast.ben).get(ask_path).text
    assert "Ada has no free seat now." in page
    assert 'name="words"' not in page


def test_a_block_reads_like_any_other_reason_and_keeps_what_was_typed(app, visit, cast, ask_path):
    with in_context(app):
        block(account_of(cast.ada), account_of(cast.ben))
    answer = visit(cast.ben).post(ask_path, data={"words": WORDS})
    assert answer.status_code == 409
    assert "Ada is not open to requests now." in answer.text
    assert WORDS in answer.text
    assert "block" not in answer.text.partition("<main")[2].lower()


@pytest.mark.parametrize("path", ["/people/0/ask/rungs", "/people/1/ask/nowhere"])
def test_there_is_no_asking_whom_one_does_not_know(visit, cast, ask_path, path):
    assert visit(cast.ben).get(path).status_code == 404


def test_after_ten_tries_in_a_day_it_is_enough(visit, cast, ask_path):
    browser = visit(cast.ben)
    statuses = [browser.post(ask_path, data={"words": ""}).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_the_mentor_reads_who_asks_why_and_what_it_asks(visit, cast, request_id):
    page = visit(cast.ada).get(f"/requests/{request_id}").text
    assert "Asks you to be their mentor in Rungs" in page
    assert "Answer until" in page
    assert WORDS in page
    assert "Why you two" in page
    assert "Made the step" in page
    assert "One ladder, two people" in page
    assert "One of your seats, from your yes on" in page


def test_the_mentor_finds_it_under_today_and_in_the_notices(visit, cast, request_id):
    for path in ("/", "/notices"):
        page = visit(cast.ada).get(path).text
        assert "Ben asks you to be their mentor." in page
        assert "Read and answer" in page


def test_a_yes_leads_to_the_mentorship(app, visit, cast, request_id):
    page = visit(cast.ada).post(f"/requests/{request_id}/accept", follow_redirects=True).text
    assert "You said yes. Your mentorship begins." in page
    assert cast.ben.email in page
    assert the_request(app).mentorship_id
    bens = visit(cast.ben).get(f"/requests/{request_id}").text
    assert "Ada said yes, so your mentorship has begun." in bens
    assert "Open your mentorship" in bens


def test_a_no_takes_one_tap_and_then_a_private_reason(app, visit, cast, request_id):
    browser = visit(cast.ada)
    page = browser.post(f"/requests/{request_id}/decline", follow_redirects=True).text
    assert "May we ask why?" in page
    page = browser.post(
        f"/requests/{request_id}/reason", data={"reason": "shifts"}, follow_redirects=True
    ).text
    assert "Thank you." in page
    assert the_request(app).reason is DeclineReason.SHIFTS
    bens = visit(cast.ben).get(f"/requests/{request_id}").text
    assert "Ada said not this time." in bens
    assert "shifts do not fit" not in bens


def test_a_made_up_reason_is_refused(visit, cast, request_id):
    browser = visit(cast.ada)
    browser.post(f"/requests/{request_id}/decline")
    assert browser.post(f"/requests/{request_id}/reason", data={"reason": "mood"}).status_code == 409


def test_a_stale_page_says_how_it_stands(app, visit, cast, request_id):
    visit(cast.ben).post(f"/requests/{request_id}/withdraw")
    answer = visit(cast.ada).post(f"/requests/{request_id}/accept")
    assert answer.status_code == 409
    assert "This request was taken back" in answer.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mentorship)) == 0


def test_a_seat_that_is_gone_is_told_and_the_request_stays_open(app, visit, cast, request_id):
    with in_context(app):
        db.session.execute(sa.update(MentorProfile).values(seats_taken=MentorProfile.seats))
    answer = visit(cast.ada).post(f"/requests/{request_id}/accept")
    assert answer.status_code == 409
    assert "All your seats are taken by now" in answer.text
    assert "Not this time" in answer.text
    assert the_request(app).state is RequestState.OPEN


def test_after_the_deadline_nothing_can_be_pressed(visit, cast, request_id):
    with clock.frozen_at(clock.now() + timedelta(days=8)):
        page = visit(cast.ada).get(f"/requests/{request_id}").text
    assert "The time to answer has run out." in page
    assert "Accept Ben" not in page


def test_the_lists_show_what_was_sent_and_received(visit, cast, request_id):
    sent = visit(cast.ben).get("/requests").text
    assert f'href="/requests/{request_id}"' in sent
    assert "Awaits an answer" in sent
    received = visit(cast.ada).get("/requests").text
    assert f'href="/requests/{request_id}"' in received
    assert "You have asked nobody yet" in visit(cast.ada).get("/requests?show=sent").text
    assert "Nobody has asked you yet" in visit(cast.ben).get("/requests?show=received").text
    assert "You have asked nobody yet" in visit(cast.drew).get("/requests?show=mars&page=9").text


def test_the_page_of_mentorships_leads_to_the_requests(visit, cast):
    assert 'href="/requests"' in visit(cast.ben).get("/mentorships").text


def test_the_coordinator_sees_who_asked_whom_and_not_the_words(app, visit, cast, request_id):
    visit(cast.ada).post(f"/requests/{request_id}/decline")
    visit(cast.ada).post(f"/requests/{request_id}/reason", data={"reason": "no-time"})
    page = visit(cast.cora).get("/programs/rungs/requests").text
    assert "Ben" in page
    assert "Ada" in page
    assert "Not this time" in page
    assert "I have no time for it now" in page
    assert WORDS not in page
    assert "No requests here" in visit(cast.cora).get("/programs/rungs/requests?state=open").text


def test_the_coordinator_decides_whether_members_may_ask(app, visit, cast, ask_path):
    browser = visit(cast.cora)
    assert "Mentees may ask a mentor themselves" in browser.get("/programs/rungs/edit").text
    terms = {
        "name": "Rungs",
        "time_zone": "America/Chicago",
        "intake": "open",
        "pace": "rolling",
        "answer_days": 7,
        "mentorship_weeks": 26,
        "minimum_fit": 0,
    }
    assert browser.post("/programs/rungs/edit", data=terms).status_code == 302
    assert "In Rungs mentors are found by rounds alone." in visit(cast.ben).get(ask_path).text
    assert "nobody can ask now" in browser.get("/programs/rungs/requests").text


def test_the_list_takes_as_many_statements_for_one_as_for_three(app, visit, cast, request_id):
    browser, counts = visit(cast.cora), []
    browser.get("/programs/rungs/requests")
    for mentees in (("Bea", "Bo"), ()):
        with app.app_context(), counted_statements() as sent:
            browser.get("/programs/rungs/requests")
        counts.append(len(sent))
        with in_context(app):
            program = get_program("rungs")
            for name in mentees:
                ask(program, make_mentee(program, name), cast.ada)
    assert counts[0] == counts[1]
