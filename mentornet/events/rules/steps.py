"""Which steps may an event take, and what must hold of it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...foundation.errors import Refusal
from ...foundation.forms import is_visible
from ..models import Audience, EventState
from .times import ensure_in_order, ensure_window

STEPS: Mapping[EventState, frozenset[EventState]] = {
    EventState.DRAFT: frozenset({EventState.PROPOSED, EventState.PUBLISHED, EventState.CANCELLED}),
    EventState.PROPOSED: frozenset({EventState.DRAFT, EventState.PUBLISHED, EventState.CANCELLED}),
    EventState.PUBLISHED: frozenset({EventState.CANCELLED}),
    EventState.CANCELLED: frozenset(),
}
MOST_SEATS = 100_000
MOST_PROPOSALS = 10
MATTERS = frozenset(
    {"title", "starts_at", "ends_at", "time_zone", "is_all_day", "is_online", "place", "video_link"}
)
"""What those who come must hear of when it changes."""


def ensure_can_step(state: EventState, to: EventState) -> None:
    """Refuse a step that the table does not allow."""
    if to not in STEPS[state]:
        raise Refusal(f"This event is {state} already. Load the page again to see how it stands.")


def ensure_can_edit(state: EventState) -> None:
    """Refuse to change what is cancelled."""
    if state is EventState.CANCELLED:
        raise Refusal("This event is cancelled, so it stays as it was. Announce a new one instead.")


def ensure_title(title: str) -> None:
    """Refuse a title in which nobody sees anything."""
    if not is_visible(title):
        raise Refusal("Give the event a title that can be seen.")


def ensure_audience(audience: Audience, program_id: int | None, cohort_id: int | None) -> None:
    """Refuse an event for the people of a program, or of a group in it, where that is not named."""
    if audience is Audience.PROGRAM and program_id is None:
        raise Refusal("Choose the program whose people may come, or open the event to everyone.")
    if audience is Audience.COHORT and (program_id is None or cohort_id is None):
        raise Refusal("Choose the group whose people may come, and the program it belongs to.")


def ensure_group_of(program_id: int | None, *, groups_program_id: int) -> None:
    """Refuse a group that belongs to another program than the event."""
    if program_id != groups_program_id:
        raise Refusal("This group belongs to another program. Choose a group of the program above.")


def ensure_capacity(capacity: int | None, *, taken: int) -> None:
    """Refuse fewer seats than are taken, and numbers that are no number of seats."""
    if capacity is None:
        return
    if not 0 < capacity <= MOST_SEATS:
        raise Refusal(f"A number of seats from 1 to {MOST_SEATS:,}. Leave it empty for no limit.")
    if capacity < taken:
        people = "1 person is" if taken == 1 else f"{taken:,} people are"
        raise Refusal(f"{people} registered already, so there are at least {taken:,} seats.")


def ensure_credit(contact_minutes: int, minimum_minutes: int | None, *, lasts: int) -> None:
    """Refuse more credit, or more attendance, than the event has minutes (`lasts`)."""
    if contact_minutes < 0 or contact_minutes > lasts:
        raise Refusal(f"The event lasts {lasts:,} minutes, so it cannot carry more than that.")
    if minimum_minutes is not None and not 0 < minimum_minutes <= lasts:
        raise Refusal(f"The event lasts {lasts:,} minutes, so nobody can attend for longer.")


def ensure_sound(facts: Mapping[str, Any], *, taken: int = 0) -> None:
    """Refuse facts of an event that cannot all hold; `facts` has every column that a rule asks for."""
    ensure_title(facts["title"])
    ensure_in_order(facts["starts_at"], facts["ends_at"])
    ensure_audience(facts["audience"], facts["program_id"], facts["cohort_id"])
    ensure_capacity(facts["capacity"], taken=taken)
    ensure_window(
        facts["registration_opens_at"],
        facts["registration_closes_at"],
        starts_at=facts["starts_at"],
        ends_at=facts["ends_at"],
    )
    lasts = int((facts["ends_at"] - facts["starts_at"]).total_seconds() // 60)
    ensure_credit(facts["contact_minutes"], facts["minimum_minutes"], lasts=lasts)
