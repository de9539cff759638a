"""Can everybody use the pages of accounts, on a phone and in the dark?"""

from __future__ import annotations

import pytest

from tests.support.accessibility import assert_accessible
from tests.support.browser import PHONE

OPEN = ["/conduct", "/privacy", "/reset", "/sign-in/link", "/letter-sent/reset", "/reset/a-spent-link"]
OWN = ["/account", "/account/password", "/account/address", "/conduct/accept"]
ADMINISTRATION = ["/administration/people", "/administration/people/{drew}", "/conduct/publish", "/audit"]


def signed_in(page, visit, person):
    cookie = visit(person).get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": page.address}])
    return page


@pytest.fixture
def phone(open_page, address):
    page = open_page(viewport=PHONE)
    page.address = address
    return page


@pytest.mark.browser
def test_a_stranger_can_use_every_open_page(phone):
    for path in OPEN:
        phone.goto(path)
        assert_accessible(phone)


@pytest.mark.browser
def test_a_member_can_use_the_pages_of_their_account(phone, visit, cast):
    signed_in(phone, visit, cast.ben)
    for path in OWN:
        phone.goto(path)
        assert_accessible(phone)


@pytest.mark.browser
def test_an_administrator_can_use_the_pages_for_running_the_site(phone, visit, cast):
    signed_in(phone, visit, cast.root)
    for path in ADMINISTRATION:
        phone.goto(path.format(drew=cast.drew.id))
        assert_accessible(phone)
