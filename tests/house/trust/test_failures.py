"""What does a person see when the database is away, and does a limit hold over several machines?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from config import Settings
from mentornet import create_app
from mentornet.foundation.database import db
from tests.support.applications import KEY, another_site
from tests.support.client import SuspiciousClient


@pytest.fixture
def stranded(scratch):
    """A site whose database does not answer."""
    settings = Settings(
        database_url="postgresql://nobody@127.0.0.1:1/none",
        secret_key=KEY,
        data_folder=str(scratch),
        log_level="critical",
    )
    app = create_app(settings, QUEUE_IMMEDIATE=True)
    app.test_client_class = SuspiciousClient
    return app


@pytest.mark.parametrize(("method", "path"), [("GET", "/readyz"), ("GET", "/conduct"), ("POST", "/sign-in")])
def test_without_a_database_the_answer_is_503_and_when_to_come_back(stranded, method, path):
    form = {"email": "ben@people.example", "password": "anything at all"}
    answer = stranded.test_client().open(path, method=method, data=form if method == "POST" else None)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert b"resting" in answer.data
    assert b"psycopg" not in answer.data


def test_without_a_database_somebody_signed_in_gets_503_too(stranded):
    browser = stranded.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = "a token whose row cannot be read"
    answer = browser.get("/conduct")
    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_database_the_process_still_says_that_it_lives(stranded):
    assert stranded.test_client().get("/healthz").status_code == 200


def test_a_limit_holds_over_two_processes_on_one_database(app):
    form = {"email": "ben@people.example", "password": "not this one at all"}
    with another_site(app) as other:
        clients = [site.test_client() for _ in range(8) for site in (app, other)]
        statuses = [client.post("/sign-in", data=form).status_code for client in clients]
    assert statuses == [422] * 10 + [429] * 6


def test_failures_of_the_database_are_logged_without_what_was_written(app):
    settings = replace(app.config["SETTINGS"], development="")
    quiet = create_app(settings, QUEUE_IMMEDIATE=True)
    with quiet.app_context():
        assert db.engine.hide_parameters
        db.engine.dispose()
