"""Does signing in let in its owner, by each way, and nobody else?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account, SignInSession
from mentornet.accounts.passwords import hash_password
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.applications import in_context
from tests.support.cast import PASSWORD
from tests.support.letters import letters_to, newest_link


@pytest.fixture
def ben(app, cast):
    with in_context(app):
        db.session.get_one(Account, cast.ben.id).password_hash = hash_password(PASSWORD)
    return cast.ben


def sign_in(browser, email, password, **more):
    return browser.post("/sign-in", data={"email": email, "password": password, **more})


def is_in(browser):
    return browser.get("/account").status_code == 200


def change(app, person, **values):
    with in_context(app):
        db.session.execute(sa.update(Account).where(Account.id == person.id).values(**values))


def test_the_right_password_lets_in(ben, visit):
    browser = visit()
    assert sign_in(browser, ben.email.upper(), PASSWORD).location == "/"
    assert is_in(browser)


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(ben, visit):
    wrong = sign_in(visit(), ben.email, "not this one at all")
    unknown = sign_in(visit(), "ben@people.example".replace("ben", "nob"), "not this one at all")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert without_tokens(wrong.text).replace("ben@", "nob@") == without_tokens(unknown.text)


def without_tokens(page: str) -> str:
    """Return a page without the forms' tokens, which hold the second they were made in."""
    return re.sub(r'(name="csrf_token"[^>]*value=")[^"]*', r"\1", page)


@pytest.mark.parametrize("values", [{"disabled_at": clock.now()}, {"password_hash": None}])
def test_a_closed_account_or_one_without_a_password_is_not_let_in(app, ben, visit, values):
    change(app, ben, **values)
    assert sign_in(visit(), ben.email, PASSWORD).status_code == 422


def test_a_hash_of_older_parameters_is_made_anew_at_sign_in(app, ben, visit):
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash(PASSWORD)
    change(app, ben, password_hash=old)
    assert sign_in(visit(), ben.email, PASSWORD).status_code == 302
    with app.app_context():
        kept = db.session.get_one(Account, ben.id).password_hash
    assert kept != old
    assert kept is not None
    assert "m=8," in kept


def test_one_comes_back_to_the_page_one_wanted(ben, visit):
    browser = visit()
    sent = browser.get("/account/sessions")
    assert sent.location == "/sign-in?next=/account/sessions"
    assert sign_in(browser, ben.email, PASSWORD, next="/account/sessions").location == "/account/sessions"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\tx"]
)
def test_next_leads_nowhere_else(ben, visit, target):
    assert sign_in(visit(), ben.email, PASSWORD, next=target).location == "/"


def test_the_session_changes_at_sign_in_and_the_old_one_is_dead(app, ben, visit):
    browser = visit(ben)
    with app.app_context():
        before = set(db.session.scalars(sa.select(SignInSession.id)))
    browser.post("/sign-in/link", data={"email": ben.email})
    browser.post(newest_link(app, ben.email))
    with app.app_context():
        alive = set(db.session.scalars(sa.select(SignInSession.id).where(SignInSession.ended_at.is_(None))))
    assert len(alive) == 1
    assert not alive & before


def test_a_mailed_link_signs_in_once_and_only_by_its_button(app, ben, visit):
    asked = visit().post("/sign-in/link", data={"email": ben.email, "next": "/account/sessions"})
    assert asked.location == "/letter-sent/link"
    link = newest_link(app, ben.email)
    for _scan in range(3):
        assert visit().get(link).status_code == 200
    browser = visit()
    assert browser.post(link).location == "/account/sessions"
    assert is_in(browser)
    assert visit().post(link).status_code == 409
    assert visit().get(link).status_code == 410


def test_a_sign_in_link_lasts_a_quarter_of_an_hour(app, ben, visit):
    visit().post("/sign-in/link", data={"email": ben.email})
    link = newest_link(app, ben.email)
    with clock.frozen_at(clock.now() + timedelta(minutes=15, seconds=1)):
        assert visit().post(link).status_code == 409


@pytest.mark.parametrize("way", ["/sign-in/link", "/reset"])
def test_asking_for_a_link_says_the_same_to_everyone(app, ben, visit, way):
    known = visit().post(way, data={"email": ben.email})
    unknown = visit().post(way, data={"email": "nobody@people.example"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert len(letters_to(app, ben.email)) == 1
    assert letters_to(app, "nobody@people.example") == []


def test_a_disabled_account_gets_no_link(app, ben, visit):
    change(app, ben, disabled_at=clock.now())
    visit().post("/sign-in/link", data={"email": ben.email})
    assert letters_to(app, ben.email) == []


def test_a_link_to_an_unconfirmed_address_confirms_it_and_drops_the_password_somebody_chose(app, ben, visit):
    change(app, ben, confirmed_at=None)
    visit().post("/sign-in/link", data={"email": ben.email})
    browser = visit()
    browser.post(newest_link(app, ben.email))
    assert is_in(browser)
    assert sign_in(visit(), ben.email, PASSWORD).status_code == 422


def test_a_new_password_by_mail_ends_other_sessions_and_the_link(app, ben, visit):
    elsewhere = visit(ben)
    visit().post("/reset", data={"email": ben.email})
    link = newest_link(app, ben.email)
    browser = visit()
    assert browser.get(link).status_code == 200
    assert browser.post(link, data={"password": "herons over the pond"}).status_code == 302
    assert is_in(browser)
    assert not is_in(elsewhere)
    assert visit().get(link).status_code == 410
    assert sign_in(visit(), ben.email, PASSWORD).status_code == 422
    assert sign_in(visit(), ben.email, "herons over the pond").status_code == 302


def test_a_weak_new_password_does_not_spend_the_link(app, ben, visit):
    visit().post("/reset", data={"email": ben.email})
    link = newest_link(app, ben.email)
    assert visit().post(link, data={"password": "password12"}).status_code == 422
    assert visit().post(link, data={"password": "herons over the pond"}).status_code == 302


def test_a_reset_link_lasts_an_hour(app, ben, visit):
    visit().post("/reset", data={"email": ben.email})
    link = newest_link(app, ben.email)
    with clock.frozen_at(clock.now() + timedelta(minutes=60, seconds=1)):
        assert visit().get(link).status_code == 410


def test_a_reset_link_dies_when_the_password_changes(app, ben, visit):
    visit().post("/reset", data={"email": ben.email})
    link = newest_link(app, ben.email)
    visit(ben).post("/account/password", data={"present": PASSWORD, "password": "herons over the pond"})
    assert visit().get(link).status_code == 410


def test_too_many_wrong_passwords_get_429_and_the_link_still_lets_in(app, ben, visit):
    tries = [sign_in(visit(), ben.email, "not this one at all").status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]
    refused = sign_in(visit(), ben.email, PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 900
    visit().post("/sign-in/link", data={"email": ben.email})
    browser = visit()
    browser.post(newest_link(app, ben.email))
    assert is_in(browser)


def test_signing_out_ends_the_session_and_a_copied_cookie(app, ben, visit):
    browser = visit(ben)
    copied = browser.get_cookie("session").value
    browser.post("/sign-out")
    thief = visit()
    thief.set_cookie("session", copied)
    assert not is_in(browser)
    assert not is_in(thief)
