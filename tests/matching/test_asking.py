"""Does what a mentee asks for decide whom they are matched with?"""

from __future__ import annotations

from typing import Any

import pytest

from mentornet.foundation.database import db
from mentornet.matching.models import Proposal
from mentornet.profiles.models import Stance
from mentornet.programs.models import Program
from tests.support.programs import make_program
from tests.support.rounds import make_mentee, make_mentor, proposals_of, solved_round


@pytest.fixture
def program(session: Any, cast: Any) -> Program:
    return make_program(coordinator_id=cast.cora.id)


def evidence(proposal: Proposal, criterion: str) -> list[str]:
    return [slug for part in proposal.parts if part["criterion"] == criterion for slug in part["evidence"]]


def match(program: Program, wanted: str) -> Proposal:
    """Let one mentee ask for `wanted`, match, and return the one draft."""
    mentee = make_mentee(program, f"Asks for {wanted}", specializations=[(wanted, Stance.WANTED)])
    db.session.commit()
    drafts = {draft.mentee_id: draft for draft in proposals_of(solved_round(program, name=wanted))}
    return drafts[mentee.id]


@pytest.mark.parametrize("asked", ["documentation", "group-facilitation"])
def test_who_asks_for_one_skill_is_matched_on_it(program: Program, asked: str) -> None:
    mentors = {
        skill: make_mentor(program, f"Offers {skill}", specializations=[(skill, Stance.OFFERED)]).id
        for skill in ("documentation", "group-facilitation")
    }
    draft = match(program, asked)
    assert draft.mentor_id == mentors[asked]
    assert evidence(draft, "skills") == [asked]


@pytest.mark.parametrize("wanted", ["geriatric", "suicide-prevention"])
def test_another_specialization_changes_the_pair_and_its_reason(program: Program, wanted: str) -> None:
    mentors = {
        slug: make_mentor(program, f"Holds {slug}", specializations=[(slug, Stance.HELD)]).id
        for slug in ("geriatric", "suicide-prevention")
    }
    draft = match(program, wanted)
    assert draft.mentor_id == mentors[wanted]
    criterion = "setting_population" if wanted == "geriatric" else "specializations"
    assert evidence(draft, criterion) == [wanted]
