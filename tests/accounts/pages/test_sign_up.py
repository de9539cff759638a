"""Does joining work, and does it tell a stranger nothing of who is here?"""

from __future__ import annotations

import pytest

from mentornet.accounts import hooks
from mentornet.accounts.queries import find_account_by_email
from mentornet.accounts.rules import Side
from tests.support.letters import letters_to, newest_link

NEWCOMER = {
    "name": "Maria Santos",
    "email": "Maria@People.example",
    "password": "herons over the pond",
    "side": "both",
    "time_zone": "America/Chicago",
    "is_adult": "y",
    "accepts_conduct": "y",
}


def account_of(app, address):
    with app.app_context():
        return find_account_by_email(address)


def test_a_newcomer_signs_up_confirms_and_is_signed_in(app, visit):
    browser = visit()
    sent = browser.post("/sign-up", data=NEWCOMER)
    assert sent.location == "/letter-sent/sign-up"
    link = newest_link(app, "Maria@people.example")
    assert browser.get(link).status_code == 200
    assert account_of(app, "maria@people.example").confirmed_at is None
    assert browser.post(link).status_code == 302
    assert account_of(app, "maria@people.example").confirmed_at is not None
    assert b"Maria Santos" in browser.get("/account").data


def test_what_was_typed_is_kept_as_typed(app, visit):
    visit().post("/sign-up", data=NEWCOMER)
    account = account_of(app, "maria@people.example")
    assert (account.display_name, account.time_zone) == ("Maria Santos", "America/Chicago")
    assert account.password_hash.startswith("$argon2id$")
    assert account.accepted_conduct == 1


def test_the_sides_that_were_ticked_reach_whoever_wants_to_know(app, visit, monkeypatch):
    heard = []
    monkeypatch.setattr(hooks, "_sign_up_listeners", [lambda account, sides: heard.append(sides)])
    visit().post("/sign-up", data=NEWCOMER)
    assert heard == [frozenset({Side.MENTEE, Side.MENTOR})]


def test_an_address_that_has_an_account_gets_the_same_answer_and_another_letter(app, cast, visit):
    new = visit().post("/sign-up", data=NEWCOMER)
    known = visit().post("/sign-up", data=NEWCOMER | {"email": cast.ben.email})
    assert (known.status_code, known.location, known.data) == (new.status_code, new.location, new.data)
    assert [letter.subject for letter in letters_to(app, cast.ben.email)] == ["You have an account already"]
    assert account_of(app, cast.ben.email).display_name == "Ben"


def test_signing_up_again_before_confirming_begins_anew(app, visit):
    visit().post("/sign-up", data=NEWCOMER)
    first = newest_link(app, "Maria@people.example")
    visit().post("/sign-up", data=NEWCOMER | {"name": "Maria S", "password": "owls under the eaves"})
    assert visit().get(first).status_code == 410
    assert visit().post(newest_link(app, "Maria@people.example")).status_code == 302
    assert account_of(app, "maria@people.example").display_name == "Maria S"


def test_a_confirmed_link_confirms_once(app, visit):
    visit().post("/sign-up", data=NEWCOMER)
    link = newest_link(app, "Maria@people.example")
    visit().post(link)
    assert visit().post(link).status_code == 409


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "name you want"),
        ("email", "maria at people", "does not read as a mail address"),
        ("password", "short", "at least 10"),
        ("password", "1234567890", "lists that people try first"),
        ("password", "maria santos 99", "has your name"),
        ("password", "x" * 257, "at most 256"),
        ("side", "", "Choose one"),
        ("is_adult", "", "for adults"),
        ("accepts_conduct", "", "Read the code of conduct"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_the_rest_is_kept(visit, field, value, words):
    answer = visit().post("/sign-up", data={k: v for k, v in (NEWCOMER | {field: value}).items() if v})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert words in page
    assert "herons over the pond" not in page
    if field != "name":
        assert 'value="Maria Santos"' in page


def test_a_zone_that_is_not_known_becomes_the_usual_one(app, visit):
    visit().post("/sign-up", data=NEWCOMER | {"time_zone": "Mars/Olympus"})
    assert account_of(app, "maria@people.example").time_zone == "America/New_York"


def test_fields_that_are_not_asked_for_are_ignored(app, visit):
    visit().post("/sign-up", data=NEWCOMER | {"is_administrator": "1", "confirmed_at": "2026-01-01"})
    account = account_of(app, "maria@people.example")
    assert (account.is_administrator, account.confirmed_at) == (False, None)


def test_somebody_unconfirmed_sees_only_where_to_confirm(app, visit):
    visit().post("/sign-up", data=NEWCOMER)
    browser = visit()
    browser.post("/sign-in", data={"email": "maria@people.example", "password": NEWCOMER["password"]})
    assert browser.get("/account").location == "/account/waiting"
    assert "Maria@people.example" in browser.get("/account/waiting").get_data(as_text=True)
    assert browser.post("/account/waiting").status_code == 302
    assert len(letters_to(app, "Maria@people.example")) == 2
    assert browser.get("/conduct").status_code == 200


def test_the_sixth_letter_in_a_quarter_of_an_hour_is_refused(visit):
    answers = [visit().post("/sign-up", data=NEWCOMER) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
