"""What is missing from a profile, and what may it hold?"""

from __future__ import annotations

from datetime import date

import pytest

from mentornet.profiles.models import MenteeProfile, MentorProfile, Profile, ShiftPattern, TieKind
from mentornet.profiles.rules import (
    Step,
    completeness,
    employer_key,
    seats_fault,
    tie_still_holds,
    years_fault,
)

from .people import full_mentee, full_mentor


def test_a_full_profile_misses_nothing():
    for profile in (full_mentee(), full_mentor()):
        found = completeness(profile)
        assert (found.percent, found.missing) == (100, [])


def test_a_new_mentee_is_asked_for_the_target_role_first():
    found = completeness(Profile(mentee=MenteeProfile()))
    assert found.percent == 0
    assert found.missing[0].sentence == "Add your target role: it counts most in matching."
    assert found.missing[0].step == Step.THERE


def test_a_new_mentor_is_asked_for_the_roles_walked_first():
    found = completeness(Profile(mentor=MentorProfile(seats=1)))
    assert found.missing[0].step == Step.HERE
    assert "steps you made" in found.missing[0].sentence


def test_somebody_on_both_sides_is_asked_for_both():
    found = completeness(Profile(mentee=MenteeProfile(), mentor=MentorProfile(seats=0)))
    steps = {missing.sentence for missing in found.missing}
    assert any("target role" in sentence for sentence in steps)
    assert any("at least one seat" in sentence for sentence in steps)


def test_what_is_missing_comes_most_valuable_first():
    weights = [missing.weight for missing in completeness(Profile(mentee=MenteeProfile())).missing]
    assert weights == sorted(weights, reverse=True)


def test_rotating_shifts_are_an_answer_to_when_one_can_meet():
    assert not completeness(full_mentee(available_blocks=0, shift_pattern=ShiftPattern.ROTATING)).missing
    assert completeness(full_mentee(available_blocks=0)).missing[0].step == Step.WHEN


def test_one_missing_answer_lowers_the_meter_by_its_worth():
    light = completeness(full_mentee(about="")).percent
    heavy = completeness(full_mentee(mentee=MenteeProfile())).percent
    assert heavy < light < 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's Hospital", "st marys hospital"),
        ("The Willow-Creek Center, Inc.", "Willow Creek Center"),
        ("Smith & Sons", "Smith and Sons LLC"),
    ],
)
def test_one_employer_written_two_ways_is_one_employer(one, other):
    assert employer_key(one) == employer_key(other)


def test_two_employers_stay_two():
    assert employer_key("North Hospital") != employer_key("South Hospital")


@pytest.mark.parametrize(
    ("kind", "ended_on", "holds"),
    [
        (TieKind.SUPERVISOR, None, True),
        (TieKind.SUPERVISOR, date(2025, 11, 23), True),
        (TieKind.SUPERVISOR, date(2025, 11, 22), False),
        (TieKind.SCHEDULER, date(2024, 1, 1), False),
        (TieKind.FAMILY, date(2010, 1, 1), True),
        (TieKind.CARE, date(2010, 1, 1), True),
    ],
)
def test_a_tie_of_work_ends_after_twelve_months_and_one_of_care_never(kind, ended_on, holds):
    assert tie_still_holds(kind, ended_on, today=date(2026, 11, 23)) is holds


@pytest.mark.parametrize(("began", "ended"), [(1949, None), (2027, None), (2020, 2019), (2020, 2027)])
def test_years_that_cannot_be_are_said_to_be_so(began, ended):
    assert years_fault(began, ended, this_year=2026)


@pytest.mark.parametrize(("began", "ended"), [(1950, None), (2026, 2026), (2014, 2016)])
def test_sane_years_pass(began, ended):
    assert years_fault(began, ended, this_year=2026) is None


def test_seats_may_not_be_set_below_those_taken():
    assert seats_fault(2, taken=2) is None
    assert "fewer than 2" in str(seats_fault(1, taken=2))
    assert "1 of your seats is taken" in str(seats_fault(0, taken=1))
