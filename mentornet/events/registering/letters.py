"""What do we tell people of their seats?"""

from __future__ import annotations

from typing import Any

from ...accounts.models import Account
from ...foundation.mail import post
from ...foundation.templating import absolute_address, how_far, moment_text
from ...notifications.models import NoticeKind, Way
from ...notifications.queries import find_settings
from ...notifications.services import PLAIN_LETTER, notify, write_to_guest
from ...notifications.ways import way_of
from ..days import span_text
from ..models import Registration, RegistrationState


def page_of(registration: Registration) -> str:
    """Return the path of the event's page."""
    return f"/events/{registration.event_id}"


def offer_key(registration: Registration) -> str:
    """Return the beginning of the key of an offer's notice."""
    return f"event:{registration.event_id}:seat:{registration.id}"


def confirm(registration: Registration) -> None:
    """Write to somebody that they have a seat, or which place in line; members and guests alike."""
    event = registration.event
    if registration.state is RegistrationState.WAITING:
        sentence = (
            f"Every seat of “{event.title}” is taken, so you are in line. When a seat comes free and it is your turn, "
            "it is kept for you for a while and we write to you."
        )
    else:
        sentence = f"You have a seat at “{event.title}”, {moment_text(event.starts_at, _zone(registration))}."
        if registration.is_guest:
            sentence += " The organizer added you as a guest; tell them if you cannot come."
    _write(registration, str(registration.state), sentence)


def offer(registration: Registration) -> None:
    """Tell the first in line that a seat is kept for them, and until when."""
    account, until = registration.account, registration.offer_until
    if account is None or until is None:
        return
    title = registration.event.title
    notify(
        account,
        kind=NoticeKind.SEAT_OFFERED,
        key=f"{offer_key(registration)}:offered",
        sentence=f"A seat at “{title}” is kept for you until {moment_text(until, account.time_zone)}. "
        "Then it goes to the next in line.",
        url=page_of(registration),
        act="Take the seat or let it go",
        due_at=until,
        letter=PLAIN_LETTER,
        subject=f"A seat is free at “{title}”: please answer {how_far(until)}",
    )


def tell_lapsed(registration: Registration) -> None:
    """Tell somebody that the time to take their seat has run out."""
    _tell(
        registration,
        "lapsed",
        f"The time to take your seat at “{registration.event.title}” has run out, and it went to the next in line. "
        "Register again if you would still like to come.",
    )


def tell_removed(registration: Registration) -> None:
    """Tell somebody that the organizer took them off the list."""
    sentence = (
        f"The organizer took you off the list of “{registration.event.title}”. "
        "Ask them if you think this is a mistake."
    )
    if registration.account is None:
        _write(registration, "removed", sentence)
    else:
        _tell(registration, "removed", sentence)


def _tell(registration: Registration, what: str, sentence: str) -> None:
    account: Account | None = registration.account
    if account is None:
        return
    notify(
        account,
        kind=NoticeKind.REGISTRATION_CHANGED,
        key=f"event:{registration.event_id}:registration:{registration.id}:{what}",
        sentence=sentence,
        url=page_of(registration),
        act="Open the event",
        letter=PLAIN_LETTER,
    )


def _write(registration: Registration, what: str, sentence: str) -> None:
    """Post a letter without a notice: what the reader has just done themselves needs no badge.

    Who wants one letter a day finds it there. Who wants none reads it on the page, and of what the organizer did
    for them among their notices.
    """
    account = registration.account
    if account is None:
        _write_to_guest(registration, what, sentence)
        return
    way = way_of(NoticeKind.REGISTRATION_CHANGED, find_settings(account.id))
    if way is Way.LETTER:
        _post(registration, account, what, sentence)
    elif way is Way.DIGEST or registration.is_guest:
        _tell(registration, what, sentence)


def _post(registration: Registration, account: Account, what: str, sentence: str) -> None:
    if account.disabled_at is None:
        post(
            PLAIN_LETTER,
            to=account.email,
            subject=_subject(registration),
            key=f"registration:{registration.id}:{what}",
            category=str(NoticeKind.REGISTRATION_CHANGED),
            account_id=account.id,
            **_words(registration, sentence),
        )


def tell_guest_changed(registration: Registration) -> None:
    """Write to a guest how the event stands after a change."""
    event = registration.event
    note = f" {event.change_note}" if event.change_note else ""
    place = f", at {event.place}" if event.place else ""
    sentence = f"“{event.title}” has changed. It is now on {span_text(event, event.time_zone)}{place}.{note}"
    _write_to_guest(registration, f"changed:{event.sequence}", sentence)


def tell_guest_cancelled(registration: Registration) -> None:
    """Write to a guest that the event does not take place."""
    event = registration.event
    because = f" {event.cancelled_because}" if event.cancelled_because else ""
    sentence = f"“{event.title}” on {span_text(event, event.time_zone)} is cancelled.{because}"
    _write_to_guest(registration, "ended", sentence, subject=f"Cancelled: {event.title}"[:150])


def _write_to_guest(registration: Registration, what: str, sentence: str, *, subject: str = "") -> None:
    write_to_guest(
        PLAIN_LETTER,
        to=registration.guest_address,
        kind=NoticeKind.REGISTRATION_CHANGED,
        key=f"registration:{registration.id}:{what}",
        subject=subject or _subject(registration),
        **_words(registration, sentence),
    )


def _words(registration: Registration, sentence: str) -> dict[str, Any]:
    return {
        "greeting_name": registration.name,
        "sentence": sentence,
        "zone": _zone(registration),
        "act_url": absolute_address(page_of(registration)),
        "act_label": "Open the event",
    }


def _subject(registration: Registration) -> str:
    title = registration.event.title
    words = {
        RegistrationState.WAITING: f"You are in line for “{title}”",
        RegistrationState.REGISTERED: f"Your seat at “{title}”",
    }
    return words.get(registration.state, f"About “{title}”")


def _zone(registration: Registration) -> str:
    return registration.account.time_zone if registration.account else registration.event.time_zone
