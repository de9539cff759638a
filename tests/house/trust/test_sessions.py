"""Is a session safe in its cookie, and dead when it should be?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from mentornet.accounts import sessions
from mentornet.accounts.models import Account
from mentornet.accounts.passwords import hash_password
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.applications import another_site, in_context
from tests.support.cast import PASSWORD


@pytest.fixture
def ben(app, cast):
    with in_context(app):
        db.session.get_one(Account, cast.ben.id).password_hash = hash_password(PASSWORD)
    return cast.ben


@pytest.fixture
def secured(app):
    """The same site and data, as people reach it over https."""
    with another_site(app, base_url="https://mentornet.org") as other:
        yield other


def cookie_set(answer):
    first, *flags = answer.headers["Set-Cookie"].split("; ")
    return first.partition("=")[0], {flag.partition("=")[0] for flag in flags}, flags


def test_over_https_the_cookie_is_bound_to_host_and_https(secured, ben):
    browser, there = secured.test_client(), "https://mentornet.org"
    form = browser.get("/sign-in", base_url=there).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert token
    answer = browser.post(
        "/sign-in",
        token=False,
        data={"email": ben.email, "password": PASSWORD, "csrf_token": token[1]},
        base_url=there,
        headers={"Referer": f"{there}/sign-in"},
    )
    name, names, flags = cookie_set(answer)
    assert name == "__Host-session"
    assert {"Secure", "HttpOnly", "Path", "SameSite"} <= names
    assert "Domain" not in names
    assert {"SameSite=Lax", "Path=/"} <= set(flags)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_over_plain_http_the_cookie_is_kept_from_scripts_and_other_sites(visit, ben):
    answer = visit().post("/sign-in", data={"email": ben.email, "password": PASSWORD})
    name, names, flags = cookie_set(answer)
    assert name == "session"
    assert "Secure" not in names
    assert "HttpOnly" in names
    assert "SameSite=Lax" in flags
    assert "Strict-Transport-Security" not in answer.headers


def test_a_cookie_copied_before_signing_out_is_dead_after_it(visit, ben):
    browser = visit(ben)
    copied = browser.get_cookie("session").value
    browser.post("/sign-out")
    thief = visit()
    thief.set_cookie("session", copied)
    assert thief.get("/account").status_code == 302


def test_a_disabled_account_is_out_everywhere_at_once(visit, cast):
    phone, desk = visit(cast.drew), visit(cast.drew)
    assert phone.get("/account").status_code == desk.get("/account").status_code == 200
    visit(cast.root).post(f"/administration/people/{cast.drew.id}/disable")
    assert phone.get("/account").status_code == desk.get("/account").status_code == 302


@pytest.mark.parametrize("gap", [sessions.IDLE, sessions.LASTS])
def test_a_session_ends_by_itself(visit, cast, gap):
    browser = visit(cast.ben)
    browser.get("/account")
    with clock.frozen_at(clock.now() + gap + timedelta(seconds=1)):
        assert browser.get("/account").status_code == 302


def test_a_token_that_was_made_up_opens_nothing(visit, cast):
    browser = visit()
    with browser.session_transaction() as session:
        session["_user_id"] = str(cast.root.id)
    assert browser.get("/audit").status_code == 302


def test_the_database_keeps_no_token_that_would_open_a_session(app, cast, visit):
    browser = visit(cast.ben)
    with browser.session_transaction() as session:
        token = session["_user_id"]
    with app.app_context():
        kept = [row.token_hash for row in db.session.get_one(Account, cast.ben.id).sessions]
    assert kept
    assert token not in kept


def test_an_unknown_address_costs_a_hash_like_a_known_one(app, ben, visit, monkeypatch):
    hasher = app.extensions["password_hasher"]
    verified = []

    class Counting:
        check_needs_rehash = hasher.check_needs_rehash
        hash = hasher.hash

        def verify(self, kept, password):
            verified.append(kept)
            return hasher.verify(kept, password)

    monkeypatch.setitem(app.extensions, "password_hasher", Counting())
    for email in (ben.email, "nobody@people.example"):
        visit().post("/sign-in", data={"email": email, "password": "not this one at all"})
    assert len(verified) == 2
