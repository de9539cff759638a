"""What makes a good pair, criterion by criterion, in examples a coordinator would recognise."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    CRITERIA,
    DEFAULT_WEIGHTS,
    FULL,
    Custom,
    Kind,
    Mentee,
    Mentor,
    Part,
    Rules,
    Settings,
    Walked,
    explain,
    score_pair,
    solve,
)
from mentornet.matching.engine.scoring.explaining import share_out
from mentornet.matching.engine.scoring.looks import Some, blocks
from mentornet.matching.engine.scoring.scorer import Scorer

from . import pools

TO_RN = Walked(from_role="technician", to_role="nurse", year=2021)
MONDAY_NIGHT = 0b1111 << 20


def part(mentee: Mentee, mentor: Mentor, criterion: str, *customs: Custom) -> Part | None:
    """Return what one criterion alone says of a pair, or nothing where it does not count."""
    weights = {name: float(name == criterion) for name in DEFAULT_WEIGHTS}
    explanation = explain(mentee, mentor, Settings(weights=weights, customs=customs))
    assert explanation.score == sum(one.points for one in explanation.parts)
    return next((one for one in explanation.parts if one.criterion == criterion), None)


def value(mentee: Mentee, mentor: Mentor, criterion: str, *customs: Custom) -> int | None:
    found = part(mentee, mentor, criterion, *customs)
    return found.value if found else None


def ben(**facts: object) -> Mentee:
    return replace(Mentee(id="ben"), **facts)  # type: ignore[arg-type]  # named facts of a mentee


def ada(**facts: object) -> Mentor:
    return replace(Mentor(id="ada"), **facts)  # type: ignore[arg-type]  # named facts of a mentor


def test_the_criteria_are_these() -> None:
    assert set(CRITERIA) == {
        "path_walked",
        "goals",
        "specializations",
        "skills",
        "credentials",
        "setting_population",
        "licence_state",
        "availability",
        "languages",
        "experience",
        "wishes",
    }
    assert max(DEFAULT_WEIGHTS, key=lambda name: DEFAULT_WEIGHTS[name]) == "path_walked"


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion_about_which_nobody_spoke_does_not_count(criterion: str) -> None:
    assert part(ben(), ada(), criterion) is None
    assert score_pair(ben(), ada(), Settings()) == 0


def test_the_very_next_step_counts_in_full_and_names_its_year() -> None:
    found = part(ben(steps_wanted=(("technician", "nurse"),)), ada(walked=(TO_RN,)), "path_walked")
    assert found
    assert (found.value, found.kind, found.evidence) == (FULL, "next_step", ("technician", "nurse", 2021))


def test_a_path_is_one_step_from_here_to_the_target_where_none_is_given() -> None:
    assert (
        value(ben(current_role="technician", target_role="nurse"), ada(walked=(TO_RN,)), "path_walked")
        == FULL
    )


def test_a_later_step_counts_less_and_another_road_less_still() -> None:
    path = (("aide", "technician"), ("technician", "nurse"))
    later = part(ben(steps_wanted=path), ada(walked=(TO_RN,)), "path_walked")
    road = part(ben(current_role="aide", target_role="nurse"), ada(walked=(TO_RN,)), "path_walked")
    assert later
    assert road
    assert (later.kind, later.value, road.kind, road.value) == (
        "later_step",
        700_000,
        "reached_target",
        500_000,
    )


def test_a_mentor_on_another_path_says_so() -> None:
    found = part(ben(current_role="aide", target_role="lead"), ada(walked=(TO_RN,)), "path_walked")
    assert found
    assert (found.kind, found.value, found.missing) == ("none", 0, ("aide", "lead"))


def test_the_dearest_goal_weighs_most() -> None:
    wants = ben(goals=("rn", "burnout", "lead"))
    assert value(wants, ada(goals=("rn",)), "goals") == FULL * 3 // 6
    assert value(wants, ada(goals=("lead",)), "goals") == 166_667
    assert value(wants, ada(goals=("lead", "rn", "burnout", "more")), "goals") == FULL


@pytest.mark.parametrize("criterion", ["specializations", "skills", "credentials"])
def test_what_is_shared_and_what_is_not_are_both_named(criterion: str) -> None:
    found = part(ben(**{criterion: ("b", "a", "c")}), ada(**{criterion: ("a", "b")}), criterion)
    assert found
    assert (found.kind, found.evidence, found.missing) == ("shared", ("b", "a"), ("c",))
    assert found.value == 666_667


def test_settings_and_populations_are_blended_where_both_are_known() -> None:
    wants = ben(settings=("ward",), populations=("older", "youth"))
    assert value(wants, ada(settings=("ward",), populations=("older",)), "setting_population") == 750_000
    assert value(wants, ada(settings=("ward",)), "setting_population") == FULL


def test_a_licence_sought_is_best_held_there_and_living_there_is_less() -> None:
    wants = ben(licence_state="CA", region="KS")
    assert value(wants, ada(licence_states=("CA", "KS")), "licence_state") == FULL
    assert value(wants, ada(region="CA"), "licence_state") == 400_000
    assert value(wants, ada(region="KS"), "licence_state") == 0


def test_where_no_licence_is_sought_working_in_one_state_is_enough() -> None:
    assert value(ben(region="KS"), ada(region="KS"), "licence_state") == FULL


def test_four_shared_hours_are_enough() -> None:
    found = part(ben(available=MONDAY_NIGHT << 1), ada(available=MONDAY_NIGHT), "availability")
    assert found
    assert (found.value, found.evidence) == (750_000, (3, 21, 22, 23))
    assert value(ben(available=MONDAY_NIGHT), ada(available=(1 << 168) - 1), "availability") == FULL
    assert value(ben(available=MONDAY_NIGHT), ada(available=1), "availability") == 0


def test_rotating_shifts_are_neither_for_nor_against() -> None:
    assert value(ben(rotates=True), ada(available=1), "availability") == 500_000


def test_the_dearest_language_is_best_and_another_will_do() -> None:
    assert value(ben(languages=("es", "en")), ada(languages=("en", "es")), "languages") == FULL
    assert value(ben(languages=("es", "en")), ada(languages=("en",)), "languages") == 600_000


@pytest.mark.parametrize(
    ("rung", "worth"), [(0, 0), (1, 500_000), (2, FULL), (3, FULL), (4, 700_000), (9, 400_000)]
)
def test_a_near_peer_scores_best_on_the_ladder(rung: int, worth: int) -> None:
    assert value(ben(level=1), ada(level=rung), "experience") == worth


def test_experience_blends_rungs_and_years() -> None:
    found = part(ben(level=1, years=2.0), ada(level=2, years=32.0), "experience")
    assert found
    assert (found.value, found.kind, found.evidence) == (650_000, "rungs_and_years", (1, 30))


def test_wishes_of_both_sides_are_blended() -> None:
    mutual = part(ben(wishes=("ada",)), ada(wishes=("drew", "ben")), "wishes")
    assert mutual
    assert (mutual.value, mutual.kind, mutual.evidence) == (750_000, "mutual", (1, 2))
    assert value(ben(wishes=("ada",)), ada(), "wishes") == FULL
    assert value(ben(wishes=("eve",)), ada(), "wishes") == 0


@pytest.mark.parametrize(
    ("kind", "mine", "theirs", "worth"),
    [
        (Kind.EQUAL, ("north",), ("north",), FULL),
        (Kind.EQUAL, ("a", "b"), ("b", "a"), FULL),
        (Kind.EQUAL, ("north",), ("south",), 0),
        (Kind.DIFFERENT, ("north",), ("south",), FULL),
        (Kind.OVERLAP, ("a", "b"), ("b",), 500_000),
        (Kind.DIFFERENCE, 3.0, 4.0, FULL),
        (Kind.DIFFERENCE, 3.0, 6.0, 0),
        (Kind.EQUAL, (), ("north",), None),
    ],
)
def test_a_programs_own_question_is_a_criterion_like_any_other(
    kind: Kind, mine: tuple[str, ...] | float, theirs: tuple[str, ...] | float, worth: int | None
) -> None:
    own = Custom(name="own", kind=kind, low=1, high=2)
    assert value(ben(answers={"own": mine}), ada(answers={"own": theirs}), "own", own) == worth


def test_a_programs_own_criterion_may_take_a_known_ones_place() -> None:
    own = Custom(name="availability", kind=Kind.OVERLAP)
    free = {"availability": ("mondays",)}
    assert value(ben(answers=free), ada(answers=free), "availability", own) == FULL


def test_a_weight_of_nought_switches_a_criterion_off() -> None:
    mentee, mentor = ben(goals=("rn",), skills=("a",)), ada(goals=("rn",), skills=("b",))
    assert score_pair(mentee, mentor, Settings(weights={"skills": 0})) == FULL
    assert score_pair(mentee, mentor, Settings(weights={"goals": 3, "skills": 4})) == 428_571


def test_the_gap_is_what_cost_most() -> None:
    explanation = explain(
        ben(goals=("rn",), credentials=("rbt",)), ada(goals=("rn",), credentials=("cna",)), Settings()
    )
    assert explanation.gap
    assert (explanation.gap.criterion, explanation.gap.missing) == ("credentials", ("rbt",))
    assert explain(ben(goals=("rn",)), ada(goals=("rn",)), Settings()).gap is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 1000_000), st.integers(0, FULL)), min_size=1, max_size=12))
def test_parts_always_sum_to_the_score(weighted: list[tuple[int, int]]) -> None:
    units, values = [unit for unit, _ in weighted], [value for _, value in weighted]
    total, weight = sum(unit * value for unit, value in weighted), sum(units)
    score = (2 * total + weight) // (2 * weight)
    table = np.array(values)[:, None]
    points = share_out(np.array([score]), np.array(units), table, np.ones_like(table, dtype=bool))[
        :, 0
    ].tolist()
    assert sum(points) == score
    assert all(
        abs(point * weight - unit * value) < weight
        for point, unit, value in zip(points, units, values, strict=True)
    )


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_pair_scores_the_same_in_a_block_among_some_and_alone(seed: int) -> None:
    people = pools.pool(random.Random(seed), 9, 7)
    scorer = Scorer(people, Settings())
    (block,) = blocks(9, 7)
    table = scorer.scores(block)
    everyone = [(row, column) for row in range(9) for column in range(7)]
    some = scorer.scores(Some((row for row, _ in everyone), (column for _, column in everyone)))
    alone = [score_pair(people.mentees[row], people.mentors[column], Settings()) for row, column in everyone]
    assert table.ravel().tolist() == some.tolist() == alone


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_part_tells_what_its_value_says(seed: int) -> None:
    people = pools.pool(random.Random(seed), 12, 12)
    empty = {"none", "outside"}
    for pair in solve(people, Rules(), Settings()).pairs:
        parts = pair.explanation.parts
        assert sum(one.points for one in parts) == pair.score
        assert [one.points for one in parts] == sorted((one.points for one in parts), reverse=True)
        for one in parts:
            if one.criterion != "experience":
                assert (one.kind in empty) == (one.value == 0), one
