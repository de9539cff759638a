"""A certificate that anyone can check by its code."""

from __future__ import annotations

import pytest

from mentornet.events.credit import services
from mentornet.events.credit.queries import get_certificate
from mentornet.events.credit.rules import UNDONE, shown_code
from tests.events.credit.doors import bens_certificate
from tests.support.applications import in_context


def read(browser, address):
    return browser.get(address).get_data(as_text=True)


@pytest.fixture
def code(app, cast):
    with in_context(app):
        return bens_certificate(cast).code


def test_a_stranger_checks_a_code_and_reads_what_is_certified(visit, code):
    stranger = visit()
    answer = stranger.get("/certificates", query_string={"code": code.lower()})
    assert answer.location == f"/certificates/{shown_code(code)}"
    page = read(stranger, answer.location)
    assert "genuine and counts" in page
    assert "Ben" in page
    assert "1.5 contact hours (90 minutes)" in page
    assert "NBCC" in page
    assert stranger.get(answer.location).headers["X-Robots-Tag"] == "noindex, nofollow"


def test_a_wrong_code_is_nobodys(visit):
    stranger = visit()
    assert stranger.get("/certificates?code=short").status_code == 422
    assert stranger.get("/certificates/7K2M-QX4T-9B0D").status_code == 404
    assert stranger.get("/certificates/%00.pdf").status_code == 404


def test_the_file_is_a_pdf_of_its_own_name(visit, code):
    answer = visit().get(f"/certificates/{shown_code(code)}.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert "certificate-calm-on-the-unit-" in answer.headers["Content-Disposition"]


def test_a_void_certificate_says_so_and_has_no_file(app, visit, code):
    with in_context(app):
        services.void(get_certificate(code), reason=UNDONE)
    page = read(visit(), f"/certificates/{shown_code(code)}")
    assert "This certificate is void." in page
    assert "genuine" not in page
    assert visit().get(f"/certificates/{shown_code(code)}.pdf").status_code == 409


def test_its_holder_finds_it_and_the_hours_behind_it(cast, visit, code):
    ben = visit(cast.ben)
    assert "My contact hours" in read(ben, f"/certificates/{shown_code(code)}")
    assert "My contact hours" not in read(visit(cast.ada), f"/certificates/{shown_code(code)}")
    record = read(ben, "/career/hours")
    assert "1.5 contact hours" in record
    assert f"/certificates/{shown_code(code)}" in record
