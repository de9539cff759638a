"""Is what no form of ours would send refused in a sentence, rather than broken on?"""

from __future__ import annotations

import time
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.forms import typed_number
from mentornet.foundation.mail import Letter, post
from mentornet.matching.models import MatchingRound
from mentornet.safety.identifiers import find_identifiers
from tests.support.applications import in_context
from tests.support.pairs import ada_and_ben
from tests.support.rounds import small_program, solved_round

BEYOND = ("9" * 30, "9999999999", "2147483648")
LONGEST_PHRASE_OF_ONE_LETTER = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"


@pytest.mark.parametrize("number", BEYOND)
@pytest.mark.parametrize("where", ["people", "proposals", "rounds", "mentorships", "events", "mailbox"])
def test_an_id_no_row_can_have_leads_nowhere(cast, visit, where, number):
    assert visit(cast.root).get(f"/{where}/{number}").status_code == 404


@pytest.mark.parametrize("address", ["/programs/a%00b", "/join/a%00b", "/programs/a%0Ab/members"])
def test_control_characters_in_an_address_lead_nowhere(cast, visit, address):
    assert visit(cast.root).get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["name=a%00b", "cohort=%C2%B2", "cohort=" + "9" * 30, "cohort=" + "9" * 5000, "cohort=-1"]
)
def test_nonsense_does_not_narrow_the_members_of_a_program(app, cast, visit, query):
    with in_context(app):
        slug = small_program(cast).slug
    assert visit(cast.cora).get(f"/programs/{slug}/members?{query}").status_code == 200


def test_a_name_with_a_nul_is_sought_without_it(app, cast, visit):
    with in_context(app):
        round_id = solved_round(small_program(cast)).id
    assert visit(cast.cora).get(f"/rounds/{round_id}/review?name=a%00b").status_code == 200
    assert visit().get("/ladder?from=a%00b").status_code == 200


@pytest.mark.parametrize("moment", ["9999-12-31T23:59", "0001-01-01T00:00"])
def test_a_deadline_that_no_clock_could_show_is_refused(app, cast, visit, moment):
    with in_context(app):
        round_id = solved_round(small_program(cast)).id
    answer = visit(cast.cora).post(f"/rounds/{round_id}/publish", data={"answer_by": moment})
    assert answer.status_code == 422


def test_the_last_day_there_is_narrows_the_trail_to_everything(cast, visit):
    assert visit(cast.root).get("/audit?first=0001-01-01&last=9999-12-31").status_code == 200


@pytest.mark.parametrize("version", ["9" * 30, "-1", "x", "²"])
def test_agreeing_to_a_version_that_cannot_be_is_refused(app, cast, visit, version):
    with in_context(app):
        pair = ada_and_ben(cast).id
    answer = visit(cast.ben).post(f"/mentorships/{pair}/agree", data={"version": version})
    assert answer.status_code == 409


@pytest.mark.parametrize("ends_on", ["2020-01-01", "9999-12-31", "0001-01-01"])
def test_an_end_nobody_could_keep_is_said_at_the_field_and_loses_nothing(app, cast, visit, ends_on):
    with in_context(app):
        pair = ada_and_ben(cast).id
    form = {"version": "0", "own_goals": "Pass the exam", "cadence": "weekly", "ends_on": ends_on}
    answer = visit(cast.ben).post(f"/mentorships/{pair}/agreement", data=form)
    assert answer.status_code == 422
    assert b"Pass the exam" in answer.data


@pytest.mark.parametrize("page", ["end", "agreement"])
def test_no_form_is_shown_for_a_mentorship_that_has_ended(app, cast, visit, page):
    with in_context(app):
        pair = ada_and_ben(cast).id
    ben = visit(cast.ben)
    ben.post(f"/mentorships/{pair}/end", data={"reason": "time"})
    assert ben.get(f"/mentorships/{pair}/{page}").status_code == 409


@pytest.mark.parametrize("act", ["remove-²", "remove-" + "9" * 5000, "remove--1", "remove-", "add-x"])
def test_taking_away_a_row_that_is_not_there_takes_nothing_away(cast, visit, act):
    browser = visit(cast.ada)
    browser.post("/profile/sides", data={"mentor": "y"})
    form = {"rows": act, "ties-0-name": "Sam Boss"}
    answer = browser.post("/profile/how-we-match", data=form)
    assert answer.status_code == 200
    assert b"Sam Boss" in answer.data


def test_a_name_that_unfolds_into_phrases_can_be_kept(app, cast, visit):
    name = LONGEST_PHRASE_OF_ONE_LETTER * 80
    answer = visit(cast.ben).post("/account", data={"name": name, "time_zone": "UTC"})
    assert answer.status_code == 302
    with in_context(app):
        assert db.session.get_one(Account, cast.ben.id).display_name == name


@pytest.mark.parametrize(
    "name",
    [
        "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH SPACE}",
        "\N{HANGUL FILLER}",
        "\N{BRAILLE PATTERN BLANK}",
        "\N{SOFT HYPHEN}",
        "\N{ZERO WIDTH JOINER}",
        "...",
    ],
)
def test_a_name_that_nobody_can_see_is_refused(cast, visit, name):
    answer = visit(cast.ben).post("/account", data={"name": name, "time_zone": "UTC"})
    assert answer.status_code == 422
    assert b"others can read" in answer.data or b"called by" in answer.data


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\N{RIGHT-TO-LEFT OVERRIDE}neb\N{POP DIRECTIONAL FORMATTING}", "neb"),
        ("عبد الرحمن بن محمد", "عبد الرحمن بن محمد"),
        ("Nguyễn Thị Ánh Tuyết", "Nguyễn Thị Ánh Tuyết"),
        ("نیلوفر می\N{ZERO WIDTH NON-JOINER}خواهد", "نیلوفر می\N{ZERO WIDTH NON-JOINER}خواهد"),
        ("Ana 👩\N{ZERO WIDTH JOINER}⚕️", "Ana 👩\N{ZERO WIDTH JOINER}⚕️"),
    ],
)
def test_names_are_kept_as_people_write_them_but_turn_nothing_around(app, cast, visit, typed, kept):
    visit(cast.ben).post("/account", data={"name": typed, "time_zone": "UTC"})
    with in_context(app):
        assert db.session.get_one(Account, cast.ben.id).display_name == kept


@pytest.mark.parametrize(
    ("method", "address", "sent"),
    [
        ("GET", "/sign-in/link?next=%01", {}),
        ("POST", "/sign-in/link", {"next": "a\x00b", "email": "x"}),
        ("POST", "/events/new", {"starts_on": "\x01", "program": "\x01"}),
        ("GET", "/audit?first=%01&subject=%01", {}),
    ],
)
def test_no_control_character_comes_back_to_a_page(cast, visit, method, address, sent):
    answer = visit(cast.root if "sign-in" not in address else None).open(address, method=method, data=sent)
    assert answer.status_code in {200, 422}
    assert not set(range(9)) & set(answer.data)


def test_a_subject_longer_than_a_letter_can_hold_is_cut(app, cast):
    with in_context(app):
        values: Any = {
            "greeting_name": "Ben",
            "sentence": "x",
            "zone": "UTC",
            "act_url": "/",
            "act_label": "Open",
        }
        post(
            "notifications/notice",
            to=cast.ben.email,
            subject="word " * 100,
            key="long",
            category="x",
            **values,
        )
    with in_context(app):
        assert len(db.session.scalars(sa.select(Letter.subject)).one()) == 300


@pytest.mark.parametrize("bit", ["1", "a", "1.", "1-", "a@", "1 ", "a.", "John ", "1/1/", "serial A-"])
def test_looking_for_identifiers_in_a_huge_text_is_quick(bit):
    began = time.perf_counter()
    find_identifiers(bit * 200_000)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "line", ["(<" + "(" * 20_000, "<" * 20_000, '"<' * 9_000, "<>", "a <ben@people.example"]
)
def test_a_pasted_line_that_is_no_address_is_handed_back(app, cast, visit, line):
    with in_context(app):
        slug = small_program(cast, intake="invitation").slug
    form = {"addresses": line, "side": "mentee", "cohort": "0"}
    answer = visit(cast.cora).post(f"/programs/{slug}/invitations", data=form)
    assert answer.status_code in {200, 302, 422}


def test_what_a_constraint_refuses_came_second_and_is_told_so(app, monkeypatch, cast, visit):
    def clash(*_args: object, **_kwargs: object) -> None:
        raise IntegrityError("INSERT", {}, ValueError("there already"))

    monkeypatch.setattr("mentornet.accounts.views.own_account.services.change_name", clash)
    answer = visit(cast.ben).post("/account", data={"name": "Ben", "time_zone": "UTC"})
    assert answer.status_code == 409
    assert b"already done" in answer.data


def test_a_typed_number_is_one_a_row_can_hold_or_nought():
    typed = ("7", "0", "-1", "", None, "²", "2147483647", "2147483648", "9" * 5000)
    assert [typed_number(text) for text in typed] == [7, 0, 0, 0, 0, 0, 2147483647, 0, 0]


def test_a_program_hands_its_smallest_fit_to_its_rounds_in_per_cent(app: Flask, cast, visit):
    with in_context(app):
        slug = small_program(cast).slug
    browser = visit(cast.cora)
    form = {
        "name": "Nights",
        "time_zone": "UTC",
        "intake": "open",
        "pace": "rolling",
        "answer_days": "7",
        "mentorship_weeks": "26",
        "minimum_fit": "35",
    }
    assert browser.post(f"/programs/{slug}/edit", data=form).status_code == 302
    answer = browser.post(f"/programs/{slug}/rounds/new", data={"name": "Autumn", "cohort": "0"})
    round_id = int(answer.location.split("/")[2])
    with in_context(app):
        assert db.session.get_one(MatchingRound, round_id).minimum_fit == 35
