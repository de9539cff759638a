"""Can people look after their own account, and only their own?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account, SignInSession
from mentornet.accounts.passwords import hash_password
from mentornet.foundation.database import db
from tests.support.applications import in_context
from tests.support.cast import PASSWORD
from tests.support.letters import letters_to, newest_link

NEW = "herons over the pond"


@pytest.fixture
def ben(app, cast):
    with in_context(app):
        db.session.get_one(Account, cast.ben.id).password_hash = hash_password(PASSWORD)
    return cast.ben


def kept(app, person):
    with app.app_context():
        return db.session.get_one(Account, person.id)


def test_name_and_zone_are_saved_as_typed(app, cast, visit):
    browser = visit(cast.ben)
    saved = browser.post("/account", data={"name": "  Bén  Núñez ", "time_zone": "Pacific/Honolulu"})
    assert saved.location == "/account"
    account = kept(app, cast.ben)
    assert (account.display_name, account.folded_name) == ("Bén  Núñez", "ben nunez")
    assert account.time_zone == "Pacific/Honolulu"


@pytest.mark.parametrize(
    "form", [{"name": "", "time_zone": "UTC"}, {"name": "Ben", "time_zone": "Mars/Base"}]
)
def test_a_name_that_is_empty_or_a_zone_that_is_none_is_refused(app, cast, visit, form):
    assert visit(cast.ben).post("/account", data=form).status_code == 422
    assert kept(app, cast.ben).display_name == "Ben"


def test_a_hostile_name_is_shown_as_text(cast, visit):
    browser = visit(cast.ben)
    browser.post("/account", data={"name": "<script>alert(1)</script>", "time_zone": "UTC"})
    page = browser.get("/account").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_new_password_needs_the_present_one_and_signs_other_browsers_out(app, ben, visit):
    here, elsewhere = visit(ben), visit(ben)
    wrong = here.post("/account/password", data={"present": "not this one", "password": NEW})
    assert wrong.status_code == 422
    assert "not your present password" in wrong.get_data(as_text=True)
    assert here.post("/account/password", data={"present": PASSWORD, "password": NEW}).status_code == 302
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert letters_to(app, ben.email)[0].subject == "Your password was changed"


def test_a_password_with_ones_own_name_is_refused(app, visit, cast):
    with in_context(app):
        db.session.get_one(Account, cast.ben.id).display_name = "Benjamin"
    answer = visit(cast.ben).post("/account/password", data={"password": "benjamin at night"})
    assert "has your name" in answer.get_data(as_text=True)


def test_the_present_password_can_be_tried_ten_times(ben, visit):
    tries = [
        visit(ben).post("/account/password", data={"present": "no", "password": NEW}).status_code
        for _ in range(11)
    ]
    assert tries == [422] * 10 + [429]


def test_a_new_address_is_in_force_when_its_owner_says_so_and_the_old_one_hears_of_it(app, ben, visit):
    browser = visit(ben)
    form = {"email": "ben.new@people.example", "password": PASSWORD}
    assert browser.post("/account/address", data=form).status_code == 302
    assert kept(app, ben).email == ben.email
    link = newest_link(app, "ben.new@people.example")
    assert visit().get(link).status_code == 200
    assert kept(app, ben).email == ben.email
    visit().post(link)
    assert kept(app, ben).email == "ben.new@people.example"
    assert letters_to(app, ben.email)[0].subject == "Your address was changed"
    assert visit().get(link).status_code == 410


def test_an_address_of_somebody_else_is_not_told_apart_on_the_page(app, ben, cast, visit):
    form = {"email": cast.ada.email, "password": PASSWORD}
    assert visit(ben).post("/account/address", data=form).location == "/account"
    assert [letter.subject for letter in letters_to(app, cast.ada.email)] == ["You have an account already"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"email": "ben@people.example", "password": PASSWORD}, "your address already"),
        ({"email": "new@people.example", "password": "no"}, "not your present password"),
    ],
)
def test_an_address_change_that_cannot_be_is_said(ben, visit, form, words):
    answer = visit(ben).post("/account/address", data=form)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_one_browser_or_all_others_are_signed_out(app, cast, visit):
    here, phone, desk = visit(cast.ben), visit(cast.ben), visit(cast.ben)
    page = here.get("/account/sessions").get_data(as_text=True)
    assert page.count("Sign out everywhere else") == 1
    with app.app_context():
        ids = list(db.session.scalars(sa.select(SignInSession.id).order_by(SignInSession.id)))
    assert here.post(f"/account/sessions/{ids[1]}/end").status_code == 302
    assert phone.get("/account").status_code == 302
    assert here.post("/account/sessions/end-others").status_code == 302
    assert desk.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0", "Firefox on Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8", "A browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(said, name):
    from mentornet.accounts.sessions import browser_name

    assert browser_name(said) == name
