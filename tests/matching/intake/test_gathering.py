"""Does the engine see people as they are, and are those left out who should be?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching.intake import LeftOut, gather
from mentornet.matching.models import Answer, MatchingRound, ProposalState, RoundState, Unplaced
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import ShiftPattern, Stance
from mentornet.programs.models import EnrolmentState, Program, Side
from tests.matching.intake.scenes import pair
from tests.support.pairs import propose
from tests.support.programs import make_cohort
from tests.support.rounds import make_mentee, make_mentor, open_round
from tests.support.statements import counted_statements


# What the engine sees of a person
def test_a_mentee_is_seen_with_the_path_they_want(program: Program) -> None:
    make_mentee(program, "Ben Two", goals=("nursing-path", "degree"))
    mentee = gather(open_round(program)).pool.mentees[0]
    assert mentee.steps_wanted[0][0] == "mental-health-technician"
    assert mentee.steps_wanted[-1][1] == "registered-nurse"
    assert mentee.goals == ("nursing-path", "degree")
    assert mentee.level == 1
    assert mentee.region == "us-ca"


def test_a_mentor_is_seen_with_the_steps_they_walked_and_their_free_seats(program: Program) -> None:
    make_mentor(program, "Ada Two", seats=3, seats_taken=1)
    mentor = gather(open_round(program)).pool.mentors[0]
    assert mentor.seats == 2
    assert [(step.from_role, step.to_role, step.year) for step in mentor.walked] == [
        ("mental-health-technician", "registered-nurse", 2021)
    ]


def test_the_role_of_today_is_the_last_step_walked(program: Program) -> None:
    make_mentor(program, "Ada Two", role="nurse-manager")
    mentor = gather(open_round(program)).pool.mentors[0]
    assert (mentor.walked[-1].from_role, mentor.walked[-1].to_role) == (
        "registered-nurse",
        "nurse-manager",
    )


def test_skills_settings_and_populations_are_told_apart_by_their_area(program: Program) -> None:
    chosen = [
        ("de-escalation", Stance.WANTED),
        ("inpatient-acute", Stance.HELD),
        ("geriatric", Stance.WANTED),
        ("trauma-therapy", Stance.WANTED),
    ]
    make_mentee(program, "Ben Two", specializations=chosen)
    mentee = gather(open_round(program)).pool.mentees[0]
    assert mentee.skills == ("de-escalation",)
    assert mentee.settings == ("inpatient-acute",)
    assert mentee.populations == ("geriatric",)
    assert mentee.specializations == ("trauma-therapy",)


def test_the_state_of_a_licence_sought_and_of_licences_held_is_seen(program: Program) -> None:
    make_mentee(program, "Ben Two", credentials=[("ca-lpt", Stance.WANTED, "us-ca")])
    make_mentor(program, "Ada Two", credentials=[("ca-lpt", Stance.HELD, "us-ca")])
    pool = gather(open_round(program)).pool
    assert pool.mentees[0].licence_state == "us-ca"
    assert pool.mentors[0].licence_states == ("us-ca",)


def test_hours_are_compared_in_one_week_whatever_the_zones(program: Program) -> None:
    east, west = make_mentee(program, "Ben Two"), make_mentor(program, "Ada Two")
    east.time_zone, west.time_zone = "America/New_York", "America/Los_Angeles"
    db.session.flush()
    pool = gather(open_round(program)).pool
    shared = (pool.mentees[0].available or 0) & (pool.mentors[0].available or 0)
    assert shared.bit_count() == 1  # 20 to 24 in the east is 17 to 21 in the west: one hour of each evening


def test_who_works_rotating_shifts_is_seen_as_such(program: Program) -> None:
    make_mentee(program, "Ben Two", shift=ShiftPattern.ROTATING, blocks=0)
    mentee = gather(open_round(program)).pool.mentees[0]
    assert mentee.rotates
    assert mentee.available is None


def test_weights_seed_and_minimum_fit_come_from_the_round(program: Program) -> None:
    matching_round = open_round(program, seed=42)
    matching_round.weights = {"goals": 9}
    matching_round.minimum_fit = 35
    settings = gather(matching_round).settings
    assert settings.weights["goals"] == 9
    assert settings.minimum_score == 350_000
    assert settings.seed == 42


# Who is gathered, and who is not
def test_people_of_another_cohort_are_not_gathered(program: Program) -> None:
    cohort = make_cohort(program, "Spring", date(2026, 3, 1))
    make_mentee(program, "In", cohort_id=cohort.id)
    make_mentee(program, "Out")
    gathered = gather(open_round(program, cohort_id=cohort.id))
    assert [gathered.names[one.id] for one in gathered.pool.mentees] == ["In"]


def test_people_who_paused_their_enrolment_are_not_gathered(program: Program) -> None:
    make_mentee(program, "Ben Two", state=EnrolmentState.PAUSED)
    assert not gather(open_round(program)).pool.mentees


def test_a_disabled_account_is_not_gathered(program: Program) -> None:
    make_mentee(program, "Ben Two").disabled_at = clock.now()
    db.session.flush()
    assert not gather(open_round(program)).pool.mentees


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"seats": 1, "seats_taken": 1}, LeftOut.NO_SEAT),
        ({"paused_until": date(2999, 1, 1)}, LeftOut.PAUSED),
    ],
)
def test_a_mentor_without_a_free_seat_or_on_a_pause_is_left_out_and_it_is_said_why(
    program: Program, values: dict[str, Any], why: LeftOut
) -> None:
    mentor = make_mentor(program, "Ada Two", **values)
    gathered = gather(open_round(program))
    assert not gathered.pool.mentors
    assert gathered.left_out[Side.MENTOR, mentor.id] is why


def test_a_mentor_whose_pause_is_over_is_gathered(program: Program) -> None:
    make_mentor(program, "Ada Two", paused_until=date(2020, 1, 1))
    assert gather(open_round(program)).pool.mentors


def test_a_mentee_who_paused_is_left_out(program: Program) -> None:
    mentee = make_mentee(program, "Ben Two", is_paused=True)
    assert gather(open_round(program)).left_out[Side.MENTEE, mentee.id] is LeftOut.PAUSED


def test_somebody_without_a_profile_is_left_out(program: Program, cast: Any) -> None:
    from tests.support.programs import make_enrolment

    make_enrolment(program, cast.drew.id, Side.MENTEE)
    assert gather(open_round(program)).left_out[Side.MENTEE, cast.drew.id] is LeftOut.NO_PROFILE


def test_a_mentee_with_a_live_mentorship_of_the_program_is_left_out(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    db.session.add(Mentorship(program_id=program.id, mentee_id=mentee.id, mentor_id=mentor.id))
    db.session.flush()
    assert gather(matching_round).left_out[Side.MENTEE, mentee.id] is LeftOut.HAS_MENTOR


def test_a_mentee_with_an_open_proposal_of_the_program_is_left_out(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    propose(open_round(program, name="Earlier"), mentee.id, mentor.id)
    assert gather(matching_round).left_out[Side.MENTEE, mentee.id] is LeftOut.HAS_PROPOSAL


# A backfill
def test_a_backfill_leaves_out_who_did_not_answer_and_who_joined_later(program: Program) -> None:
    mentee, mentor, matching_round = pair(program)
    matching_round.state = RoundState.PUBLISHED
    propose(matching_round, mentee.id, mentor.id, state=ProposalState.LAPSED)
    newcomer = make_mentee(program, "New Comer")
    gathered = gather(matching_round)
    assert gathered.left_out[Side.MENTEE, mentee.id] is LeftOut.NO_ANSWER
    assert gathered.left_out[Side.MENTOR, mentor.id] is LeftOut.NO_ANSWER
    assert gathered.left_out[Side.MENTEE, newcomer.id] is LeftOut.NOT_IN_ROUND


# Cost
def test_gathering_takes_as_many_statements_for_forty_people_as_for_four(program: Program) -> None:
    def gather_counted() -> int:
        with counted_statements() as sent:
            gather(matching_round)
        return len(sent)

    for number in range(2):
        make_mentee(program, f"Few {number}")
        make_mentor(program, f"Mentor {number}")
    matching_round = open_round(program)
    gather(matching_round)  # the ladder is read once a process
    few = gather_counted()
    for number in range(18):
        make_mentee(program, f"Many {number}")
        make_mentor(program, f"More {number}")
    assert gather_counted() == few
    assert few < 25


# Whom the last round let down
def priorities(matching_round: MatchingRound) -> dict[str, int]:
    gathered = gather(matching_round)
    return {gathered.names[mentee.id]: mentee.priority for mentee in gathered.pool.mentees}


def test_whom_the_last_round_let_down_comes_a_little_before_others(program: Program) -> None:
    mentees = {
        name: make_mentee(program, name)
        for name in ("Left Out", "Told No", "Said No", "Let Lapse", "Kept Waiting", "Given Up", "New Here")
    }
    mentor = make_mentor(program, "Ada Two", seats=9)
    last = open_round(program)
    last.state, last.waves = RoundState.CLOSED, 1
    db.session.add(Unplaced(round_id=last.id, mentee_id=mentees["Left Out"].id, reason={"why": "no_seats"}))
    ends: dict[str, dict[str, Any]] = {
        "Told No": {"state": ProposalState.DECLINED, "mentor_answer": Answer.DECLINED},
        "Said No": {"state": ProposalState.DECLINED, "mentee_answer": Answer.DECLINED},
        "Let Lapse": {"state": ProposalState.LAPSED},
        "Kept Waiting": {"state": ProposalState.LAPSED, "mentee_answer": Answer.ACCEPTED},
        "Given Up": {"state": ProposalState.WITHDRAWN},
    }
    for name, values in ends.items():
        proposal = propose(last, mentees[name].id, mentor.id)
        for key, value in values.items():
            setattr(proposal, key, value)
    db.session.flush()
    now = open_round(program, name="Winter round")
    first = {name for name, priority in priorities(now).items() if priority}
    assert first == {"Left Out", "Told No", "Kept Waiting", "Given Up"}


def test_only_the_round_that_went_out_last_counts(program: Program) -> None:
    mentee = make_mentee(program, "Ben Two")
    for waves, is_left in ((1, True), (1, False), (0, True)):
        earlier = open_round(program)
        earlier.state, earlier.waves = RoundState.CLOSED if waves else RoundState.CANCELLED, waves
        if is_left:
            db.session.add(Unplaced(round_id=earlier.id, mentee_id=mentee.id, reason={"why": "no_seats"}))
    db.session.flush()
    assert priorities(open_round(program)) == {"Ben Two": 0}


def test_a_few_are_gathered_as_they_are_in_the_whole_round(program: Program) -> None:
    ben, ada = make_mentee(program, "Ben Two", goals=("degree",)), make_mentor(program, "Ada Two", seats=2)
    make_mentee(program, "Bea Three")
    make_mentor(program, "Abe Three")
    matching_round = open_round(program)
    whole, few = gather(matching_round), gather(matching_round, only={ben.id, ada.id})
    assert few.pool.mentees == tuple(one for one in whole.pool.mentees if one.id == str(ben.id))
    assert few.pool.mentors == tuple(one for one in whole.pool.mentors if one.id == str(ada.id))


def test_facts_asked_for_by_enrolment_and_by_number_are_the_same(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_mentee(program, "Ben Two", goals=("nursing-path", "degree"))
    make_mentor(program, "Ada Two", seats=3)
    matching_round = open_round(program)
    by_number = gather(matching_round)
    monkeypatch.setattr("mentornet.matching.intake.rows.FEW", 0)
    assert gather(matching_round) == by_number
