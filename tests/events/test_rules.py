"""When can an event be, and which steps may it take?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mentornet.events import rules
from mentornet.events.models import EventState
from mentornet.foundation.errors import Refusal

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_local_time_is_the_moment_its_clocks_show():
    moment = rules.moment_of(date(2026, 11, 23), time(18), "America/Chicago")

    assert moment == datetime(2026, 11, 24, 0, tzinfo=UTC)


def test_an_hour_that_clocks_jump_over_is_refused_in_a_sentence():
    with pytest.raises(Refusal, match="On March 14, 2027, clocks there go forward and 02:30 does not exist"):
        rules.moment_of(date(2027, 3, 14), time(2, 30), "America/Chicago")


def test_the_same_hour_exists_where_clocks_do_not_change():
    assert rules.moment_of(date(2027, 3, 14), time(2, 30), "America/Phoenix").hour == 9


def test_an_hour_that_comes_twice_is_refused_in_a_sentence():
    with pytest.raises(Refusal, match="On November 1, 2026, clocks there go back and 01:30 comes twice"):
        rules.moment_of(date(2026, 11, 1), time(1, 30), "America/Chicago")


def test_what_comes_round_again_is_never_refused_for_its_hour():
    twice = rules.moment_on(datetime.fromisoformat("2026-11-01T01:30"), "America/Chicago")
    never = rules.moment_on(datetime.fromisoformat("2027-03-14T02:30"), "America/Chicago")

    assert twice == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert rules.wall_of(never, "America/Chicago") == datetime.fromisoformat("2027-03-14T03:30")


def test_an_unknown_zone_is_refused():
    with pytest.raises(Refusal, match="no time zone"):
        rules.moment_of(date(2026, 11, 1), time(1), "Mars/Olympus")


@pytest.mark.parametrize("gap", [timedelta(0), timedelta(minutes=-1)])
def test_an_event_ends_after_it_starts(gap):
    with pytest.raises(Refusal, match="ends before it starts"):
        rules.ensure_in_order(NOON, NOON + gap)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (EventState.PUBLISHED, EventState.PUBLISHED),
        (EventState.CANCELLED, EventState.PUBLISHED),
        (EventState.CANCELLED, EventState.CANCELLED),
        (EventState.PUBLISHED, EventState.DRAFT),
    ],
)
def test_steps_outside_the_table_are_refused(state, to):
    with pytest.raises(Refusal, match="already"):
        rules.ensure_can_step(state, to)


def test_a_cancelled_event_stays_as_it_was():
    with pytest.raises(Refusal, match="Announce a new one"):
        rules.ensure_can_edit(EventState.CANCELLED)
