"""How long was somebody there, and is it enough?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentornet.events.attending import rules
from mentornet.events.attending.desks import DOOR_OPENS, Desk
from mentornet.events.models import Attendance, Event, EventState, Registration, RegistrationState
from mentornet.foundation.errors import Refusal

TEN = datetime(2027, 3, 1, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def event(**values):
    plain = {"state": EventState.PUBLISHED, "is_all_day": False, "minimum_minutes": None}
    return Event(**{"starts_at": TEN, "ends_at": TEN + 120 * MINUTE} | plain | values)


def there(arrived=0, left=None, **values):
    return Attendance(
        arrived_at=TEN + arrived * MINUTE, left_at=None if left is None else TEN + left * MINUTE, **values
    )


@pytest.mark.parametrize(
    ("arrived", "left", "minutes"),
    [(-30, None, 120), (0, 60, 60), (30, None, 90), (30, 300, 90), (130, None, 0), (-30, -10, 0)],
)
def test_only_minutes_of_the_event_itself_count(arrived, left, minutes):
    assert rules.minutes_there(event(), there(arrived, left)) == minutes


@pytest.mark.parametrize(
    ("values", "needed"),
    [({}, 105), ({"minimum_minutes": 60}, 60), ({"minimum_minutes": 0}, 0), ({"is_all_day": True}, 0)],
)
def test_the_whole_event_is_needed_but_for_a_grace_unless_a_minimum_is_named(values, needed):
    assert rules.minutes_needed(event(**values)) == needed


def test_who_comes_too_late_leaves_too_early_or_was_undone_has_not_attended():
    assert rules.has_attended(event(), [there(15)])
    assert not rules.has_attended(event(), [there(16)])
    assert not rules.has_attended(event(), [there(0, 60)])
    assert not rules.has_attended(event(), [there(0, undone_at=TEN)])


def test_an_arrival_is_taken_as_told_within_reason():
    assert rules.arrival(Desk(event()), None, TEN) == TEN
    assert rules.arrival(Desk(event()), TEN - MINUTE, TEN) == TEN - MINUTE
    assert rules.arrival(Desk(event()), TEN + MINUTE, TEN) == TEN, "a clock that runs ahead"
    assert rules.arrival(Desk(event()), TEN - timedelta(days=900), TEN) == TEN - DOOR_OPENS


def test_nobody_is_checked_in_long_before_or_without_a_seat():
    rules.ensure_desk_is_open(Desk(event()), TEN - DOOR_OPENS, "UTC")
    with pytest.raises(Refusal, match="Check-in opens"):
        rules.ensure_desk_is_open(Desk(event()), TEN - DOOR_OPENS - MINUTE, "UTC")
    with pytest.raises(Refusal, match="does not take place"):
        rules.ensure_desk_is_open(Desk(event(state=EventState.CANCELLED)), TEN, "UTC")
    with pytest.raises(Refusal, match="has no seat"):
        rules.ensure_has_seat(Registration(state=RegistrationState.WAITING, guest_name="Gil"))


def test_the_rooms_code_counts_around_the_event():
    rules.ensure_room_is_open(event(), TEN - 60 * MINUTE)
    rules.ensure_room_is_open(event(), TEN + 120 * MINUTE)
    for moment in (TEN - 61 * MINUTE, TEN + 121 * MINUTE):
        with pytest.raises(Refusal, match="an hour before the start"):
            rules.ensure_room_is_open(event(), moment)
