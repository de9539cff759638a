"""Is the code of conduct read, accepted, and accepted again when it changes?"""

from __future__ import annotations

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from tests.support.applications import in_context

NEW = {"what_changed": "We say how long reports take.", "text": "Be kind\n\n" + "Leave clients out. " * 20}


def publish(visit, cast):
    return visit(cast.root).post("/conduct/publish", data=NEW)


def test_the_shipped_one_is_in_force_and_says_what_matters_here(visit):
    page = visit().get("/conduct").get_data(as_text=True)
    for words in (
        "Leave clients out",
        "at least 18",
        "nobody here can promise secrecy",
        "signs off hours",
        "988",
    ):
        assert words in page
    assert "patient" not in page


def test_a_new_one_is_put_before_everyone_and_nothing_else_until_it_is_accepted(app, cast, visit):
    browser = visit(cast.ben)
    assert publish(visit, cast).location == "/conduct"
    held = browser.get("/account/sessions")
    assert held.location == "/conduct/accept?next=/account/sessions"
    assert browser.post("/account", data={"name": "B", "time_zone": "UTC"}).location == "/conduct/accept"
    page = browser.get(held.location).get_data(as_text=True)
    assert "We say how long reports take." in page
    assert browser.get("/conduct").status_code == 200
    accepted = browser.post("/conduct/accept", data={"version": "2", "next": "/account/sessions"})
    assert accepted.location == "/account/sessions"
    assert browser.get("/account/sessions").status_code == 200
    with app.app_context():
        account = db.session.get_one(Account, cast.ben.id)
        assert (account.accepted_conduct, account.display_name) == (2, "Ben")


def test_somebody_who_does_not_accept_can_still_sign_out(cast, visit):
    browser = visit(cast.ben)
    publish(visit, cast)
    assert browser.post("/sign-out").location == "/"
    assert browser.get("/account").location.startswith("/sign-in")


def test_a_version_that_is_no_longer_the_newest_cannot_be_accepted(cast, visit):
    publish(visit, cast)
    assert visit(cast.ben).post("/conduct/accept", data={"version": "1"}).status_code == 409


def test_whoever_publishes_has_accepted_and_the_old_wording_stays_on_record(app, cast, visit):
    publish(visit, cast)
    assert visit(cast.root).get("/account").status_code == 200
    from mentornet.accounts.models import ConductVersion

    with app.app_context():
        kept = {one.version: one.text for one in db.session.query(ConductVersion)}
    assert sorted(kept) == [1, 2]
    assert "Leave clients out" in kept[1]


def test_a_new_one_says_what_changed(cast, visit):
    answer = visit(cast.root).post("/conduct/publish", data=NEW | {"what_changed": ""})
    assert answer.status_code == 422
    assert "what changed" in answer.get_data(as_text=True)


def test_accepting_leads_nowhere_else(app, cast, visit):
    with in_context(app):
        db.session.get_one(Account, cast.ben.id).accepted_conduct = 0
    form = {"version": "1", "next": "https://evil.example"}
    assert visit(cast.ben).post("/conduct/accept", data=form).location == "/"
