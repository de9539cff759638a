"""Seats, the line and offers, one step after another."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.events.models import HOLDING, Audience, Event, EventState, Registration, RegistrationState
from mentornet.events.registering import jobs, queries, rules, services
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.foundation.mail.outbox import Letter
from mentornet.notifications.models import Notice
from tests.events.registering.scenes import a_full_event, account_of, an_event, come, give_back, standing_of

REGISTERED, WAITING, OFFERED = (
    RegistrationState.REGISTERED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
)


def states(event):
    found = sa.select(Registration.state).where(Registration.event_id == event.id).order_by(Registration.id)
    return list(db.session.scalars(found))


def written_as(action, *, by):
    return sa.select(AuditEntry).where(AuditEntry.action == action, AuditEntry.actor_id == by.id)


def in_a_day():
    return clock.frozen_at(clock.now() + timedelta(hours=25))


@pytest.fixture
def far(session):
    return clock.now() + timedelta(days=30)


def test_seats_go_in_order_and_then_there_is_a_line(session, cast):
    event = an_event(capacity=2)
    come(event, "First", "Second", "Third", "Fourth")
    assert states(event) == [REGISTERED, REGISTERED, WAITING, WAITING]
    assert event.seats_taken == 2


def test_without_a_limit_nobody_waits(session, cast):
    event = an_event(capacity=None)
    come(event, "First", "Second", "Third")
    assert states(event) == [REGISTERED] * 3


def test_to_register_twice_is_to_be_registered_once(session, cast):
    event = an_event(capacity=2)
    first = services.register(event, by=account_of(cast.ada))
    assert services.register(event, by=account_of(cast.ada)) is first
    assert event.seats_taken == 1


def test_who_has_a_seat_finds_it_theirs_after_registration_has_closed(session, cast):
    event = an_event(capacity=2)
    first = services.register(event, by=account_of(cast.ada))
    event.registration_closes_at = clock.now() - timedelta(minutes=1)
    assert services.register(event, by=account_of(cast.ada)) is first
    with pytest.raises(Refusal, match="Registration closed"):
        services.register(event, by=account_of(cast.ben))


def test_a_seat_given_back_twice_is_given_back_once(session, cast, far):
    event = a_full_event(cast, waiting=("Ben", "Bo"), starts_at=far)
    mine = standing_of(event, cast.ada)
    for _ in range(2):
        services.cancel_registration(mine, by=account_of(cast.ada))
    assert states(event) == [RegistrationState.CANCELLED, OFFERED, WAITING]
    offer = standing_of(event, cast.ben)
    for _ in range(2):
        services.decline_offer(offer, by=account_of(cast.ben))
    assert states(event) == [RegistrationState.CANCELLED, RegistrationState.DECLINED, OFFERED]
    assert event.seats_taken == 1


def test_a_seat_given_back_is_kept_for_the_first_in_line_and_for_nobody_else(session, cast, far):
    event = a_full_event(cast, waiting=("Ben", "Bo"), starts_at=far)
    give_back(event, cast.ada)
    assert states(event) == [RegistrationState.CANCELLED, OFFERED, WAITING]
    offer = standing_of(event, cast.ben)
    assert offer.offer_until
    assert offer.offer_until - clock.now() > timedelta(hours=23)
    newcomer = services.register(event, by=account_of(cast.drew))
    assert newcomer.state is WAITING, "nobody jumps the queue"
    assert event.seats_taken == 1
    notice = session.scalars(sa.select(Notice).where(Notice.account_id == cast.ben.id)).one()
    assert "is kept for you until" in notice.sentence
    assert notice.due_at == offer.offer_until


def test_an_offer_taken_is_a_seat_and_its_notice_awaits_nobody(session, cast, far):
    event = a_full_event(cast, starts_at=far)
    give_back(event, cast.ada)
    mine = standing_of(event, cast.ben)
    services.accept_offer(mine, by=account_of(cast.ben))
    assert mine.state is REGISTERED
    assert queries.is_registered(event, account_of(cast.ben))
    assert queries.registered_accounts(event) == [account_of(cast.ben)]
    assert session.scalars(sa.select(Notice)).one().settled_at is not None
    services.accept_offer(mine, by=account_of(cast.ben))
    assert (mine.state, event.seats_taken) == (REGISTERED, 1), "taken twice, it is taken once"
    assert len(session.scalars(written_as("registration.registered", by=cast.ben)).all()) == 1


def test_an_offer_let_go_passes_to_the_next(session, cast, far):
    event = a_full_event(cast, waiting=("Ben", "Bo"), starts_at=far)
    give_back(event, cast.ada)
    services.decline_offer(standing_of(event, cast.ben), by=account_of(cast.ben))
    assert states(event) == [RegistrationState.CANCELLED, RegistrationState.DECLINED, OFFERED]
    assert event.seats_taken == 1


def test_an_offer_that_ran_out_passes_on_once_whoever_looks_and_however_often(session, cast, far):
    event = a_full_event(cast, waiting=("Ben", "Bo"), starts_at=far)
    give_back(event, cast.ada)
    late = standing_of(event, cast.ben)
    session.commit()
    with in_a_day():
        jobs.lapse_offers()
        jobs.lapse_offers()
        assert states(event) == [RegistrationState.CANCELLED, RegistrationState.LAPSED, OFFERED]
        with pytest.raises(Refusal, match="went to the next in line"):
            services.accept_offer(late, by=account_of(cast.ben))
    told = session.scalars(sa.select(Notice.sentence).where(Notice.key.endswith(":lapsed"))).all()
    assert len(told) == 1


def test_an_answer_after_the_time_is_refused_before_the_worker_has_looked(session, cast, far):
    event = a_full_event(cast, starts_at=far)
    give_back(event, cast.ada)
    mine = standing_of(event, cast.ben)
    with in_a_day(), pytest.raises(Refusal, match="has run out"):
        services.accept_offer(mine, by=account_of(cast.ben))


def test_the_last_offer_that_runs_out_frees_the_seat_for_whoever_comes(session, cast, far):
    event = a_full_event(cast, starts_at=far)
    give_back(event, cast.ada)
    session.commit()
    with in_a_day():
        jobs.lapse_offers()
        assert event.seats_taken == 0
        assert services.register(event, by=account_of(cast.drew)).state is REGISTERED


def test_more_seats_are_offered_to_the_line_in_its_order(session, cast, far):
    event = a_full_event(cast, waiting=("Ben", "Bo", "Bea"), starts_at=far)
    event.capacity = 3
    assert services.on_seats_freed(event) == 2
    assert states(event) == [REGISTERED, OFFERED, OFFERED, WAITING]
    assert event.seats_taken == 3


def test_fewer_seats_than_are_held_are_impossible(session, cast):
    event = a_full_event(cast, capacity=2)
    event.capacity = 1
    with pytest.raises(sa.exc.IntegrityError, match="never_over"):
        session.flush()
    session.rollback()


def test_who_leaves_the_line_changes_nothing_for_the_others(session, cast):
    event = a_full_event(cast, waiting=("Ben", "Bo"))
    give_back(event, cast.ben)
    assert states(event) == [REGISTERED, RegistrationState.CANCELLED, WAITING]
    assert event.seats_taken == 1


def test_a_disabled_account_in_line_is_passed_over(session, cast, far):
    event = a_full_event(cast, waiting=("Ben", "Bo"), starts_at=far)
    account_of(cast.ben).disabled_at = clock.now()
    give_back(event, cast.ada)
    assert states(event) == [RegistrationState.CANCELLED, WAITING, OFFERED]


def test_an_account_let_in_again_gets_the_seat_that_is_free(session, cast, far):
    event = a_full_event(cast, starts_at=far)
    ben = account_of(cast.ben)
    ben.disabled_at = clock.now()
    give_back(event, cast.ada)
    assert event.seats_taken == 0
    ben.disabled_at = None
    session.commit()
    jobs.offer_idle_seats()
    assert standing_of(event, cast.ben).state is OFFERED


def test_a_cancelled_event_ends_every_registration_and_tells_those_in_line(session, cast):
    event = a_full_event(cast, capacity=2, waiting=("Ben", "Bo"))
    services.on_event_cancelled(event, by=account_of(cast.cora))
    assert set(states(event)) == {RegistrationState.ENDED}
    assert event.seats_taken == 0
    told = set(session.scalars(sa.select(Notice.account_id)))
    assert len(told) == 1, "who has a seat is told with the cancellation itself"


def test_a_guest_gets_a_seat_a_letter_and_no_place_in_line(session, cast):
    event = an_event(capacity=1)
    guest = services.add_guest(event, name="Gil", address="Gil@Guests.example", by=account_of(cast.cora))
    again = services.add_guest(event, name="Gil", address="gil@guests.example", by=account_of(cast.cora))
    assert again is guest
    assert (guest.name, guest.state, event.seats_taken) == ("Gil", REGISTERED, 1)
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


def test_the_event_itself_ends_its_line_when_it_begins(session, cast):
    event = a_full_event(cast, waiting=("Ben", "Bo"))
    give_back(event, cast.ada)
    session.commit()
    with clock.frozen_at(event.starts_at):
        jobs.close_lines()
        assert states(event) == [
            RegistrationState.CANCELLED,
            RegistrationState.ENDED,
            RegistrationState.ENDED,
        ]
        assert event.seats_taken == 0
        with pytest.raises(Refusal, match="has begun"):
            services.register(event, by=account_of(cast.drew))


def test_who_waited_until_the_event_began_is_told_so(session, cast):
    event = a_full_event(cast, waiting=("Ben",))
    mine = standing_of(event, cast.ben)
    with clock.frozen_at(event.starts_at):
        jobs.close_lines()
    assert "no seat came free" in rules.standing(mine)


def test_somebody_at_the_door_is_added_until_the_end(session, cast):
    event = an_event(registration_closes_at=clock.now())
    cora = account_of(cast.cora)
    with clock.frozen_at(event.starts_at + timedelta(minutes=5)):
        guest = services.add_guest(event, name="Gil", address="gil@guests.example", by=cora)
    assert guest.state is RegistrationState.REGISTERED
    with clock.frozen_at(event.ends_at), pytest.raises(Refusal, match="is over"):
        services.add_guest(event, name="Gus", address="gus@guests.example", by=cora)


def test_a_seat_is_not_given_back_once_the_event_has_begun(session, cast):
    event = a_full_event(cast)
    mine = standing_of(event, cast.ada)
    with clock.frozen_at(event.starts_at), pytest.raises(Refusal, match="has begun"):
        services.cancel_registration(mine, by=account_of(cast.ada))


def test_an_event_for_others_cannot_be_registered_for(session, cast):
    event = an_event(audience=Audience.INVITATION)
    with pytest.raises(NotFoundError):
        services.register(event, by=account_of(cast.drew))
    draft = an_event(state=EventState.DRAFT)
    with pytest.raises(NotFoundError):
        services.register(draft, by=account_of(cast.drew))


def test_the_person_is_told_when_the_organizer_takes_them_off(session, cast):
    event = a_full_event(cast)
    services.cancel_registration(standing_of(event, cast.ada), by=account_of(cast.cora))
    told = session.scalars(sa.select(Notice).where(Notice.account_id == cast.ada.id)).one()
    assert "took you off the list" in told.sentence


def test_every_step_is_written_down(session, cast):
    event = a_full_event(cast)
    give_back(event, cast.ada)
    actions = (
        sa.select(AuditEntry.action)
        .where(AuditEntry.action.startswith("registration"))
        .order_by(AuditEntry.id)
    )
    assert session.scalars(actions).all() == [
        "registration.registered",
        "registration.waiting",
        "registration.cancelled",
        "registration.offered",
    ]


def test_the_number_of_held_seats_is_what_the_event_says(session, cast):
    event = a_full_event(cast, capacity=2, waiting=("Ben", "Bo", "Bea"))
    assert sum(state in HOLDING for state in states(event)) == event.seats_taken == 2
    assert session.get_one(Event, event.id).capacity == 2
    assert session.get_one(Account, cast.ada.id) in queries.registered_accounts(event)
