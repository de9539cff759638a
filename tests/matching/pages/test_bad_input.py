"""Is everything that cannot be matched refused in the browser, with what was typed kept and a sentence that helps?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, PairRule, PairRuleKind, RoundState
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from mentornet.safety.models import Block
from tests.matching.pages.scenes import Stage, state_of
from tests.support.applications import in_context
from tests.support.programs import make_program
from tests.support.rounds import make_mentee, make_mentor, open_round, small_program

TERMS = {**DEFAULT_WEIGHTS, "minimum_fit": 10, "objective": "total"}

TYPED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a weight that is no number": ({"goals": "nan"}, "This is not a whole number", 'value="nan"'),
    "a negative weight": ({"goals": "-1"}, "From 0 to 10.", 'value="-1"'),
    "a huge weight": ({"goals": "9" * 400}, "This number is too large to be meant", "9" * 400),
    "a minimum that is no number": ({"minimum_fit": "inf"}, "This is not a whole number", 'value="inf"'),
    "a minimum over the whole": ({"minimum_fit": "101"}, "From 0 to 100.", 'value="101"'),
    "no minimum": ({"minimum_fit": ""}, "Give a number; 0 sets no minimum.", 'name="minimum_fit"'),
    "an objective nobody knows": ({"objective": "best"}, "This is not among the choices", ""),
    "another word about the unranked": ({"unranked": "never"}, "This is not among the choices", ""),
    "a circle of a hundred": ({"circle_size": "100"}, "This is not among the choices", ""),
    "a circle of none": ({"circle_size": "0"}, "This is not among the choices", ""),
    "a circle in words": ({"circle_size": "six"}, "This is not among the choices", ""),
    "fewer than nobody for each": ({"least_mentees": "-1"}, "This is not among the choices", ""),
    "more for each than a circle takes": (
        {"circle_size": "2", "least_mentees": "4"},
        "A circle of 2 cannot begin with 4. Choose 2 or fewer.",
        '<option value="4" selected>',
    ),
}


@pytest.mark.parametrize(("typed", "said", "kept"), TYPED.values(), ids=TYPED.keys())
def test_terms_that_cannot_be_are_refused_and_what_was_typed_stays(
    app: Flask, stage: Stage, cora: Any, typed: dict[str, Any], said: str, kept: str
) -> None:
    round_id = stage(open_round)
    answer = cora.post(f"/rounds/{round_id}/terms", data={**TERMS, "path_walked": "9", **typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert kept in answer.text
    assert 'value="9"' in answer.text, "what was right is kept beside what was wrong"
    with app.app_context():
        assert db.session.get_one(MatchingRound, round_id).weights["path_walked"] != 9


def locked(program: Program, *pairs: tuple[int, int]) -> MatchingRound:
    db.session.add_all(
        PairRule(program_id=program.id, kind=PairRuleKind.LOCK, mentee_id=mentee, mentor_id=mentor)
        for mentee, mentor in pairs
    )
    db.session.flush()
    return open_round(program)


def lock_of_a_blocked_pair(cast: Any) -> MatchingRound:
    program = small_program(cast)
    db.session.add(Block(blocker_id=cast.ada.id, blocked_id=cast.ben.id))
    return locked(program, (cast.ben.id, cast.ada.id))


def locks_over_the_seats(cast: Any) -> MatchingRound:
    program = small_program(cast)
    flo = make_mentee(program, "Flo")
    return locked(program, (cast.ben.id, cast.ada.id), (flo.id, cast.ada.id))


def one_mentee_locked_twice(cast: Any) -> MatchingRound:
    program = small_program(cast)
    max_ = make_mentor(program, "Max")
    return locked(program, (cast.ben.id, cast.ada.id), (cast.ben.id, max_.id))


def nobody_who_seeks(cast: Any) -> MatchingRound:
    program = make_program(coordinator_id=cast.cora.id)
    make_mentor(program, "Mia")
    return open_round(program)


def nobody_who_offers(cast: Any) -> MatchingRound:
    program = make_program(coordinator_id=cast.cora.id)
    make_mentee(program, "Bo")
    return open_round(program)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lock_of_a_blocked_pair,
            "Ben and Ada are locked as a pair, but a hard rule forbids the pair now. Unlock them first.",
        ),
        (locks_over_the_seats, "Flo and Ada are locked as a pair, but the mentor has no free seat for it"),
        (
            one_mentee_locked_twice,
            "Ben and Max are locked as a pair, but the mentee is locked to somebody else as well",
        ),
        (nobody_who_seeks, "Nobody in this round waits for a mentor. Enrol mentees"),
        (nobody_who_offers, "No mentor in this round has a free seat. Ask mentors for seats"),
    ],
)
def test_a_round_that_cannot_be_solved_says_why_and_goes_back_to_where_it_was(
    app: Flask, cast: Any, cora: Any, make: Callable[[Any], MatchingRound], said: str
) -> None:
    with in_context(app):
        round_id = make(cast).id
    page = cora.post(f"/rounds/{round_id}/run", follow_redirects=True).text
    assert said in page
    assert state_of(app, round_id) is RoundState.GATHERING
