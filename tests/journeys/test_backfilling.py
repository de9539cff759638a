"""One says no; the coordinator backfills, and the seat goes to the mentee who was left out."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.matching.answers.services import accept_proposal
from mentornet.matching.models import Proposal, ProposalState, Unplaced
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import MentorProfile
from tests.support.applications import in_context
from tests.support.browser import DESK, PHONE, sign_in
from tests.support.rounds import published_round, small_program


def proposal_of(mentor_name: str) -> Proposal:
    """Return the newest proposal to the mentor of that name."""
    theirs = sa.select(Proposal).join(Account, Account.id == Proposal.mentor_id)
    newest = theirs.where(Account.display_name == mentor_name).order_by(Proposal.id.desc()).limit(1)
    return db.session.scalars(newest).one()


@pytest.mark.browser
def test_a_no_is_backfilled_with_the_mentee_who_was_left_out(app, cast, open_page):
    with in_context(app):
        round_id = published_round(small_program(cast)).id
        kept = proposal_of("Mia")
        accept_proposal(kept, by=kept.mentee)
        accept_proposal(kept, by=kept.mentor)
        left_out = db.session.scalars(sa.select(Unplaced.mentee_id)).one()
        refused = proposal_of("Ada")
        kept_pair, refused_id, decliner = (kept.mentee_id, kept.mentor_id), refused.id, refused.mentee_id

    phone = open_page(viewport=PHONE, has_touch=True)
    sign_in(phone, app, decliner)
    phone.goto(f"/proposals/{refused_id}")
    phone.get_by_role("button", name="Not this time").tap()
    phone.get_by_role("button", name="I have no time for it now").tap()

    desk = open_page(viewport=DESK)
    sign_in(desk, app, cast.cora.id)
    desk.goto(f"/rounds/{round_id}")
    desk.get_by_role("link", name="Backfill").first.click()
    desk.get_by_role("button", name="Draft the backfill").click()
    desk.get_by_role("link", name="Review the backfill").click()
    desk.get_by_role("link", name="Publish", exact=True).click()
    desk.get_by_role("button", name="Publish and send 2 letters").click()
    expect(desk.get_by_text("2 letters with")).to_be_visible()

    with app.app_context():
        filled = proposal_of("Ada")
        assert (filled.mentee_id, filled.state) == (left_out, ProposalState.OPEN)
        pairs = [(one.mentee_id, one.mentor_id) for one in db.session.scalars(sa.select(Mentorship))]
        assert pairs == [kept_pair]
        assert all(
            mentor.seats_taken <= mentor.seats for mentor in db.session.scalars(sa.select(MentorProfile))
        )
    next_one = open_page(viewport=PHONE, has_touch=True)
    sign_in(next_one, app, left_out)
    next_one.goto("/")
    next_one.get_by_role("button", name="Read and answer").first.tap()
    expect(next_one.get_by_role("button", name="Accept Ada as your mentor")).to_be_visible()
