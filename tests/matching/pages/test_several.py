"""Can a coordinator give mentees several mentors in the browser, and do both sides know what they say yes to?"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Flask

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, ProposalState
from mentornet.mentorships.models import Mentorship
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.matching.pages.scenes import Stage
from tests.support.cast import browser_of
from tests.support.letters import letters_to
from tests.support.rounds import make_mentor, open_round, proposals_of, publish_now, solve_now


def with_six_seats(program: Program) -> MatchingRound:
    """Open a round of three mentees and six seats."""
    for name in ("Max", "Zoe", "Nia", "Eli"):
        make_mentor(program, name)
    return open_round(program)


def terms(**values: Any) -> dict[str, Any]:
    return {**DEFAULT_WEIGHTS, "minimum_fit": 0, "objective": "most", **values}


def test_a_round_of_two_mentors_each_goes_from_its_terms_to_two_mentorships(
    app: Flask, stage: Stage, cora: Any, visit: Any, cast: Any
) -> None:
    round_id = stage(with_six_seats)
    assert cora.post(f"/rounds/{round_id}/terms", data=terms(most_mentors=2)).status_code == 302
    assert "Up to 2 mentors at once" in cora.get(f"/rounds/{round_id}/gathering").text
    page = cora.post(f"/rounds/{round_id}/run", follow_redirects=True).text
    assert "3 of 3 mentees placed" in page
    assert "3 mentees would get 2 mentors" in page
    with app.app_context():
        matching_round = db.session.get_one(MatchingRound, round_id)
        publish_now(matching_round)
        mine = [
            (one.id, one.mentor_id)
            for one in proposals_of(matching_round, ProposalState.OPEN)
            if one.mentee_id == cast.ben.id
        ]
    assert "up to 2 mentors here at once" in letters_to(app, cast.ben.email)[0].text
    assert len(mine) == 2
    ben = visit(cast.ben)
    first, second = (number for number, _ in mine)
    assert f'<a href="/proposals/{second}">' in ben.get(f"/proposals/{first}").text
    assert "awaits your answer" in ben.get(f"/proposals/{first}").text
    assert "Also proposed to you" not in browser_of(app, mine[0][1]).get(f"/proposals/{first}").text
    for number, mentor_id in mine:
        asked = ben.get(f"/proposals/{number}").text
        assert "You may have up to 2 mentors here at once; answer each proposal by itself" in asked
        ben.post(f"/proposals/{number}/accept")
        mentor = browser_of(app, mentor_id)
        assert "and you would be one of them" in mentor.get(f"/proposals/{number}").text
        begun = mentor.post(f"/proposals/{number}/accept", follow_redirects=True).text
        assert "You both said yes. Your mentorship begins." in begun
    assert "Also proposed to you" not in ben.get(f"/proposals/{first}").text
    with app.app_context():
        pairs = sa.select(Mentorship.mentor_id).where(Mentorship.mentee_id == cast.ben.id)
        assert set(db.session.scalars(pairs)) == {mentor_id for _, mentor_id in mine}
    assert "2 of 6 proposals accepted by both" in cora.get(f"/rounds/{round_id}/answers").text


def test_a_second_mentor_is_added_by_hand_from_the_pairs_own_page(
    app: Flask, stage: Stage, cora: Any
) -> None:
    def scene(program: Program) -> MatchingRound:
        make_mentor(program, "Max")
        return open_round(program)

    round_id = stage(scene)
    cora.post(f"/rounds/{round_id}/terms", data=terms(most_mentors=2))
    cora.post(f"/rounds/{round_id}/run")
    with app.app_context():
        matching_round = db.session.get_one(MatchingRound, round_id)
        make_mentor(matching_round.program, "Zoe")
        db.session.commit()
        one = proposals_of(matching_round)[0]
        pair, mentee, name = one.id, one.mentee_id, one.mentee.display_name
    assert f"Add another mentor for {name}" in cora.get(f"/rounds/{round_id}/pairs/{pair}").text
    page = cora.get(f"/rounds/{round_id}/unplaced/{mentee}/place").text
    assert "Zoe" in page
    with app.app_context():
        zoe = db.session.scalar(sa.select(Account.id).where(Account.display_name == "Zoe"))
    assert cora.post(f"/rounds/{round_id}/unplaced/{mentee}/place/{zoe}").status_code == 302
    page = cora.get(f"/rounds/{round_id}/review").text
    assert "1 mentee would get 2 mentors and 2 mentees would get 1 mentor" in page
    assert "Have 2 mentors" in page


def test_a_round_begins_with_one_mentor_each(stage: Stage, cora: Any) -> None:
    round_id = stage(open_round)
    assert '<option value="1" selected>One<' in cora.get(f"/rounds/{round_id}/terms").text
    page = cora.get(f"/rounds/{round_id}/gathering").text
    assert "One mentor" in page
    cora.post(f"/rounds/{round_id}/run")
    assert "Several mentors" not in cora.get(f"/rounds/{round_id}/review").text


def test_nobody_is_given_more_mentors_than_there_is_a_choice_for(stage: Stage, cora: Any) -> None:
    round_id = stage(open_round)
    answer = cora.post(f"/rounds/{round_id}/terms", data=terms(most_mentors=9))
    assert answer.status_code == 422


def test_a_backfill_counts_who_could_have_one_more(app: Flask, stage: Stage, cora: Any) -> None:
    def out(program: Program) -> MatchingRound:
        matching_round = open_round(program)
        matching_round.most_mentors = 2
        publish_now(solve_now(matching_round))
        make_mentor(program, "Max")
        return matching_round

    page = cora.get(f"/rounds/{stage(out)}/backfill").text
    assert "Could have one more" in page
    assert "Pairs at most" in page
