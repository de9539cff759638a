"""The record of contact hours: its list and sums, entries by hand, and the table."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from mentornet.career.models import CreditUnit
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.profiles.models import Profile, ProfileCredential, Stance
from tests.career.doors import TYPED, make_entry
from tests.support.applications import in_context


def read(browser, address):
    return browser.get(address).get_data(as_text=True)


@pytest.fixture
def ben(cast, visit):
    return visit(cast.ben)


def test_an_empty_record_says_what_will_be_there(ben):
    assert "Your record is empty" in read(ben, "/career/hours")


def test_an_entry_by_hand_is_added_changed_and_deleted(app, cast, ben):
    ben.post("/career/hours/new", data=TYPED | {"unit": "bacb-ceu", "figure": "1.5"})
    page = read(ben, "/career/hours")
    assert "1.5 BACB CEUs" in page
    assert "75 minutes" in page
    edit = page.split('href="/career/hours/')[-1].split('"')[0]
    form = read(ben, f"/career/hours/{edit}")
    assert 'value="1.5"' in form
    ben.post(f"/career/hours/{edit}", data=TYPED | {"title": "Day school"})
    page = read(ben, "/career/hours")
    assert "Day school" in page
    assert "1.5 contact hours" in page
    ben.post(f"/career/hours/{edit.split('/')[0]}/delete")
    assert "Your record is empty" in read(ben, "/career/hours")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give its title."),
        ({"figure": "much"}, "This is not a number. Write it in figures, such as 1.5."),
        ({"figure": "1e-999999"}, "as the certificate shows it"),
        ({"figure": "NaN"}, "To mend"),
        ({"figure": "1.25", "unit": "contact-hour-50"}, "62.5 minutes"),
        ({"unit": "furlong"}, "This is not among the choices."),
        ({"completed_on": "2999-01-01"}, "Choose a day from the year"),
        ({"completed_on": "2098-01-01"}, "still to come"),
        ({"approval_body_slug": "nobody"}, "This is not among the choices."),
    ],
)
def test_what_cannot_be_keeps_what_was_typed(ben, wrong, sentence):
    answer = ben.post("/career/hours/new", data=TYPED | wrong)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page


def test_sums_are_of_the_period_and_unit_by_unit(app, cast, ben):
    this_year = clock.today("America/New_York").year
    with in_context(app):
        make_entry(cast.ben.id, completed_on=date(this_year, 1, 1), minutes=60)
        make_entry(cast.ben.id, completed_on=date(this_year, 1, 1), minutes=50, unit=CreditUnit.BACB_CEU)
        make_entry(cast.ben.id, title="Long ago", completed_on=date(2019, 5, 5), minutes=600)
        make_entry(cast.ada.id, title="Somebody else's")
    everything = read(ben, "/career/hours")
    assert "11 h" in everything
    assert "are not added to one another" in everything
    assert "Somebody else" not in everything
    assert "Long ago" not in read(ben, f"/career/hours?since={this_year}-01-01")
    assert "Nothing in this period" in read(ben, "/career/hours?since=2001-01-01&until=2001-12-31")
    assert "Long ago" in read(ben, "/career/hours?since=nonsense&until=2019-05-05")


def test_the_record_is_given_as_a_table_that_runs_nothing(app, cast, ben):
    with in_context(app):
        make_entry(
            cast.ben.id, title="=1+1", minutes=50, approval_body_slug="bacb-ace", unit=CreditUnit.BACB_CEU
        )
    answer = ben.get("/career/hours.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[0]["Title"] == "'=1+1"
    assert (rows[0]["Minutes"], rows[0]["Amount"], rows[0]["Unit"]) == ("50", "1", "BACB CEUs")
    assert rows[0]["Approved by"].startswith("BACB")


def test_what_came_with_a_certificate_is_neither_edited_nor_deleted(app, cast, ben):
    with in_context(app):
        number = make_entry(cast.ben.id, source="event:1:registration:1").id
    assert ben.get(f"/career/hours/{number}/edit").status_code == 409
    assert ben.post(f"/career/hours/{number}/delete").status_code == 409


def hold(account_id, *slugs):
    """Let somebody hold credentials."""
    profile = Profile(account_id=account_id)
    profile.credentials = [ProfileCredential(credential_slug=slug, stance=Stance.HELD) for slug in slugs]
    db.session.add(profile)


def test_sums_are_those_of_a_credentials_own_period(app, cast, ben):
    with in_context(app):
        hold(cast.ben.id, "bcaba", "asist")
        make_entry(cast.ben.id, title="The day before", completed_on=date(2024, 2, 28))
        make_entry(cast.ben.id, title="First day", completed_on=date(2024, 2, 29), minutes=60)
        make_entry(
            cast.ben.id,
            title="Last day",
            completed_on=date(2026, 2, 27),
            minutes=75,
            unit=CreditUnit.BACB_CEU,
        )
        make_entry(cast.ben.id, title="The day after", completed_on=date(2026, 3, 1))
    page = read(ben, "/career/hours?credential=bcaba&since=2024-02-29")
    assert "Every 2 years, 20 hours of education" in page
    assert "from February 29, 2024 to February 27, 2026" in page
    assert "1.5" in page
    assert [title in page for title in ("First day", "Last day")] == [True, True]
    assert [title in page for title in ("The day before", "The day after")] == [False, False]
    assert "asist" not in page, "what is never renewed has no period"
    table = read(ben, "/career/hours.csv?credential=bcaba&since=2024-02-29")
    assert "First day" in table
    assert "The day after" not in table


def test_a_period_is_the_one_that_ends_today_until_its_first_day_is_known(app, cast, ben):
    with in_context(app):
        hold(cast.ben.id, "ncpt-1")
        make_entry(cast.ben.id, title="This morning", completed_on=clock.today("America/New_York"))
        make_entry(cast.ben.id, title="Long ago", completed_on=date(2019, 5, 5))
    for asked in ("", "&since=nonsense", "&since=0001-01-01", "&since=9999-12-31"):
        page = read(ben, f"/career/hours?credential=ncpt-1{asked}")
        assert "Renewal: confirm with the issuer" in page, "figures nobody confirmed are no facts"
        assert "This morning" in page
        assert "Long ago" not in page


def test_nobody_reads_a_period_of_what_they_do_not_hold(app, cast, ben):
    page = read(ben, "/career/hours?credential=bcba")
    assert "Renewing" not in page
