"""Can administrators find people, close accounts and share their role?"""

from __future__ import annotations

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.applications import in_context
from tests.support.cast import make_account


def found(visit, cast, **query):
    page = visit(cast.root).get("/administration/people", query_string=query).get_data(as_text=True)
    return page.partition('<ul class="rows">')[2]


def kept(app, person):
    with app.app_context():
        return db.session.get_one(Account, person.id)


@pytest.mark.parametrize("typed", ["nunez jose", "josé", "jn@people", "JOSE NUÑEZ"])
def test_people_are_found_by_parts_of_name_or_address_without_accents(app, visit, cast, typed):
    with in_context(app):
        make_account("José Núñez", email="jn@people.example")
    page = found(visit, cast, q=typed)
    assert "José Núñez" in page
    assert "Drew" not in page


@pytest.mark.parametrize("typed", ["%", "_", "100%"])
def test_signs_of_the_search_language_are_taken_as_text(visit, cast, typed):
    assert found(visit, cast, q=typed) == ""


@pytest.mark.parametrize(
    ("only", "name"), [("administrators", "Root"), ("disabled", "Dis"), ("unconfirmed", "Una")]
)
def test_the_list_is_narrowed_to_one_kind(app, visit, cast, only, name):
    with in_context(app):
        make_account("Dis", disabled_at=clock.now())
        make_account("Una", confirmed_at=None)
    page = found(visit, cast, only=only)
    assert name in page
    assert page.count('class="row-name"') == 1


def test_nobody_found_is_said(visit, cast):
    page = visit(cast.root).get("/administration/people?q=zzz").get_data(as_text=True)
    assert "Nobody fits" in page


def test_the_page_of_somebody_shows_them_and_not_its_reader(visit, cast):
    page = visit(cast.root).get(f"/administration/people/{cast.drew.id}").get_data(as_text=True)
    assert cast.drew.email in page
    assert cast.root.email not in page


def test_a_closed_account_can_be_opened_again(app, visit, cast):
    root = visit(cast.root)
    root.post(f"/administration/people/{cast.drew.id}/disable")
    assert kept(app, cast.drew).disabled_at is not None
    assert "Disabled" in root.get(f"/administration/people/{cast.drew.id}").get_data(as_text=True)
    root.post(f"/administration/people/{cast.drew.id}/enable")
    assert kept(app, cast.drew).disabled_at is None


def test_the_role_is_granted_and_taken_back(app, visit, cast):
    root = visit(cast.root)
    root.post(f"/administration/people/{cast.drew.id}/grant-administrator")
    assert kept(app, cast.drew).is_administrator
    assert visit(cast.drew).get("/audit").status_code == 200
    root.post(f"/administration/people/{cast.drew.id}/revoke-administrator")
    assert not kept(app, cast.drew).is_administrator
    assert visit(cast.drew).get("/audit").status_code == 403


@pytest.mark.parametrize(
    ("act", "words"),
    [("revoke-administrator", "last administrator"), ("disable", "cannot disable your own")],
)
def test_nobody_locks_the_house_from_outside(app, visit, cast, act, words):
    answer = visit(cast.root).post(f"/administration/people/{cast.root.id}/{act}")
    assert answer.status_code == 409
    assert words in answer.get_data(as_text=True)
    assert kept(app, cast.root).is_administrator


def test_somebody_who_is_not_there_is_404(visit, cast):
    assert visit(cast.root).get("/administration/people/999999").status_code == 404


def test_the_list_costs_the_same_however_many_there_are(app, visit, cast):
    from tests.support.statements import counted_statements

    with in_context(app):
        for number in range(30):
            make_account(f"Person {number:02}")
    browser = visit(cast.root)
    browser.get("/administration/people")
    with app.app_context(), counted_statements() as statements:
        browser.get("/administration/people")
    assert len(statements) <= 8
