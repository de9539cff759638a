"""When can somebody meet, in whose week?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornet.profiles.availability import (
    BLOCKS,
    WHOLE_WEEK,
    from_names,
    in_words,
    local_hours,
    to_names,
    utc_hours,
    week_of,
)

WINTER = date(2026, 1, 15)
SUMMER = date(2026, 7, 15)
ZONES = ("America/New_York", "America/Los_Angeles", "Pacific/Guam", "America/Phoenix", "Asia/Kolkata", "UTC")


def hours(*names: str, zone: str = "America/New_York", on: date = WINTER) -> int:
    return utc_hours(from_names(names), zone, on)


def test_a_week_has_forty_two_blocks_read_out_in_full():
    assert len(BLOCKS) == 42
    assert [block.bit for block in BLOCKS] == list(range(42))
    assert BLOCKS[2].label == "Monday, 8 am to noon"
    assert BLOCKS[-1].label == "Sunday, 8 pm to midnight"


@given(st.integers(0, 2**42 - 1))
def test_names_say_the_same_as_bits(bits: int) -> None:
    assert from_names(to_names(bits)) == bits


def test_a_name_of_no_block_is_refused_with_an_example():
    with pytest.raises(ValueError, match="mon-8"):
        from_names(["mon-9"])


def test_monday_morning_in_new_york_is_another_hour_of_utc_in_summer():
    assert hours("mon-8") == 0b1111 << 13
    assert hours("mon-8", on=SUMMER) == 0b1111 << 12


def test_the_end_of_sunday_runs_on_into_monday():
    assert hours("sun-20") == 0b1111 << 1


@given(st.integers(0, 2**42 - 1), st.sampled_from(ZONES), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_way_to_utc_and_back_loses_no_hour(bits: int, zone: str, on: date) -> None:
    there = utc_hours(bits, zone, on)
    assert there.bit_count() == 4 * bits.bit_count()
    assert [cell for day in week_of(there, zone, on) for cell in day] == [
        bool(bits >> n & 1) for n in range(42)
    ]
    assert local_hours(there, "UTC", on) == there


@pytest.mark.parametrize(
    ("names", "reader", "said"),
    [
        (["tue-20", "thu-20"], "America/New_York", ["Tuesday and Thursday nights, 8 pm to midnight"]),
        (["tue-20"], "America/Los_Angeles", ["Tuesday evenings, 5 pm to 9 pm"]),
        (["mon-8", "tue-8", "wed-8"], "America/New_York", ["Monday to Wednesday mornings, 8 am to noon"]),
        (["sun-20", "mon-0"], "America/New_York", ["Sunday, 8 pm to 4 am"]),
        (
            ["sat-8", "sat-12", "mon-0"],
            "America/New_York",
            ["Monday late nights, midnight to 4 am", "Saturday, 8 am to 4 pm"],
        ),
        ([], "America/New_York", []),
    ],
)
def test_hours_are_said_in_the_readers_own_week(names, reader, said):
    assert in_words(hours(*names), reader, WINTER) == said


def test_a_whole_day_says_where_it_ends():
    names = [f"sat-{hour}" for hour in range(0, 24, 4)]
    assert in_words(hours(*names), "America/New_York", WINTER) == ["Saturday midnight to Sunday midnight"]
    assert in_words(WHOLE_WEEK, "America/New_York", WINTER) == ["any time"]


def test_the_same_block_every_day_is_said_once():
    names = [block.name for block in BLOCKS if block.hour == 16]
    assert in_words(hours(*names), "America/New_York", WINTER) == ["Every day evenings, 4 pm to 8 pm"]
