"""When may one register, and how long is a seat kept?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentornet.events.models import Event, EventSort, EventState
from mentornet.events.registering import rules
from mentornet.foundation.errors import Refusal

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def event(**values):
    plain = {"state": EventState.PUBLISHED, "sort": EventSort.OURS, "time_zone": "UTC", "title": "Calm"}
    return Event(
        **{"starts_at": NOON + timedelta(days=9), "ends_at": NOON + timedelta(days=10)} | plain | values
    )


@pytest.mark.parametrize(
    ("ahead", "kept"),
    [
        (timedelta(days=30), timedelta(hours=24)),
        (timedelta(days=4), timedelta(hours=24)),
        (timedelta(hours=12), timedelta(hours=3)),
        (timedelta(hours=1), timedelta(minutes=30)),
        (timedelta(minutes=20), timedelta(minutes=20)),
    ],
)
def test_an_offered_seat_is_kept_a_day_and_shorter_near_the_start(ahead, kept):
    assert rules.offer_end(NOON, NOON + ahead) - NOON == kept


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": EventState.DRAFT}, "not published yet"),
        ({"state": EventState.CANCELLED}, "is cancelled"),
        ({"sort": EventSort.TRACKED}, "held elsewhere"),
        ({"registration_opens_at": NOON + timedelta(hours=1)}, "opens Mon, Mar 1, 2027, 13:00 UTC"),
        ({"registration_closes_at": NOON}, "closed Mon, Mar 1, 2027, 12:00 UTC"),
        ({"starts_at": NOON}, "has begun"),
    ],
)
def test_registration_is_refused_outside_its_time(values, words):
    with pytest.raises(Refusal, match=words):
        rules.ensure_can_register(event(**values), NOON, "UTC")


def test_registration_is_open_from_its_first_moment_to_the_start():
    ahead = event(registration_opens_at=NOON, registration_closes_at=NOON + timedelta(seconds=1))
    assert rules.is_open(ahead, NOON)
    assert rules.is_open(event(), NOON)
