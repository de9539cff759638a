"""What happens to seats and to the line? Each step holds its event first, so that no two of them cross."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...accounts.queries import address_key, find_account_by_email
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import NotFoundError, Refusal
from ...notifications.services import settle
from ..attending.services import undo_all
from ..conferences.seats import free_all_stars
from ..models import HOLDING, LIVE, Event, Registration, RegistrationState
from ..queries import is_shown_to
from . import letters, queries, rules, seats

AT_ONCE = 25
"""How many offers go out in one transaction."""


def register(event: Event, *, by: Account, is_seen: bool = False) -> Registration:
    """Give `by` a seat, or where none is left a place at the end of the line; who is in already stays as they are.

    Raises NotFoundError where the event is not for them, Refusal outside the time in which one can register.
    """
    if not is_shown_to(event, by):
        raise NotFoundError
    seats.hold(event)
    if there := queries.find_registration(event, by):
        return there
    rules.ensure_can_register(event, clock.now(), by.time_zone)
    has_seat = seats.take_seat(event)
    state = RegistrationState.REGISTERED if has_seat else RegistrationState.WAITING
    registration = _add(event, by=by, state=state, account_id=by.id, is_seen=is_seen)
    letters.confirm(registration)
    return registration


def add_guest(event: Event, *, name: str, address: str, by: Account) -> Registration:
    """Give somebody a seat by their address; guests do not stand in line. Raises Refusal where none is left.

    Where an account has that address, confirmed, the registration is its member's own, and hours land in their
    record. To the organizer it looks like that of any guest, so that nobody learns who has an account.
    The window of registration is for those who come by themselves: at the door the organizer adds people until the end.
    """
    seats.hold(event)
    rules.ensure_can_add(event, clock.now())
    key = address_key(address)
    if there := queries.find_guest(event, key):
        return there
    rules.ensure_room(event, is_full=not seats.take_seat(event))
    guest = _add(
        event,
        by=by,
        state=RegistrationState.REGISTERED,
        account_id=_member_of(event, address),
        guest_name=name,
        guest_address=address,
        guest_key=key,
    )
    letters.confirm(guest)
    return guest


def _member_of(event: Event, address: str) -> int | None:
    """Return the account a guest's seat belongs to; None where there is none, or it is registered by itself."""
    account = find_account_by_email(address)
    if account is None or account.confirmed_at is None or account.disabled_at is not None:
        return None
    return None if queries.find_registration(event, account) else account.id


def _add(event: Event, *, by: Account, state: RegistrationState, **values: Any) -> Registration:
    registration = Registration(event_id=event.id, state=state, added_by_id=by.id, **values)
    db.session.add(registration)
    db.session.flush()  # its id is its place in line
    _record(str(state), registration, by=by)
    return registration


def accept_offer(registration: Registration, *, by: Account) -> None:
    """Take the seat that is kept for `by`; to take it twice is to have it once.

    Raises Refusal, saying how it stands, where the time has run out.
    """
    seats.hold(registration.event)
    if _is_already(registration, RegistrationState.REGISTERED):
        return
    in_time = _still(registration, RegistrationState.OFFERED).where(Registration.offer_until > clock.now())
    _step(registration, in_time, RegistrationState.REGISTERED)
    _settle(registration)
    _record("registered", registration, by=by)
    letters.confirm(registration)


def decline_offer(registration: Registration, *, by: Account) -> None:
    """Let the seat go that is kept for `by`, once however often it is said; it is offered to the next in line."""
    seats.hold(registration.event)
    if _is_already(registration, RegistrationState.DECLINED):
        return
    _step(registration, _still(registration, RegistrationState.OFFERED), RegistrationState.DECLINED)
    _settle(registration)
    _record("declined", registration, by=by)
    _pass_on(registration.event)


def cancel_registration(registration: Registration, *, by: Account) -> None:
    """Give the seat back, or leave the line; a seat goes to the first in line at once.

    `by` is the person or somebody who organizes the event; the person is told of what others did.
    Given back twice by its person, it is given back once.
    """
    event = registration.event
    seats.hold(event)
    if _is_already(registration, RegistrationState.CANCELLED) and registration.account_id == by.id:
        return
    rules.ensure_can_leave(event, clock.now())
    held_seat = registration.state in HOLDING
    _step(registration, _still(registration, *LIVE), RegistrationState.CANCELLED)
    _settle(registration)
    _record("cancelled", registration, by=by)
    undo_all(registration, by=by)
    if registration.account_id is not None:
        free_all_stars(event.id, registration.account_id)
    if registration.account_id != by.id:
        letters.tell_removed(registration)
    if held_seat:
        _pass_on(event)


def show_among_those_going(registration: Registration, *, is_seen: bool) -> None:
    """Let the others who go see this person, or no longer."""
    registration.is_seen = is_seen
    registration.changed_at = clock.now()


def lapse_offer(registration_id: int) -> bool:
    """Close an offer whose time has run out and offer the seat to the next; False where it is not due."""
    registration = db.session.get_one(Registration, registration_id)
    seats.hold(registration.event)
    due = _still(registration, RegistrationState.OFFERED).where(Registration.offer_until <= clock.now())
    if not _changed(registration, due, RegistrationState.LAPSED):
        return False
    _settle(registration)
    _record("lapsed", registration, by=None)
    letters.tell_lapsed(registration)
    _pass_on(registration.event)
    return True


def on_seats_freed(event: Event) -> int:
    """Offer what is free to the first in line, in their order; return how many offers went out.

    Never more than `AT_ONCE`: where a larger hall frees hundreds of seats, the worker offers the others within the
    minute. Until then nobody new takes one, since whoever comes while others wait stands in line.
    """
    seats.hold(event)
    offers = 0
    while (
        offers < AT_ONCE
        and _is_ahead(event)
        and (first := queries.first_in_line(event))
        and seats.keep_seat(event)
    ):
        _offer(first)
        offers += 1
    return offers


def on_event_cancelled(event: Event, *, by: Account | None) -> None:
    """End every registration; the worker tells those who had one, with the cancellation."""
    seats.hold(event)
    end_line(event, states=LIVE)
    seats.free_all(event)
    record(
        "registrations.ended",
        by=by,
        subject_type="event",
        subject_id=event.id,
        program_id=event.program_id,
    )


def close_line(event: Event) -> None:
    """End what still waits when an event begins, and free the seats of offers that nobody took."""
    seats.hold(event)
    offered = end_line(event, states=(RegistrationState.OFFERED,))
    end_line(event, states=(RegistrationState.WAITING,))
    for _ in range(offered):
        seats.free_seat(event)


def end_line(event: Event, *, states: tuple[RegistrationState, ...]) -> int:
    """End the registrations of `event` that are in one of `states`; return how many there were."""
    ended = sa.update(Registration).where(Registration.event_id == event.id, Registration.state.in_(states))
    values = {"state": RegistrationState.ENDED, "offer_until": None, "changed_at": clock.now()}
    count = changed_rows(ended.values(values))
    settle(None, key_prefix=f"event:{event.id}:seat:")
    return count


def _pass_on(event: Event) -> None:
    """Offer a seat that came free to the first in line; free it where nobody waits."""
    first = queries.first_in_line(event) if _is_ahead(event) else None
    if first is None:
        seats.free_seat(event)
    else:
        _offer(first)


def _is_ahead(event: Event) -> bool:
    return clock.now() < event.starts_at


def _offer(registration: Registration) -> None:
    until = rules.offer_end(clock.now(), registration.event.starts_at)
    waiting = _still(registration, RegistrationState.WAITING)
    if not _changed(registration, waiting, RegistrationState.OFFERED, offer_until=until):
        raise Refusal("The line has changed a moment ago. Load the page again to see how it stands.")
    _record("offered", registration, by=None)
    letters.offer(registration)


def _still(registration: Registration, *states: RegistrationState) -> sa.Update:
    return sa.update(Registration).where(Registration.id == registration.id, Registration.state.in_(states))


def _is_already(registration: Registration, state: RegistrationState) -> bool:
    """Read the registration anew and say whether the step to `state` was taken before, as by a second press."""
    db.session.refresh(registration)
    return registration.state is state


def _step(registration: Registration, step: sa.Update, to: RegistrationState) -> None:
    """Take a step that is still possible, or refuse saying how the registration stands."""
    if not _changed(registration, step, to):
        raise rules.late(registration)


def _changed(registration: Registration, step: sa.Update, to: RegistrationState, **values: Any) -> bool:
    written = {"state": to, "offer_until": None, "changed_at": clock.now()} | values
    is_changed = changed_rows(step.values(written)) == 1
    db.session.refresh(registration)
    return is_changed


def _settle(registration: Registration) -> None:
    settle(None, key_prefix=f"{letters.offer_key(registration)}:")


def _record(what: str, registration: Registration, *, by: Account | None) -> None:
    record(
        f"registration.{what}",
        by=by,
        subject_type="event",
        subject_id=registration.event_id,
        program_id=registration.event.program_id,
        registration=registration.id,
    )
