"""The lists of events, the month, and what is chosen for somebody."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.events.models import EventSort, EventSpeaker, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.profiles.models import (
    MenteeProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    Stance,
)
from tests.events.doors import make_event
from tests.support.applications import in_context
from tests.support.statements import counted_statements


def read(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def three(app, cast):
    """An evening online in Los Angeles, a full morning in Chicago and a conference elsewhere."""
    with in_context(app):
        db.session.get_one(Account, cast.ben.id).time_zone = "America/Denver"
        make_event(
            "Évening calm",
            topics=["de-escalation"],
            specializations=["de-escalation"],
            is_online=True,
            place="",
            time_zone="America/Los_Angeles",
            contact_minutes=60,
        )
        full = make_event("Morning prep", place="Hall 1, Chicago", capacity=1, kind_slug="study-group")
        full.seats_taken = 1
        db.session.add(EventSpeaker(event_id=full.id, name="Dr. Lan Vu"))
        make_event(
            "Far conference",
            sort=EventSort.TRACKED,
            place="Honolulu",
            time_zone="Pacific/Honolulu",
            kind_slug="conference",
        )


CASES = [
    ("q=evening", "e"),
    ("q=CALM+evening", "e"),
    ("q=vu", "m"),
    ("q=%25", ""),
    ("kind=conference", "f"),
    ("topic=de-escalation", "e"),
    ("specialization=de-escalation", "e"),
    ("where=online", "e"),
    ("where=place", "mf"),
    ("place=chicago", "m"),
    ("near=1", "em"),
    ("near=0", ""),
    ("near=3", "emf"),
    ("sort=tracked", "f"),
    ("sort=ours", "em"),
    ("credit=y", "e"),
    ("seats=y", "e"),
    ("kind=nonsense&near=x&topic=%22&on=never&page=0", "emf"),
]
TITLES = {"e": "Évening calm", "m": "Morning prep", "f": "Far conference"}


@pytest.mark.parametrize(("address", "found"), CASES)
def test_each_filter_narrows_the_list(three, cast, visit, address, found):
    page = read(visit(cast.ben), f"/events?{address}")

    assert {letter for letter, title in TITLES.items() if title in page} == set(found)


def test_chosen_filters_are_labels_that_the_address_holds(three, cast, visit):
    page = read(visit(cast.ben), "/events?where=online&q=calm&near=1")

    assert 'href="/events?q=calm&amp;near=1">Online' in page
    assert "Within 1 hour of my time zone" in page
    assert 'value="calm"' in page


def test_one_day_is_that_of_the_readers_own_clock(app, cast, visit):
    with in_context(app):
        make_event("Late show", starts_at=datetime(2099, 5, 5, 3, tzinfo=UTC))
        db.session.get_one(Account, cast.ben.id).time_zone = "America/Los_Angeles"

    ben = visit(cast.ben)

    assert "Late show" in read(ben, "/events?on=2099-05-04")
    assert "Late show" not in read(ben, "/events?on=2099-05-05")


def test_a_month_shows_each_event_on_its_days_and_no_more_than_fit(app, cast, visit):
    with in_context(app):
        make_event(
            "Long conference",
            starts_at=datetime(2099, 5, 29, 15, tzinfo=UTC),
            ends_at=datetime(2099, 6, 2, 15, tzinfo=UTC),
        )
        for number in range(7):
            make_event(f"Talk {number}", starts_at=datetime(2099, 5, 12, 15 + number, tzinfo=UTC))

    page = read(visit(cast.ben), "/events/month?month=2099-05")

    assert page.count("Long conference") == 5 + 0  # to Tuesday, June 2, which its last week shows as well
    assert page.count(">Talk ") + page.count("</span> Talk ") == 4
    assert 'href="/events?on=2099-05-12">and 3 more' in page
    assert "June 2099" in page
    assert "No event falls in this month" in read(visit(), "/events/month?month=2098-01")


@pytest.mark.parametrize("month", ["", "nonsense", "2099-13", "0001-01", "9999-12", "2000-01", "2100-12"])
def test_a_month_that_is_none_is_this_one(visit, month):
    assert f"{clock.today():%B %Y}" in read(visit(), f"/events/month?month={month}")


def test_a_choice_for_somebody_says_why(app, cast, visit):
    with in_context(app):
        profile = Profile(account_id=cast.ben.id)
        profile.mentee = MenteeProfile(target_role_slug="registered-nurse")
        profile.goals = [ProfileGoal(goal_slug="crisis-skills", stance=Stance.WANTED, rank=1)]
        profile.specializations = [ProfileSpecialization(specialization_slug="geriatric", stance=Stance.HELD)]
        profile.credentials = [ProfileCredential(credential_slug="rbt", stance=Stance.HELD)]
        db.session.add(profile)
        make_event("For the goal", topics=["suicide-prevention"])
        make_event("For the specialty", specializations=["geriatric"])
        make_event("For the role", description="Two people tell how each became a Registered Nurse.")
        make_event("For the hours", contact_minutes=60)
        make_event("For others", topics=["research-update"])

    page = read(visit(cast.ben), "/events/for-you")

    assert "Serves a goal of yours: Suicide prevention and safety planning" in page
    assert "Your specialty: Geriatric" in page
    assert "About the role you aim for: Registered" in page
    assert "Carries credit, which your" in page
    assert "For others" not in page


def test_somebody_of_whom_nothing_is_known_is_sent_to_their_profile(cast, visit):
    assert "We do not know yet what suits you" in read(visit(cast.drew), "/events/for-you")


def test_the_usual_conferences_of_the_next_months_are_suggested_until_somebody_tracks_them(app, cast, visit):
    june = datetime(2027, 2, 10, 12, tzinfo=UTC)
    with clock.frozen_at(june):
        before = read(visit(cast.ben), "/events")
        form = read(visit(cast.ben), "/events/new?conference=natcon")
        with in_context(app):
            make_event("NatCon 27", sort=EventSort.TRACKED, conference_slug="natcon")
        after = read(visit(cast.ben), "/events")

    assert "Usually in April" in before
    assert "/events/new?conference=natcon" in before
    assert "/events/new?conference=natcon" not in after
    assert 'value="2027-04-01"' in form
    assert "NatCon" in form
    assert "conference=" not in read(visit(), "/events")


def test_the_lists_take_as_many_statements_for_many_events_as_for_few(app, cast, visit):
    def count(address):
        browser = visit(cast.ben)
        browser.get(address)
        with app.app_context(), counted_statements() as statements:
            browser.get(address)
        return len(statements)

    addresses = ("/events", "/events/past", "/events/month", "/events/for-you")
    with in_context(app):
        make_event("One")
    few = [count(address) for address in addresses]
    with in_context(app):
        for number in range(60):
            begins = clock.now() + timedelta(days=number - 30, hours=1)
            make_event(
                f"Event {number}", starts_at=begins, state=EventState.PUBLISHED, topics=["substance-use"]
            )
    many = [count(address) for address in addresses]

    assert [more - less for less, more in zip(few, many, strict=True)] <= [1] * len(few)
    assert max(many) <= 16


@pytest.mark.parametrize(("month", "leads"), [("2001-01", ["2001-02"]), ("2099-12", ["2099-11"])])
def test_the_first_and_the_last_month_lead_no_further(visit, month, leads):
    assert re.findall(r"month=(\d{4}-\d\d)", read(visit(), f"/events/month?month={month}")) == leads


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"q": "José"}, True),
        ({"q": "jose"}, True),
        ({"q": "Jóse nunez ärzte"}, True),
        ({"place": "århus"}, True),
        ({"place": "Arhus"}, True),
        ({"place": "Århús Hall"}, False),
        ({"place": "%"}, False),
        ({"place": "\N{ACUTE ACCENT}"}, False),
        ({"q": "núñez cafe"}, True),
        ({"q": "CAFÉ istanbul"}, True),
        ({"q": "😀"}, True),
        ({"place": "Århus"}, True),
        ({"q": "\N{ACUTE ACCENT}"}, False),
        ({"q": "\N{KATAKANA-HIRAGANA VOICED SOUND MARK} café"}, True),
        ({"q": "%_\\"}, False),
        ({"q": "\N{RIGHT-TO-LEFT OVERRIDE}"}, True),
        ({"q": "😀" * 2_000}, False),
    ],
)
def test_signs_of_any_script_find_what_has_them_and_break_nothing(app, visit, asked, is_found):
    with in_context(app):
        event = make_event("Café für Ärzte, İstanbul 😀", place="Århus")
        event.speakers = [EventSpeaker(position=0, name="José Núñez")]
    page = visit().get("/events", query_string=asked)
    assert page.status_code == 200
    assert ("Café für" in page.text) is is_found
