"""What does the box beside an event say to its reader, and which one act does it offer?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_login import current_user

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.templating import counted, reader_zone
from ..credit.letters import page_of
from ..credit.queries import certificate_at
from ..models import Event, EventSort, EventState, Registration, RegistrationState
from . import queries, rules


@dataclass(frozen=True, slots=True)
class Box:
    """How the reader stands to the event, and how many seats there are."""

    state: RegistrationState | None
    registration: Registration | None
    seats: str
    place: int
    closed: str
    is_over: bool
    has_begun: bool
    certificate: str
    """Where the reader's certificate is, once there is one."""

    @property
    def is_live(self) -> bool:
        """Whether the reader has a seat, an offer or a place in line."""
        return self.registration is not None


def box_for(event: Event) -> Box | None:
    """Return the box for whoever reads the page; None where one does not register here."""
    if event.sort is EventSort.TRACKED or event.state in {EventState.DRAFT, EventState.PROPOSED}:
        return None
    mine = queries.find_registration(event, current_account()) if current_user.is_authenticated else None
    now = clock.now()
    waits = mine is not None and mine.state is RegistrationState.WAITING
    return Box(
        state=mine.state if mine else None,
        registration=mine,
        seats=seats_words(event, now),
        place=queries.place_in_line(mine) if mine and waits else 0,
        closed=rules.why_closed(event, now, reader_zone() if current_user.is_authenticated else None) or "",
        is_over=event.ends_at <= now,
        has_begun=event.starts_at <= now,
        certificate=_certificate(event) if mine and event.ends_at <= now else "",
    )


def _certificate(event: Event) -> str:
    found = certificate_at(event, current_account())
    return page_of(found) if found else ""


def seats_words(event: Event, now: datetime) -> str:
    """Say how many seats are left: `3 of 20 seats left`, `Full: 4 people wait`, or nothing without a limit."""
    if event.capacity is None or event.starts_at <= now:
        return ""
    left = event.capacity - event.seats_taken
    if left > 0:
        return f"{left:,} of {counted(event.capacity, 'seat')} left"
    waiting = queries.count_by_state(event).get(RegistrationState.WAITING, 0)
    return f"Full; {counted(waiting, 'person waits', 'people wait')}" if waiting else "Full; nobody waits yet"
