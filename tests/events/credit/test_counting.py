"""What is earned where credit is counted by sessions, and what where it is for the whole?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornet.events.attending import rules
from mentornet.events.credit.counting import minutes_earned, most_of
from mentornet.events.models import Attendance, ConferenceSession, Event

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def conference(**values):
    plain = {"is_all_day": False, "minimum_minutes": None, "contact_minutes": 300}
    return Event(**{"starts_at": NINE, "ends_at": NINE + 600 * MINUTE} | plain | values)


def talk(at, lasts=60, credit=None, **values):
    starts_at = NINE + at * MINUTE
    minutes = lasts if credit is None else credit
    return ConferenceSession(
        starts_at=starts_at, ends_at=starts_at + lasts * MINUTE, contact_minutes=minutes, **values
    )


def there(session=None, arrived=0, left=None):
    """Somebody came so many minutes after nine."""
    return Attendance(
        session=session,
        arrived_at=NINE + arrived * MINUTE,
        left_at=None if left is None else NINE + left * MINUTE,
    )


def earned(event, *attendances):
    return minutes_earned(event, attendances, is_by_session=True)


def test_each_session_that_somebody_sat_through_counts():
    one, two = talk(0), talk(120, credit=45)
    assert earned(conference(), there(one), there(two, 120)) == 105
    assert earned(conference(), there(one), there(two, 140)) == 60, "twenty minutes late"
    assert earned(conference(), there(one, left=30)) == 0


def test_the_door_of_the_conference_alone_earns_nothing_where_sessions_count():
    assert earned(conference(), there()) == 0
    assert minutes_earned(conference(), [there()], is_by_session=False) == 300


def test_nobody_earns_more_than_the_conference_carries():
    assert earned(conference(contact_minutes=90), there(talk(0)), there(talk(60), 60)) == 90


def test_of_two_at_once_the_one_with_more_counts():
    assert earned(conference(), there(talk(0)), there(talk(0, credit=30))) == 60


def test_a_minimum_of_the_conference_is_asked_for_as_well():
    event = conference(minimum_minutes=120)
    assert earned(event, there(talk(0))) == 0
    assert earned(event, there(talk(0)), there(talk(60), 60)) == 120
    assert earned(event, there(), there(talk(0))) == 60, "at the door she came for the day"


def test_a_cancelled_session_and_an_undone_check_in_count_for_nothing():
    assert earned(conference(), there(talk(0, cancelled_at=NINE))) == 0
    undone = there(talk(0))
    undone.undone_at = NINE
    assert earned(conference(), undone) == 0


def test_minutes_at_sessions_come_to_the_minimum_of_a_whole_conference():
    event = conference(minimum_minutes=100)
    attended = [there(talk(0)), there(talk(60), 60)]
    assert minutes_earned(event, attended, is_by_session=False) == 300
    assert minutes_earned(event, attended[:1], is_by_session=False) == 0
    beside = [there(talk(0)), there(talk(0))]
    assert minutes_earned(event, beside, is_by_session=False) == 0, "a minute counts once"


@pytest.mark.parametrize(("lasts", "needed"), [(120, 105), (60, 45), (20, 15), (0, 0)])
def test_of_a_short_session_the_grace_is_a_quarter(lasts, needed):
    assert rules.minutes_needed_at(talk(0, lasts)) == needed


spans = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10), st.integers(0, 9)), max_size=7)


@given(spans)
def test_the_most_that_sessions_carry_together_is_what_trying_every_choice_finds(drawn):
    sessions = [talk(at, lasts, credit) for at, lasts, credit in drawn]

    def is_free(chosen):
        return all(a.ends_at <= b.starts_at or b.ends_at <= a.starts_at for a, b in combinations(chosen, 2))

    choices = (chosen for count in range(8) for chosen in combinations(sessions, count) if is_free(chosen))
    assert most_of(sessions) == max(sum(one.contact_minutes for one in chosen) for chosen in choices)
