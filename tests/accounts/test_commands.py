"""Can whoever keeps the machine make an administrator and close an account by typing?"""

from __future__ import annotations

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db


def run(app, *words):
    return app.test_cli_runner().invoke(args=list(words))


def kept(app, person):
    with app.app_context():
        return db.session.get_one(Account, person.id)


def test_an_address_becomes_an_administrators(app, cast):
    result = run(app, "make-administrator", "BEN@people.example")
    assert (result.exit_code, result.output) == (0, "Ben is an administrator.\n")
    assert kept(app, cast.ben).is_administrator


def test_an_account_is_closed_and_out_at_once(app, cast, visit):
    browser = visit(cast.ben)
    assert run(app, "disable-account", cast.ben.email).exit_code == 0
    assert kept(app, cast.ben).disabled_at is not None
    assert browser.get("/account").status_code == 302


def test_the_last_administrator_is_not_closed(app, cast):
    result = run(app, "disable-account", cast.root.email)
    assert result.exit_code == 1
    assert "last administrator" in result.output


@pytest.mark.parametrize("command", ["make-administrator", "disable-account"])
def test_an_unknown_address_is_a_sentence(app, command):
    result = run(app, command, "nobody@people.example")
    assert result.exit_code == 1
    assert "No account has the address nobody@people.example" in result.output
