"""Is a mentor's seat ever given twice?"""

from __future__ import annotations

import threading

import sqlalchemy as sa

from mentornet.foundation.database import db
from mentornet.profiles.models import MentorProfile, Profile
from mentornet.profiles.seats import free_seat, take_seat
from tests.support.applications import in_context


def offer_seats(account_id: int, seats: int) -> None:
    db.session.add(Profile(account_id=account_id, mentor=MentorProfile(seats=seats)))
    db.session.flush()


def seats_taken() -> int:
    return db.session.scalars(sa.select(MentorProfile.seats_taken)).one()


def test_a_seat_is_taken_until_none_is_left(session, cast):
    offer_seats(cast.ada.id, 2)
    assert [take_seat(cast.ada.id) for _ in range(3)] == [True, True, False]
    assert seats_taken() == 2


def test_a_freed_seat_can_be_taken_again(session, cast):
    offer_seats(cast.ada.id, 1)
    assert take_seat(cast.ada.id)
    assert free_seat(cast.ada.id)
    assert take_seat(cast.ada.id)


def test_no_more_seats_are_freed_than_were_taken(session, cast):
    offer_seats(cast.ada.id, 1)
    assert not free_seat(cast.ada.id)
    assert seats_taken() == 0


def test_somebody_who_does_not_mentor_has_no_seat(session, cast):
    assert not take_seat(cast.drew.id)


def test_the_last_seats_go_to_as_many_racers_as_there_are_seats(app, cast):
    with in_context(app):
        offer_seats(cast.ada.id, 2)
    won, gate = [], threading.Barrier(8)

    def race():
        with app.app_context():
            gate.wait()
            won.append(take_seat(cast.ada.id))
            db.session.commit()

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won.count(True) == 2
    with app.app_context():
        assert seats_taken() == 2
