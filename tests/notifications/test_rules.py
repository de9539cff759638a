"""When is a good moment to remind somebody?"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentornet.notifications.rules import reminder_moment

CHICAGO = "America/Chicago"
HALF_A_DAY = timedelta(hours=12)


def local(day: int, hour: int, zone: str = CHICAGO) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZoneInfo(zone))


def test_a_reminder_in_the_daytime_is_sent_when_it_is_due():
    assert reminder_moment(local(26, 23), lead=HALF_A_DAY, zone=CHICAGO) == local(26, 11)


def test_a_reminder_due_before_dawn_waits_for_the_morning_that_leaves_six_hours():
    assert reminder_moment(local(26, 15), lead=HALF_A_DAY, zone=CHICAGO) == local(26, 8)


def test_a_reminder_that_the_morning_would_make_too_late_comes_the_evening_before():
    assert reminder_moment(local(26, 10), lead=HALF_A_DAY, zone=CHICAGO) == local(25, 20)


def test_night_is_that_of_the_person_and_not_of_the_server():
    deadline = local(26, 23)
    assert reminder_moment(deadline, lead=HALF_A_DAY, zone="Pacific/Honolulu") == datetime(
        2026, 11, 26, 8, tzinfo=ZoneInfo("Pacific/Honolulu")
    )


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Guam", "America/St_Johns"])
def test_no_reminder_goes_out_at_night_nor_after_the_deadline(hour, zone):
    for lead in (timedelta(days=2), HALF_A_DAY):
        deadline = local(2, hour)
        moment = reminder_moment(deadline, lead=lead, zone=zone)
        assert 8 <= moment.astimezone(ZoneInfo(zone)).hour < 21
        assert deadline - moment >= timedelta(hours=6)
