"""Does the hour that people write exist, and which moment is it?"""

from __future__ import annotations

from datetime import UTC, datetime

from mentornet.foundation import clock

NEW_YORK = "America/New_York"


def test_an_hour_that_clocks_go_forward_over_is_no_moment():
    assert clock.moment_of(datetime.fromisoformat("2027-03-14T02:30"), NEW_YORK) is None


def test_an_hour_that_comes_twice_is_the_first_of_the_two():
    assert clock.moment_of(datetime.fromisoformat("2026-11-01T01:30"), NEW_YORK) == datetime(
        2026, 11, 1, 5, 30, tzinfo=UTC
    )


def test_an_hour_like_any_other_is_read_by_the_clocks_of_its_zone():
    assert clock.moment_of(datetime.fromisoformat("2026-07-01T09:00"), NEW_YORK) == datetime(
        2026, 7, 1, 13, tzinfo=UTC
    )
