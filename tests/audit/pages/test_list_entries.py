"""Does the trail show administrators what was done?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.audit.services import record
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.applications import in_context


@pytest.fixture
def acts(app, cast):
    with in_context(app):
        ada, cora = (db.session.get_one(Account, person.id) for person in (cast.ada, cast.cora))
        with clock.frozen_at(clock.now() - timedelta(days=9)):
            record("round.opened", by=cora, subject_type="round", subject_id=7)
            db.session.flush()
        record("round.published", by=cora, subject_type="round", subject_id=7, letters=12)
        record("proposal.accepted", by=ada, subject_type="proposal", subject_id=31)
        record("round.lapsed", by=None, subject_type="round", subject_id=8, kinds=["a", "b"])


def shown(visit, cast, **query):
    return visit(cast.root).get("/audit", query_string=query).get_data(as_text=True).partition("<table")[2]


def test_the_newest_act_stands_first_with_who_and_what(acts, visit, cast):
    page = shown(visit, cast)
    assert page.index("Round: lapsed") < page.index("Proposal: accepted") < page.index("Round: opened")
    assert "letters: 12" in page
    assert "kinds: a, b" in page
    assert "The house itself" in page


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ({"action": "round.published"}, "Round: published", "Round: opened"),
        ({"actor": "ada"}, "Proposal: accepted", "Round: published"),
        ({"subject": "round 8"}, "Round: lapsed", "Round: published"),
        ({"subject": "proposal"}, "Proposal: accepted", "Round: lapsed"),
    ],
)
def test_filters_narrow_the_trail(acts, visit, cast, query, seen, unseen):
    page = shown(visit, cast, **query)
    assert seen in page
    assert unseen not in page


def test_days_narrow_the_trail(acts, visit, cast):
    week = (clock.now() - timedelta(days=7)).date().isoformat()
    assert "Round: opened" not in shown(visit, cast, first=week)
    assert "Round: published" not in shown(visit, cast, last=week)


def test_a_day_that_is_none_is_said_to_be_wrong(acts, visit, cast):
    page = visit(cast.root).get("/audit?first=yesterday").get_data(as_text=True)
    assert "This is not a day of the calendar" in page


def test_a_trail_without_a_fitting_act_says_so(acts, visit, cast):
    assert "Nothing fits" in visit(cast.root).get("/audit?actor=nobody").get_data(as_text=True)


def test_what_happens_to_accounts_is_written_down_without_secrets(app, cast, visit):
    visit(cast.root).post(f"/administration/people/{cast.drew.id}/disable")
    page = shown(visit, cast)
    assert "Account: disabled" in page
    assert f"account {cast.drew.id}" in page
