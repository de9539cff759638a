"""What every journey can ask for: a browser in which somebody is signed in."""

from __future__ import annotations

import pytest


@pytest.fixture
def let_in(open_page, address, visit):
    """Open a browser in which an account is signed in."""

    def open_as(account, **options):
        page = open_page(**options)
        cookie = visit(account).get_cookie("session")
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
        return page

    return open_as
