"""The people of every story: Ada mentors, Ben seeks a mentor, Cora coordinates, Drew has no part in the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask

from mentornet.accounts.models import Account
from mentornet.accounts.sessions import begin_session
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.words import canonical_address, folded

from .client import SuspiciousClient

PASSWORD = "a long walk by the river"


def make_account(name: str, **values: Any) -> Account:
    """Add a confirmed account that accepted the code of conduct, and return it flushed."""
    email = values.pop("email", f"{name.lower().replace(' ', '.')}@people.example")
    account = Account(
        email=email,
        email_key=email.casefold(),
        canonical_email=canonical_address(email),
        display_name=name,
        folded_name=folded(name),
        **{"confirmed_at": clock.now(), "accepted_conduct": 1, "accepted_conduct_at": clock.now()} | values,
    )
    db.session.add(account)
    db.session.flush()
    return account


def browser_of(app: Flask, account_id: int | None) -> SuspiciousClient:
    """Return a test browser signed in as the account, or a stranger's where there is none."""
    client = app.test_client()
    assert isinstance(client, SuspiciousClient)
    if account_id is not None:
        with app.app_context():
            token = begin_session(db.session.get_one(Account, account_id), browser="test")
            db.session.commit()
        with client.session_transaction() as session:
            session["_user_id"] = token
            session.permanent = True
    return client


@dataclass(frozen=True)
class Person:
    """Somebody of the cast, as a test needs them: an id, a name and an address."""

    id: int
    name: str
    email: str


@dataclass(frozen=True)
class Cast:
    """Who is there when a page is tried."""

    ada: Person
    ben: Person
    cora: Person
    drew: Person
    olga: Person
    root: Person


def make_cast() -> Cast:
    """Add the cast's accounts: Olga coordinates another program, Root administers."""
    accounts = {name: make_account(name.title()) for name in ("ada", "ben", "cora", "drew", "olga")}
    accounts["root"] = make_account("Root", is_administrator=True)
    people = {name: Person(a.id, a.display_name, a.email) for name, a in accounts.items()}
    return Cast(**people)
