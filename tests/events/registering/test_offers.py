"""Who is offered a seat that came free, for how long, and what becomes of it?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.events.models import RegistrationState
from mentornet.events.registering import jobs, queries, services
from mentornet.foundation import clock
from mentornet.foundation.errors import Refusal
from mentornet.notifications.models import Notice
from tests.events.registering.scenes import a_full_event, account_of, give_back, standing_of, states

REGISTERED, WAITING, OFFERED = (
    RegistrationState.REGISTERED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
)


def written_as(action, *, by):
    return sa.select(AuditEntry).where(AuditEntry.action == action, AuditEntry.actor_id == by.id)


def in_a_day():
    return clock.frozen_at(clock.now() + timedelta(hours=25))


@pytest.fixture
def far(session):
    return clock.now() + timedelta(days=30)


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
