"""Does every answer carry its headers, whatever went wrong?"""

from __future__ import annotations

import pytest

from mentornet.foundation.security import HEADERS

POLICY_STARTS = "default-src 'none'; script-src 'self'; style-src 'self'"


def _break(_app, monkeypatch):
    def broken():
        raise RuntimeError("the inner workings, password=hunter2")

    monkeypatch.setitem(_app.view_functions, "health.show_health", broken)


def answers(app, cast, visit, monkeypatch):
    """Yield one answer of each kind, by its status."""
    browser = visit(cast.ben)
    yield 200, browser.get("/account")
    yield 302, visit().get("/account")
    yield 400, browser.post("/sign-out", token=False)
    yield 403, browser.get("/audit")
    yield 404, browser.get("/there-is-no-such-page")
    yield 405, browser.post("/conduct")
    yield 413, browser.post("/account", data={"name": "x" * (5 * 1024 * 1024)})
    yield 422, browser.post("/account", data={"name": ""})
    _break(app, monkeypatch)
    yield 500, browser.get("/healthz")


def test_every_kind_of_answer_carries_every_header(app, cast, visit, monkeypatch):
    for status, answer in answers(app, cast, visit, monkeypatch):
        assert answer.status_code == status
        missing = {name for name, value in HEADERS.items() if answer.headers.get(name) != value}
        assert not missing, f"{status} lacks {missing}"
        assert answer.headers["Content-Security-Policy"].startswith(POLICY_STARTS)
        assert "Server" not in answer.headers
        assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("name", ["house.css", "house.js", "icons.svg"])
def test_files_carry_every_header_and_may_be_kept(app, visit, name):
    address = app.jinja_env.globals["static_url"](name)
    answer = visit().get(address)
    assert answer.status_code == 200
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


def test_pages_of_somebody_signed_in_are_kept_by_nobody(cast, visit):
    assert visit(cast.ben).get("/account").headers["Cache-Control"] == "no-store"
    assert visit().post("/sign-in").headers["Cache-Control"] == "no-store"


def test_a_page_that_breaks_shows_a_reference_and_nothing_else(app, cast, visit, monkeypatch):
    _break(app, monkeypatch)
    page = visit(cast.ben).get("/healthz").get_data(as_text=True)
    assert "reference: <strong" in page
    for inner in ("RuntimeError", "Traceback", "inner workings", "hunter2", "mentornet/", ".py"):
        assert inner not in page
