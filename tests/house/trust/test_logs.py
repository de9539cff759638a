"""Does the log tell what happened, and no secret?"""

from __future__ import annotations

import json
import re

import pytest

from mentornet.foundation import logs
from tests.support.applications import another_site
from tests.support.letters import newest_link

SIGN_UP = {
    "name": "Maria Santos",
    "email": "maria@people.example",
    "password": "herons over the pond",
    "side": "mentee",
    "is_adult": "y",
    "accepts_conduct": "y",
}


@pytest.fixture
def talkative(app, capsys):
    """The same site, logging all it can to where the test reads it."""
    with another_site(app, log_level="debug") as other:
        yield other
    logs.init_app(app)


def test_the_log_tells_of_tries_and_failures_on_one_line_each_and_no_secret(talkative, capsys, monkeypatch):
    browser = talkative.test_client()
    browser.post("/sign-up", data=SIGN_UP)
    confirming = newest_link(talkative, SIGN_UP["email"])
    browser.post(confirming)
    browser.post(confirming)
    token = browser.get_cookie("session").value
    stranger = talkative.test_client()
    stranger.post("/sign-in", data={"email": SIGN_UP["email"], "password": "a wrong guess at it"})
    stranger.post("/reset", data={"email": SIGN_UP["email"]})
    resetting = newest_link(talkative, SIGN_UP["email"])

    def broken(**_values):
        raise RuntimeError("broke while a link was used")

    monkeypatch.setitem(talkative.view_functions, "accounts.reset_password", broken)
    assert stranger.post(resetting).status_code == 500

    written = capsys.readouterr().err
    events = [json.loads(line) for line in written.splitlines()]
    assert {"refused", "sign_in_failed", "request_failed"} <= {event["event"] for event in events}
    secrets = [
        SIGN_UP["password"],
        "a wrong guess at it",
        SIGN_UP["email"],
        token,
        confirming.rpartition("/")[2],
        resetting.rpartition("/")[2],
    ]
    assert [secret for secret in secrets if secret in written] == []


def test_the_reference_a_person_sees_is_the_one_in_the_log(talkative, capsys, monkeypatch):
    def broken():
        raise RuntimeError("broke")

    monkeypatch.setitem(talkative.view_functions, "health.show_health", broken)
    page = talkative.test_client().get("/healthz").get_data(as_text=True)
    shown = re.search(r"reference: <strong[^>]*>(\w+)<", page)
    assert shown
    failed = [json.loads(line) for line in capsys.readouterr().err.splitlines()][-1]
    assert failed["reference"] == shown[1]
    assert "RuntimeError" in failed["exception"]
