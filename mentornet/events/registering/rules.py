"""When may one register, and how long does an offered seat wait for its answer?"""

from __future__ import annotations

from datetime import datetime, timedelta

from ...foundation.errors import Refusal
from ...foundation.templating import moment_text
from ..models import Event, EventSort, EventState, Registration, RegistrationState

A_DAY = timedelta(hours=24)
SHORTEST_OFFER = timedelta(minutes=30)
SHARE_OF_THE_REST = 4
"""An offer near the start takes a quarter of the time that is left, so that three more in line can have theirs."""

NOT_YET = "This event is not published yet, so nobody can register for it."
NOT_STANDING = {
    EventState.CANCELLED: "This event is cancelled, so nobody can register for it.",
    EventState.DRAFT: NOT_YET,
    EventState.PROPOSED: NOT_YET,
}
IN_THE_LINE = "You are in line for a seat."


def offer_end(now: datetime, starts_at: datetime) -> datetime:
    """Return until when a seat offered at `now` is kept for its person.

    A day, and near the start a quarter of the time left; never under half an hour unless the event begins sooner,
    and never beyond its beginning.
    """
    length = min(A_DAY, max(SHORTEST_OFFER, (starts_at - now) / SHARE_OF_THE_REST))
    return min(now + length, starts_at)


def is_open(event: Event, now: datetime) -> bool:
    """Say whether one may register now."""
    return why_closed(event, now) is None


def why_closed(event: Event, now: datetime, zone: str | None = None) -> str | None:
    """Return the sentence that says why nobody can register at `now`; None where one can."""
    if event.state in NOT_STANDING:
        return NOT_STANDING[event.state]
    if event.sort is EventSort.TRACKED:
        return "This event is held elsewhere. Register on its own site, and say here that you are going."
    return _why_not_now(event, now, zone or event.time_zone)


def _why_not_now(event: Event, now: datetime, zone: str) -> str | None:
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if opens and now < opens:
        return f"Registration opens {moment_text(opens, zone)}."
    if now >= event.starts_at:
        return (
            "This event has begun, so registration is closed. Look at what comes next in the list of events."
        )
    if closes and now >= closes:
        return (
            f"Registration closed {moment_text(closes, zone)}. Ask the organizer whether there is still room."
        )
    return None


def ensure_can_register(event: Event, now: datetime, zone: str) -> None:
    """Refuse to register outside the window, or for what is not published."""
    if sentence := why_closed(event, now, zone):
        raise Refusal(sentence)


def ensure_can_add(event: Event, now: datetime) -> None:
    """Refuse the organizer a guest at what does not take place, is held elsewhere or is over."""
    if event.state in NOT_STANDING or event.sort is EventSort.TRACKED:
        raise Refusal(why_closed(event, now) or NOT_YET)
    if now >= event.ends_at:
        raise Refusal("This event is over, so nobody can be added to it any more.")


def ensure_can_leave(event: Event, now: datetime) -> None:
    """Refuse to give a seat back once the event has begun."""
    if now >= event.starts_at:
        raise Refusal("This event has begun, so nobody else could use the seat. Nothing was changed.")


def standing(registration: Registration) -> str:
    """Say how a registration stands, for somebody whose step came too late."""
    title = registration.event.title
    words = {
        RegistrationState.REGISTERED: f"You are registered for “{title}”.",
        RegistrationState.WAITING: IN_THE_LINE,
        RegistrationState.OFFERED: "The time to take this seat has run out, and it goes to the next in line.",
        RegistrationState.CANCELLED: "You gave this seat back. Register again if you would like to come after all.",
        RegistrationState.DECLINED: "You let this seat go. Register again if you would like to come after all.",
        RegistrationState.LAPSED: "The time to take this seat has run out, and it went to the next in line. "
        "Register again to take a place at the end of the line.",
        RegistrationState.ENDED: "This event is cancelled, so registrations for it have ended."
        if registration.event.state is EventState.CANCELLED
        else "This event has begun, and no seat came free for you. Look at what comes next in the list of events.",
    }
    return words[registration.state]


def late(registration: Registration) -> Refusal:
    """Return the refusal of a step that came second or too late."""
    return Refusal(standing(registration))


def ensure_room(event: Event, *, is_full: bool) -> None:
    """Refuse a guest where every seat is taken: guests come before nobody in the line."""
    if is_full:
        raise Refusal(
            f"Every seat of “{event.title}” is taken or offered to somebody in line. "
            "Raise the number of seats first; those in line come before guests."
        )
