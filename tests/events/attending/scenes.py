"""Scenes of the door: an event under way, and people with seats."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornet.events.attending import services
from mentornet.events.models import Attendance, CheckInWay, Event, Registration
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from tests.events.doors import make_event
from tests.events.registering.scenes import account_of
from tests.support.cast import Cast

HOURS = timedelta(hours=1)


def registered(cast: Cast, person: Any, **values: Any) -> Registration:
    """Register somebody for a workshop of two hours that begins in an hour."""
    event = make_event(starts_at=clock.now() + HOURS, **{"contact_minutes": 90} | values)
    return registering.register(event, by=account_of(person))


def checked_in(cast: Cast, person: Any, **values: Any) -> Attendance:
    """Register somebody and check them in."""
    registration = registered(cast, person, **values)
    return services.check_in(registration, by=account_of(cast.cora), way=CheckInWay.LIST).attendance


def at_the_end(event: Event) -> Any:
    """Hold the clock just after the end."""
    return clock.frozen_at(event.ends_at + timedelta(minutes=1))
