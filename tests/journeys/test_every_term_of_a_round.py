"""A coordinator sets everything a round can seek on a phone; a mentee gets two mentors; a mentor ranks mentees; a proof is taken home."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Page, expect

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.matching import services
from mentornet.matching.engine import Objective
from mentornet.matching.models import ProposalState
from mentornet.matching.rules import Terms
from mentornet.matching.words.objectives import OBJECTIVES
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.support.accessibility import assert_accessible
from tests.support.applications import in_context
from tests.support.browser import PHONE
from tests.support.rounds import (
    coordinator_of,
    make_mentor,
    open_round,
    proposals_of,
    publish_now,
    small_program,
    solve_now,
    solved_round,
)


@pytest.fixture(name="on_phone")
def phone_of(let_in: Callable[..., Page]) -> Callable[[Any], Page]:
    """Open a phone on which somebody is signed in."""
    return lambda person: let_in(person, viewport=PHONE, has_touch=True)


@pytest.mark.browser
def test_every_term_is_set_on_a_phone_from_links_alone(app: Flask, cast: Any, on_phone: Any) -> None:
    with in_context(app):
        open_round(small_program(cast))
    page = on_phone(cast.cora)
    page.goto("/programs/rungs")
    page.get_by_role("link", name="Run this program").tap()
    page.get_by_role("link", name="Rounds", exact=True).first.tap()
    page.get_by_role("link", name="Autumn round").tap()
    for objective in Objective:
        page.get_by_role("link", name="Change the terms").tap()
        page.get_by_text(OBJECTIVES[objective].name, exact=True).tap()
        page.get_by_text("Nobody else will do").tap()
        page.get_by_label("One to one, or circles").select_option("Circles of up to 3")
        page.get_by_label("For each mentor, where that can be").select_option("At least 2 mentees")
        page.get_by_label("At most, for each mentor").select_option("4 mentees")
        page.get_by_label("Mentors for each mentee").select_option("Up to 2 at once")
        page.get_by_label("Minimum fit, in per cent").fill("5")
        page.get_by_label("Goals").fill("9")
        page.get_by_role("button", name="Save for this round").tap()
        terms = page.get_by_role("region", name="On these terms")
        for said in (
            OBJECTIVES[objective].name,
            "Circles of up to 3",
            "At least 2 mentees, where that can be",
            "Up to 2 mentors at once",
            "5 %",
        ):
            expect(terms.get_by_text(said, exact=True)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Solve the round").tap()
    expect(page.get_by_text("3 of 3 mentees placed")).to_be_visible()
    expect(page.get_by_text("Proved the best there is")).to_be_visible()
    assert_accessible(page)


@pytest.mark.browser
def test_a_mentee_says_yes_to_two_mentors_on_a_phone(app: Flask, cast: Any, on_phone: Any) -> None:
    with in_context(app):
        program = small_program(cast)
        for name in ("Max", "Zoe", "Nia", "Eli"):
            make_mentor(program, name)
        matching_round = open_round(program)
        terms = Terms(most_mentors=2)
        services.set_terms(matching_round, by=coordinator_of(program), weights=DEFAULT_WEIGHTS, terms=terms)
        publish_now(solve_now(matching_round))
        mine = [
            (one.id, one.mentor, one.mentor.display_name)
            for one in proposals_of(matching_round, ProposalState.OPEN)
            if one.mentee_id == cast.ben.id
        ]
        db.session.expunge_all()
    ben = on_phone(cast.ben)
    for number, mentor, name in mine:
        ben.goto(f"/proposals/{number}")
        expect(ben.get_by_text("You may have up to 2 mentors here at once")).to_be_visible()
        assert_accessible(ben)
        ben.get_by_role("button", name=f"Accept {name} as your mentor").tap()
        expect(ben.get_by_text("Your yes is noted.")).to_be_visible()
        theirs = on_phone(mentor)
        theirs.goto(f"/proposals/{number}")
        theirs.get_by_role("button", name="as your mentee").tap()
        expect(theirs.get_by_text("You both said yes. Your mentorship begins.")).to_be_visible()
    ben.goto("/mentorships")
    for _, _, name in mine:
        expect(ben.get_by_role("link", name=name, exact=True).first).to_be_visible()
    assert_accessible(ben)
    ben.goto("/")
    assert_accessible(ben)


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_mentor_ranks_mentees_and_two_are_kept_apart(app: Flask, cast: Any, on_phone: Any) -> None:
    with in_context(app):
        open_round(small_program(cast))
    cora = on_phone(cast.cora)
    cora.goto("/programs/rungs/edit")
    cora.get_by_text("Mentors may look through the mentees").tap()
    cora.get_by_role("button", name="Save the terms").tap()

    ada = on_phone(cast.ada)
    ada.goto("/programs/rungs")
    ada.get_by_role("link", name="Look at the mentees").tap()
    for name in ("Bea", "Bo"):
        ada.get_by_role("link", name=name, exact=True).last.tap()
        ada.get_by_role("button", name=f"I would like to be matched with {name}").tap()
        expect(ada.get_by_text("Your wish is kept.")).to_be_visible()
        ada.goto("/people?side=mentee")
    ada.get_by_role("button", name="Move up Bo").tap()
    expect(ada.get_by_role("listitem").filter(has_text="Move up")).to_contain_text("Bea")

    cora.goto("/programs/rungs/rounds")
    cora.get_by_role("link", name="Autumn round").tap()
    expect(cora.get_by_text("0 mentees and 1 mentor named somebody they would like.")).to_be_visible()
    cora.get_by_role("link", name="Keep two together or apart").tap()
    expect(cora.get_by_role("heading", name="Keep two together or apart")).to_be_visible()
    assert_accessible(cora)
    cora.get_by_text("Keep them apart").tap()
    cora.get_by_label("Mentee", exact=True).fill("Bo")
    cora.get_by_label("Mentor", exact=True).fill("Ada")
    cora.get_by_role("button", name="Save this decision").tap()
    expect(cora.get_by_text("Bo and Ada: forbidden")).to_be_visible()
    with app.app_context():
        ben = db.session.scalars(sa.select(Account.display_name).where(Account.id == cast.ben.id)).one()
    cora.get_by_role("link", name="Keep two together or apart").tap()
    cora.get_by_label("Mentee", exact=True).fill(ben)
    cora.get_by_label("Mentor", exact=True).fill("Nobody I know")
    cora.get_by_role("button", name="Save this decision").tap()
    expect(
        cora.get_by_text("Nobody of this name or address is a mentor in this program").first
    ).to_be_visible()
    assert_accessible(cora)


@pytest.mark.browser
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_proof_is_checked_and_taken_home_from_the_review(app: Flask, cast: Any, on_phone: Any) -> None:
    with in_context(app):
        round_id = solved_round(small_program(cast)).id
    cora = on_phone(cast.cora)
    cora.goto(f"/rounds/{round_id}/review")
    cora.get_by_role("link", name="what that means").tap()
    cora.get_by_role("button", name="Check it again").tap()
    expect(cora.get_by_text("The proof holds: every pair was looked at again.")).to_be_visible()
    expect(cora.get_by_text(re.compile("Checked again on .*: it holds"))).to_be_visible()
    with cora.expect_download() as kept:
        cora.get_by_role("link", name="Download the certificate").tap()
    paper = json.loads(Path(kept.value.path()).read_text(encoding="utf-8"))
    assert paper["optimal"] is True
    assert paper["total"] == paper["bound"]
