"""Does a guest get one seat and no account, and does nobody learn who is a member?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.models import RegistrationState
from mentornet.events.registering import services
from mentornet.foundation import clock
from mentornet.foundation.errors import Refusal
from mentornet.foundation.mail.outbox import Letter
from tests.events.registering.scenes import account_of, an_event


def test_a_guest_gets_a_seat_a_letter_and_no_place_in_line(session, cast):
    event = an_event(capacity=1)
    guest = services.add_guest(event, name="Gil", address="Gil@Guests.example", by=account_of(cast.cora))
    again = services.add_guest(event, name="Gil", address="gil@guests.example", by=account_of(cast.cora))
    assert again is guest
    assert (guest.name, guest.state, event.seats_taken) == ("Gil", RegistrationState.REGISTERED, 1)
    assert session.scalars(sa.select(Letter.to_address)).all() == ["Gil@Guests.example"]
    with pytest.raises(Refusal, match="Raise the number of seats"):
        services.add_guest(event, name="Gus", address="gus@guests.example", by=account_of(cast.cora))


def test_a_guest_with_an_account_has_one_seat_of_their_own(session, cast):
    event, cora = an_event(capacity=3), account_of(cast.cora)
    guest = services.add_guest(event, name="Benny", address=cast.ben.email, by=cora)
    assert guest.account_id == cast.ben.id
    assert services.register(event, by=account_of(cast.ben)) is guest
    assert services.add_guest(event, name="Benny", address=cast.ben.email, by=cora) is guest
    assert event.seats_taken == 1


def test_an_address_that_nobody_has_confirmed_or_that_is_disabled_stays_a_guests(session, cast):
    event, cora = an_event(capacity=3), account_of(cast.cora)
    account_of(cast.ben).confirmed_at = None
    account_of(cast.drew).disabled_at = clock.now()
    for person in (cast.ben, cast.drew):
        assert services.add_guest(event, name="Gil", address=person.email, by=cora).account_id is None


def test_the_organizer_does_not_learn_that_a_guest_is_registered_as_a_member(session, cast):
    event, cora = an_event(capacity=3), account_of(cast.cora)
    services.register(event, by=account_of(cast.ben))
    guest = services.add_guest(event, name="Benny", address=cast.ben.email, by=cora)
    assert (guest.account_id, event.seats_taken) == (None, 2)


def test_somebody_at_the_door_is_added_until_the_end(session, cast):
    event = an_event(registration_closes_at=clock.now())
    cora = account_of(cast.cora)
    with clock.frozen_at(event.starts_at + timedelta(minutes=5)):
        guest = services.add_guest(event, name="Gil", address="gil@guests.example", by=cora)
    assert guest.state is RegistrationState.REGISTERED
    with clock.frozen_at(event.ends_at), pytest.raises(Refusal, match="is over"):
        services.add_guest(event, name="Gus", address="gus@guests.example", by=cora)
