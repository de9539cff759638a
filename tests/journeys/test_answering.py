"""A mentee and a mentor answer on their phones; another says no, and the coordinator sees it."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from mentornet.foundation.database import db
from mentornet.matching.models import Proposal
from mentornet.matching.queries import get_round
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import DESK, PHONE
from tests.support.rounds import proposals_of, published_round, small_program


@pytest.fixture
def round_id(app, cast):
    with in_context(app):
        return published_round(small_program(cast)).id


def adas_proposal(app, cast):
    """Return the id of what is proposed to Ada, and who is the mentee."""
    with app.app_context():
        found = db.session.scalars(sa.select(Proposal).where(Proposal.mentor_id == cast.ada.id)).one()
        return found.id, found.mentee


@pytest.mark.browser
def test_two_yeses_on_two_phones_begin_a_mentorship_with_goals(app, cast, round_id, let_in):
    number, ben = adas_proposal(app, cast)
    mentee = let_in(ben, viewport=PHONE, has_touch=True)
    mentee.goto("/")
    assert_accessible(mentee)
    mentee.get_by_role("button", name="Read and answer").first.tap()
    expect(mentee).to_have_url(re.compile(f"/proposals/{number}$"))
    expect(mentee.get_by_role("heading", name="Why you two")).to_be_visible()
    assert_accessible(mentee)
    mentee.get_by_role("button", name="Accept Ada as your mentor").tap()
    expect(mentee.get_by_text("Your yes is noted.")).to_be_visible()

    mentor = let_in(cast.ada, viewport=PHONE, has_touch=True)
    mentor.goto("/notices")
    assert_accessible(mentor)
    mentor.get_by_role("button", name="Read and answer").tap()
    mentor.get_by_role("button", name="as your mentee").tap()
    expect(mentor.get_by_text("You both said yes. Your mentorship begins.")).to_be_visible()
    expect(mentor.get_by_role("link", name=ben.email)).to_be_visible()
    assert_accessible(mentor)

    mentor.get_by_role("link", name="Agree on your goals").first.tap()
    mentor.get_by_label("Goals in your own words").fill("Sit the entrance exam in May")
    assert_accessible(mentor)
    mentor.get_by_role("button", name="Propose this").tap()
    expect(mentor.get_by_text("Waits for")).to_be_visible()

    mentee.goto("/mentorships")
    assert_accessible(mentee)
    mentee.get_by_role("link", name="Ada", exact=True).tap()
    mentee.get_by_role("button", name="Agree to what stands below").tap()
    expect(mentee.get_by_text("Agreed by both")).to_be_visible()
    mentee.get_by_role("button", name=re.compile("^Reached")).tap()
    expect(mentee.get_by_role("button", name=re.compile("^Not yet reached"))).to_be_visible()
    assert_accessible(mentee)
    mentee.get_by_role("link", name="End the mentorship").tap()
    expect(mentee.get_by_role("button", name="End the mentorship")).to_be_visible()
    assert_accessible(mentee)


@pytest.mark.browser
def test_a_no_takes_one_tap_and_the_coordinator_sees_it(app, cast, round_id, let_in):
    number, _ = adas_proposal(app, cast)
    ada = let_in(cast.ada, viewport=PHONE, has_touch=True)
    ada.goto(f"/proposals/{number}")
    ada.get_by_role("button", name="Not this time").tap()
    expect(ada.get_by_role("heading", name="May we ask why?")).to_be_visible()
    assert_accessible(ada)
    ada.get_by_role("button", name="Our shifts do not fit").tap()
    expect(ada.get_by_text("Thank you.")).to_be_visible()

    cora = let_in(cast.cora, viewport=DESK)
    cora.goto("/")
    expect(cora.get_by_text("1 proposal ended without a match").first).to_be_visible()
    assert_accessible(cora)
    cora.get_by_role("button", name="Open the round").click()
    expect(cora).to_have_url(re.compile(f"/rounds/{round_id}/answers"))
    expect(cora.get_by_text("Declined").first).to_be_visible()
    with app.app_context():
        states = sorted(str(one.state) for one in proposals_of(get_round(round_id)))
        assert states == ["declined", "open"]


@pytest.mark.browser
def test_a_stranger_is_welcomed_at_every_width(app, open_page):
    for viewport in (PHONE, DESK):
        page = open_page(viewport=viewport)
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Learn from someone who stood on your rung."
        )
        assert_accessible(page)
