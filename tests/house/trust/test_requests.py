"""Is a forged, misdirected or oversized request refused?"""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.routing import Rule

from config import Settings
from mentornet import create_app
from tests.support.applications import KEY

WITHOUT_TOKEN = {"/notices/stop/<token>", "/notices/stop/guest/<token>"}
"""RFC 8058: a mail program posts to them, with no page and no cookie; the secret in their address is what it shows."""
SAMPLES = {"IdConverter": 1, "NameConverter": "x", "AnyConverter": None}


def _sample_address(app, rule: Rule) -> str:
    values = {}
    for name in rule.arguments - set(rule.defaults or ()):
        converter: Any = rule._converters[name]
        kind = type(converter).__name__
        values[name] = min(converter.items) if kind == "AnyConverter" else SAMPLES.get(kind, "x")
    return str(app.url_map.bind("localhost").build(rule.endpoint, values, method="POST"))


def test_no_form_is_taken_without_its_token(app, cast, visit):
    browser = visit(cast.root)
    taken = []
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            answer = browser.post(_sample_address(app, rule), token=False)
            taken += [rule.rule] if answer.status_code != 400 else []
    assert set(taken) == WITHOUT_TOKEN


def test_a_forged_token_is_refused(cast, visit):
    browser = visit(cast.ben)
    answer = browser.post("/sign-out", token=False, headers={"X-CSRFToken": "forged"})
    assert answer.status_code == 400


def test_only_our_own_host_is_answered_to(visit):
    answer = visit().get("/sign-in", base_url="http://evil.example/")
    assert answer.status_code == 400
    assert b"evil.example" not in answer.data


def test_forwarding_headers_of_strangers_are_ignored(visit):
    spoofed = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/x"}
    answer = visit().get("/account", headers=spoofed)
    assert answer.location == "/sign-in?next=/account"
    tries = [
        visit().post(
            "/sign-in",
            data={"email": "ben@people.example", "password": "not this one at all"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )
        for number in range(11)
    ]
    assert [answer.status_code for answer in tries] == [422] * 10 + [429]


def test_a_form_with_too_many_parts_is_refused(cast, visit):
    fields = {f"field-{number}": "x" for number in range(2_100)}
    answer = visit(cast.ben).post("/account", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, set()),
        ({"demo": "1"}, {"mailbox", "style"}),
        ({"development": "1", "mail_host": "smtp.people.example"}, {"style"}),
    ],
)
def test_the_mailbox_and_the_style_page_are_nowhere_but_where_the_site_is_tried_out(
    tmp_path, settings, shown
):
    site = Settings(data_folder=str(tmp_path), secret_key=KEY, **settings)
    rules = create_app(site, TESTING=True).url_map.iter_rules()
    assert {rule.rule.split("/")[1] for rule in rules} & {"mailbox", "style"} == shown
