"""A coordinator opens a round, gathers, solves, locks one pair, solves again around it, and publishes."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching import services
from mentornet.matching.models import MatchingRound, Proposal, ProposalState, Unplaced
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import DESK
from tests.support.rounds import (
    make_mentor,
    open_round,
    proposals_of,
    published_round,
    small_program,
    solve_now,
    solved_round,
)


@pytest.fixture
def cora(let_in: Any, cast: Any) -> Page:
    """Open a browser in which Cora is signed in."""
    page: Page = let_in(cast.cora, viewport=DESK)
    return page


@pytest.mark.browser
def test_a_coordinator_runs_a_round_from_its_opening_to_its_letters(
    app: Flask, cast: Any, cora: Page
) -> None:
    with in_context(app):
        small_program(cast)
    page = cora

    page.goto("/programs/rungs/rounds")
    page.get_by_role("link", name="Open a round").first.click()
    page.get_by_label("Name of the round").fill("Winter round")
    page.get_by_role("button", name="Open the round").click()

    expect(page.get_by_role("heading", name="What will limit this round")).to_be_visible()
    expect(page.get_by_text("3 mentees and 2 seats of 2 mentors")).to_be_visible()
    page.get_by_role("button", name="Solve the round").click()

    expect(page.get_by_role("heading", name="Review the drafts")).to_be_visible()
    page.get_by_role("link", name="all reasons for").first.click()
    expect(page.get_by_text("Worth knowing.").first).to_be_visible()
    page.get_by_role("button", name="Lock").first.click()
    expect(page.get_by_text("Every further solve keeps them.")).to_be_visible()
    with app.app_context():
        locked = db.session.scalars(sa.select(Proposal).where(Proposal.is_locked)).one()
        pair = (locked.mentee_id, locked.mentor_id)

    page.get_by_role("button", name="Solve again around the locks").click()
    expect(page.get_by_role("heading", name="Review the drafts")).to_be_visible()
    page.get_by_role("link", name="Publish", exact=True).click()
    expect(page.get_by_text("4 letters would go out")).to_be_visible()
    page.get_by_role("button", name="Publish and send 4 letters").click()

    expect(page.get_by_text("2 proposals went out, and 4 letters with them.")).to_be_visible()
    with app.app_context():
        matching_round = db.session.scalars(sa.select(MatchingRound)).one()
        opened = proposals_of(matching_round, ProposalState.OPEN)
        assert pair in {(one.mentee_id, one.mentor_id) for one in opened}
        assert len(opened) == 2


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_pages_of_a_round_can_be_used_by_everybody(app: Flask, cast: Any, cora: Page) -> None:
    with in_context(app):
        program = small_program(cast)
        draft = solved_round(program)
        pair = proposals_of(draft)[0].id
        left = db.session.scalars(sa.select(Unplaced.mentee_id)).one()
        drafts = f"/rounds/{draft.id}"
        make_mentor(program, "Max", languages=[])
        gathering = f"/rounds/{open_round(program, name='Third round').id}"
    own = ("gathering", "terms", "review", "unplaced", "proof", "publish", f"unplaced/{left}/place")
    cora.set_viewport_size({"width": 360, "height": 780})
    for path in (
        "/programs/rungs/rounds",
        "/programs/rungs/rounds/new",
        f"{gathering}/gathering",
        *(f"{drafts}/{page}" for page in own),
        f"{drafts}/pairs/{pair}",
        f"{drafts}/pairs/{pair}/remove",
        f"{drafts}/pairs/{pair}/swap",
    ):
        cora.goto(path)
        assert_accessible(cora)


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_answers_of_a_round_can_be_read_by_everybody(app: Flask, cast: Any, cora: Page) -> None:
    with in_context(app):
        program = small_program(cast)
        out = published_round(program).id
        make_mentor(program, "Max")
    cora.set_viewport_size({"width": 360, "height": 780})
    for path in (f"/rounds/{out}/answers", f"/rounds/{out}/backfill"):
        cora.goto(path)
        assert_accessible(cora)


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_progress_of_a_solve_can_be_followed_by_everybody(
    app: Flask, cast: Any, cora: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_args: None)
    with in_context(app):
        waiting = solve_now(open_round(small_program(cast))).id
    cora.goto(f"/rounds/{waiting}/progress")
    expect(cora.get_by_text("Waiting for the worker")).to_be_visible()
    assert_accessible(cora)
    with in_context(app):
        services.return_round(waiting)
        db.session.scalars(sa.select(Job)).one().state = JobState.CANCELLED
    expect(cora.get_by_role("heading", name="What will limit this round")).to_be_visible()
