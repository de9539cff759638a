from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mentornet.matching.engine import Rule
from mentornet.matching.intake import LeftOut
from mentornet.matching.words import (
    RULE_WORDS,
    Titles,
    gap_of,
    left_out_words,
    reasons_of,
    unplaced_words,
)
from mentornet.matching.words.reasons import MISSING, SHARED
from mentornet.programs.rules import CRITERIA

TITLES = Titles(
    roles={"technician": "Mental health technician", "rn": "Registered nurse"},
    goals={"nursing-path": "Move into nursing", "degree": "Start or finish a degree"},
    specializations={"geriatric": "Geriatric", "lgbtq": "LGBTQ+ affirming care"},
    credentials={"bls": "Basic Life Support"},
    states={"us-ca": "California"},
)
WINTER = date(2026, 1, 15)


def part(criterion: str, kind: str, evidence: Any = (), missing: Any = (), **values: Any) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "kind": kind,
        "evidence": list(evidence),
        "missing": list(missing),
        "points": 100_000,
        "value": 500_000,
    } | values


def told(*args: Any, **values: Any) -> str:
    found = reasons_of([part(*args, **values)], TITLES, zone="America/New_York", on=WINTER)
    return found[0].words if found else ""


def gap(*args: Any, **values: Any) -> str:
    return gap_of(part(*args, **values), TITLES, zone="America/New_York", on=WINTER)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            ("path_walked", "next_step", ("technician", "rn", 2021)),
            "Made the step from mental health technician to registered nurse in 2021",
        ),
        (
            ("path_walked", "next_step", ("technician", "rn")),
            "Made the step from mental health technician to registered nurse",
        ),
        (
            ("path_walked", "later_step", ("technician", "rn", 2019)),
            "Made a later step of this road, from mental health technician to registered nurse in 2019",
        ),
        (("path_walked", "reached_target", ("rn",)), "Reached the role of registered nurse by another road"),
        (("goals", "shared", ("nursing-path",)), "Offers help towards “Move into nursing”"),
        (("skills", "shared", ("geriatric", "lgbtq")), "Can teach geriatric and LGBTQ+ affirming care"),
        (("credentials", "shared", ("bls",)), "Holds Basic Life Support, which is sought"),
        (("licence_state", "holds_licence", ("us-ca",)), "Licensed in California"),
        (("licence_state", "same_state", ("us-ca",)), "Both work in California"),
        (("languages", "shared", ("es", "en")), "Both speak Spanish and English"),
        (("availability", "rotates"), "Shifts rotate, so times are found week by week"),
        (("experience", "rungs_and_years", (2, 5)), "2 rungs and 5 years ahead"),
        (("experience", "years", (0,)), "At nearly the same point of the way"),
        (("wishes", "mutual", (1, 1)), "Each asked for the other"),
    ],
)
def test_what_was_found_is_told_in_plain_words(found: Any, words: str) -> None:
    assert told(*found) == words


def test_shared_hours_are_told_in_the_readers_own_zone() -> None:
    tuesday_evening_in_utc = range(24 + 23, 24 + 26)
    words = told("availability", "shared_hours", (3, *tuesday_evening_in_utc))
    assert words == "Both free Tuesday evenings, 6 pm to 9 pm"


def test_a_long_list_names_three_and_counts_the_rest() -> None:
    assert told("skills", "shared", "abcde") == "Can teach a, b, c and 2 more"


def test_what_gave_nothing_is_no_reason() -> None:
    assert told("goals", "none") == ""
    assert told("goals", "shared", ("degree",), points=0) == ""


def test_a_word_the_catalogue_no_longer_has_is_shown_as_it_is_written() -> None:
    assert told("skills", "shared", ("old-skill",)) == "Can teach old-skill"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            ("path_walked", "none", (), ("technician", "rn")),
            "The mentor has not made the step from mental health technician to registered nurse",
        ),
        (("path_walked", "none", (), ("rn",)), "The mentor has not held the role of registered nurse"),
        (
            ("credentials", "none", (), ("bls",)),
            "No shared credential: the mentor does not hold Basic Life Support",
        ),
        (
            ("goals", "shared", ("degree",), ("nursing-path",)),
            "No help is offered towards “Move into nursing”",
        ),
        (("availability", "shared_hours", (1, 20)), "Only 1 hour of the week in common"),
        (("availability", "none"), "No free hours in common; a time has to be found"),
        (("experience", "years", (12,)), "The mentor is 12 years ahead, some way from a near peer"),
        (("wishes", "none"), "Neither asked for the other"),
    ],
)
def test_the_gap_is_told_honestly(found: Any, words: str) -> None:
    assert gap(*found) == words


def test_a_pair_without_a_gap_has_no_gap_told() -> None:
    assert gap_of({}, TITLES, zone="UTC", on=WINTER) == ""


def test_every_criterion_and_every_rule_has_its_words() -> None:
    names = {criterion.name for criterion in CRITERIA}
    assert set(SHARED) == set(MISSING) == names
    assert {str(rule) for rule in Rule} <= {str(name) for name in RULE_WORDS}
    assert all(left_out_words(why) for why in LeftOut)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ({"why": "no_seats"}, "No mentor had a seat left for anybody."),
        (
            {"why": "no_eligible", "mentors": 12, "removed": {"employer": 3, "language": 9}},
            "No mentor may be matched with them: of 12 mentors with a seat 9 share no language and 3 have the same employer.",
        ),
        (
            {"why": "below_minimum", "best_mentor": "7", "best_score": 310_000},
            "Every mentor left is below the minimum fit; the best is 31 %.",
        ),
        (
            {"why": "seats_taken", "eligible": 1, "best_mentor": "7", "best_score": 500_000},
            "1 mentor would do, and their seats serve more people, or serve them better, with others.",
        ),
        ({"why": "by_hand"}, "A coordinator took their pair out."),
    ],
)
def test_the_true_reason_of_being_left_out_is_told(reason: dict[str, Any], words: str) -> None:
    sentence, mend = unplaced_words(reason, {"7": "Ada"})
    assert sentence == words
    assert mend


def test_the_smallest_change_that_would_place_somebody_is_named() -> None:
    reason = {"why": "seats_taken", "eligible": 4, "best_mentor": "7", "best_score": 500_000}
    assert (
        unplaced_words(reason, {"7": "Ada"})[1]
        == "One more seat with Ada (50 %), kept for them, would place them."
    )
