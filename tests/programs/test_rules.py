"""What do the programs' rules allow, and what do they say where they do not?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornet.foundation.errors import Refusal
from mentornet.programs import rules
from mentornet.programs.models import (
    Cohort,
    EnrolmentState,
    Intake,
    Program,
    ProgramQuestion,
    QuestionKind,
    Side,
)
from mentornet.programs.rules import Way

TODAY = date(2026, 11, 23)


def program(**values):
    return Program(
        **{"name": "Rungs", "intake": Intake.OPEN, "is_rolling": True, "cohorts": []} | values,
    )


def test_an_open_program_lets_people_in():
    assert rules.intake_obstacle(program(), way=Way.OPEN, today=TODAY) is None


def test_a_closed_program_lets_nobody_in_not_even_by_invitation():
    closed = program(closed_at=datetime(2026, 11, 1, tzinfo=UTC))

    for way in Way:
        sentence = rules.intake_obstacle(closed, way=way, today=TODAY)
        assert sentence is not None
        assert sentence.startswith("Rungs is closed")


@pytest.mark.parametrize(
    ("intake", "way", "words"),
    [
        (Intake.LINK, Way.OPEN, "through a link"),
        (Intake.INVITATION, Way.OPEN, "by invitation"),
        (Intake.INVITATION, Way.LINK, "lets nobody in any more"),
    ],
)
def test_the_wrong_way_in_says_which_is_the_right_one(intake, way, words):
    sentence = rules.intake_obstacle(program(intake=intake), way=way, today=TODAY)

    assert sentence is not None
    assert words in sentence


@pytest.mark.parametrize("way", [Way.INVITATION, Way.COORDINATOR])
def test_whom_the_coordinator_asked_for_comes_in_at_any_time(way):
    shut = program(intake=Intake.INVITATION, opens_on=date(2027, 1, 1), is_rolling=False)

    assert rules.intake_obstacle(shut, way=way, today=TODAY) is None


def test_an_intake_that_has_not_begun_says_when_it_does():
    with pytest.raises(Refusal, match="from November 24, 2026 on"):
        rules.ensure_lets_in(program(opens_on=date(2026, 11, 24)), way=Way.OPEN, today=TODAY)


def test_an_intake_is_open_on_its_last_day_and_not_after_it():
    last = program(closes_on=TODAY)

    rules.ensure_lets_in(last, way=Way.OPEN, today=TODAY)
    with pytest.raises(Refusal, match="until November 23, 2026"):
        rules.ensure_lets_in(last, way=Way.OPEN, today=date(2026, 11, 24))


def test_a_program_of_cohorts_with_none_ahead_says_so():
    begun = program(is_rolling=False, cohorts=[Cohort(id=1, name="Fall", begins_on=date(2026, 9, 1))])

    with pytest.raises(Refusal, match="has no date yet"):
        rules.ensure_lets_in(begun, way=Way.OPEN, today=TODAY)


def test_who_comes_in_today_belongs_to_the_next_cohort():
    fall, spring, summer = (
        Cohort(id=n, name=name, begins_on=begins_on)
        for n, (name, begins_on) in enumerate(
            [("Fall", date(2026, 9, 1)), ("Spring", date(2027, 2, 1)), ("Summer", date(2027, 6, 1))]
        )
    )
    ahead = program(is_rolling=False, cohorts=[summer, fall, spring])

    assert rules.next_cohort(ahead, TODAY) is spring
    assert rules.cohorts_ahead(ahead.cohorts, TODAY) == [spring, summer]


def test_a_full_side_is_refused_and_the_other_is_not():
    small = program(mentee_places=2)

    rules.ensure_has_place(small, side=Side.MENTEE, taken=1)
    rules.ensure_has_place(small, side=Side.MENTOR, taken=900)
    with pytest.raises(Refusal, match="All 2 mentee places of Rungs are taken"):
        rules.ensure_has_place(small, side=Side.MENTEE, taken=2)


@pytest.mark.parametrize("state", EnrolmentState)
def test_no_enrolment_steps_to_where_it_stands(state):
    with pytest.raises(Refusal, match="already"):
        rules.ensure_can_step(state, state)


def test_nobody_resumes_after_withdrawing():
    with pytest.raises(Refusal, match="enrolling again"):
        rules.ensure_can_step(EnrolmentState.WITHDRAWN, EnrolmentState.ACTIVE)


def test_the_last_coordinator_stays():
    rules.ensure_can_remove_coordinator(how_many=2)
    with pytest.raises(Refusal, match="only coordinator"):
        rules.ensure_can_remove_coordinator(how_many=1)


def question(key, kind=QuestionKind.TEXT, **values):
    return ProgramQuestion(id=key, prompt=f"Question {key}", kind=kind, **values)


def test_answers_keep_only_what_was_asked_and_offered():
    asked = [
        question(1),
        question(2, QuestionKind.CHOICE, options=["Yes", "No"]),
        question(3, QuestionKind.CHOICES, options=["A", "B", "C"]),
        question(4),
    ]

    kept = rules.tidied_answers(asked, {"1": " words ", "2": "Maybe", "3": ["C", "Z", "A"], "9": "?"})

    assert kept == {"1": "words", "3": ["A", "C"]}


def test_a_required_question_is_missing_only_on_its_side():
    asked = [
        question(1, is_required=True, asked_of=Side.MENTOR),
        question(2, is_required=True, asked_of=None),
    ]

    assert [q.id for q in rules.missing_answers(asked, {}, side=Side.MENTEE)] == [2]
    assert [q.id for q in rules.missing_answers(asked, {"2": "x"}, side=Side.MENTOR)] == [1]


def test_a_retired_question_is_asked_of_nobody():
    retired = question(1, is_required=True, is_retired=True)

    assert rules.missing_answers([retired], {}, side=Side.MENTEE) == []


@pytest.mark.parametrize("options", [[], ["Only"], ["Same", "Same"]])
def test_a_choice_needs_two_different_options(options):
    with pytest.raises(Refusal):
        rules.ensure_question_is_whole(QuestionKind.CHOICE, options)


def test_the_defaults_are_weights_that_count():
    rules.ensure_weights(rules.DEFAULT_WEIGHTS)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"beauty": 3}, "not known"),
        ({"goals": 11}, "from 0 to 10"),
        ({"goals": -1}, "from 0 to 10"),
        (dict.fromkeys(rules.DEFAULT_WEIGHTS, 0), "at least one"),
    ],
)
def test_weights_that_mean_nothing_are_refused(weights, words):
    with pytest.raises(Refusal, match=words):
        rules.ensure_weights(weights)


@given(st.fixed_dictionaries({name: st.integers(0, 10) for name in rules.DEFAULT_WEIGHTS}))
def test_the_shares_make_a_hundred_and_keep_the_order_of_the_weights(weights):
    found = rules.shares(weights)

    assert sum(found.values()) == (100 if any(weights.values()) else 0)
    assert all(found[a] >= found[b] for a in weights for b in weights if weights[a] > weights[b])
    assert all(found[name] == 0 for name in weights if weights[name] == 0)
