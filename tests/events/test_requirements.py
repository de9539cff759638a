"""Do the owner's own acceptance checks hold for events, conferences, memberships and talks, each tried as it is written?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.catalogue.models import Conference, EventKind, EventTopic, Goal, Organization
from mentornet.events.models import Event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.profiles.services import begin_profile
from tests.events.doors import TYPED, make_event
from tests.events.registering.scenes import account_of, an_event
from tests.support.applications import in_context
from tests.support.programs import make_program


def read(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Pacific/Honolulu", "Sat, Mar 6, 14:30 to 16:30 HST"),
        ("America/New_York", "Sat, Mar 6, 19:30 to 21:30 EST"),
        ("Asia/Kolkata", "Sun, Mar 7, 06:00 to 08:00 "),
        ("Pacific/Kiritimati", "Sun, Mar 7, 14:30 to 16:30"),
    ],
)
def test_r45_an_event_shows_in_the_users_own_zone(app, cast, visit, zone, shown):
    with in_context(app):
        event = make_event(starts_at=datetime(2027, 3, 7, 0, 30, tzinfo=UTC)).id
        db.session.get_one(Account, cast.ben.id).time_zone = zone
    with clock.frozen_at(datetime(2027, 3, 1, tzinfo=UTC)):
        assert shown in read(visit(cast.ben), f"/events/{event}")
        assert shown.partition(", ")[2].partition(",")[0] in read(visit(cast.ben), "/events")


def test_r45_an_event_has_a_kind_topics_a_zone_and_hours(app, cast, visit):
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id).id
        kinds = list(db.session.scalars(sa.select(EventKind.slug)))
        topics = list(db.session.scalars(sa.select(EventTopic.slug)))
    cora = visit(cast.cora)
    form = read(cora, "/events/new")
    for slug in (*kinds, *topics):
        assert f'value="{slug}"' in form
    for slug in kinds:
        told = TYPED | {"program": str(program), "kind_slug": slug, "topics": topics, "contact_minutes": "90"}
        assert cora.post("/events/new", data=told).status_code == 302
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Event.id))) == len(kinds)


def test_r45_capacity_and_the_waiting_list_work(app, cast, visit):
    with in_context(app):
        event = an_event(capacity=1).id
    ben, ada, drew = (visit(who) for who in (cast.ben, cast.ada, cast.drew))
    for browser in (ben, ada, drew):
        browser.post(f"/events/{event}/register")
    assert "You have a seat" in read(ben, f"/events/{event}")
    assert "You are number 1." in read(ada, f"/events/{event}")
    assert "You are number 2." in read(drew, f"/events/{event}")
    ben.post(f"/events/{event}/register/cancel")
    ada.post(f"/events/{event}/seat/take")
    assert "You have a seat" in read(ada, f"/events/{event}")
    assert "You are number 1." in read(drew, f"/events/{event}")


@pytest.mark.parametrize("month", range(1, 13))
def test_r46_upcoming_months_show_suggestions_the_whole_year_round(app, cast, visit, month):
    with clock.frozen_at(datetime(2027, month, 15, tzinfo=UTC)):
        page = read(visit(cast.ben), "/events")
    with app.app_context():
        usual = {one.slug: one.usual_months for one in db.session.scalars(sa.select(Conference))}
    shown = set(re.findall(r"/events/new\?conference=([a-z0-9-]+)", page))
    coming = {str((month + step - 1) % 12 + 1) for step in range(1, 12)}
    assert shown, "the coming months always have some"
    assert all(set(usual[slug]) & coming for slug in shown)


def test_r47_a_user_can_list_memberships(app, cast, visit):
    with in_context(app):
        begin_profile(account_of(cast.ben), mentee=True, mentor=False)
        known = {one.slug: one.official_name for one in db.session.scalars(sa.select(Organization))}
    ben = visit(cast.ben)
    offered = [
        slug for slug in known if f'name="memberships" value="{slug}"' in read(ben, "/profile/about-me")
    ]
    assert {"aapt", "nami", "apna", "naadac", "capt", "pra"} <= set(offered)
    ben.post("/profile/about-me", data={"memberships": offered})
    mine = read(ben, "/profile")
    for slug in offered:
        assert known[slug] in unescape(mine)


def test_r48_the_goal_exists_and_can_be_chosen(app, cast, visit):
    with app.app_context():
        goal = db.session.get_one(Goal, "conference-and-presentation")
        assert goal.retired_at is None
    with in_context(app):
        begin_profile(account_of(cast.ben), mentee=True, mentor=False)
    pages = [read(visit(cast.ben), f"/profile/{step}") for step in ("help", "where-i-want-to-be")]
    assert any('value="conference-and-presentation"' in page for page in pages)


def test_r48_the_abstract_checklist_removes_client_details(cast, visit):
    told = "For technicians. You will learn from my patient John Smith, MRN 445566, admitted on May 3, 93 years old."
    page = visit(cast.ben).post("/events/practise", data={"abstract": told, "leave_out": "y"}).text
    kept = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert kept
    for word in ("John", "Smith", "445566", "May 3", "93"):
        assert word not in kept.group(1)
    assert "You will learn" in kept.group(1)
