"""Whom may somebody wish for, and in what order?"""

from __future__ import annotations

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.programs.models import Enrolment, EnrolmentState, Program, Side
from mentornet.programs.wishes import add_wish, raise_wish, remove_wish, wishes_of, wishes_within
from mentornet.safety.models import Block
from tests.support.cast import make_account


@pytest.fixture
def program(session):
    program = Program(slug="river", name="River", join_token="river")
    session.add(program)
    session.flush()
    return program


def enrolled(program: Program, name: str, side: Side, **values: object) -> Account:
    account = make_account(name)
    db.session.add(Enrolment(program_id=program.id, account_id=account.id, side=side, **values))
    db.session.flush()
    return account


def mentors(program: Program, number: int) -> list[Account]:
    return [enrolled(program, f"Mentor {place}", Side.MENTOR) for place in range(number)]


def test_wishes_are_kept_in_the_order_they_were_made(program):
    ben = enrolled(program, "Ben", Side.MENTEE)
    wanted = mentors(program, 3)
    for mentor in wanted:
        add_wish(program, by=ben, for_id=mentor.id)
    assert [wish.for_id for wish in wishes_of(ben)] == [mentor.id for mentor in wanted]


def test_a_wish_made_twice_stands_once(program):
    ben, (ada,) = enrolled(program, "Ben", Side.MENTEE), mentors(program, 1)
    add_wish(program, by=ben, for_id=ada.id)
    add_wish(program, by=ben, for_id=ada.id)
    assert len(wishes_of(ben)) == 1


def test_a_sixth_wish_is_refused_with_a_sentence(program):
    ben, many = enrolled(program, "Ben", Side.MENTEE), mentors(program, 6)
    for mentor in many[:5]:
        add_wish(program, by=ben, for_id=mentor.id)
    with pytest.raises(Refusal, match="Remove one first"):
        add_wish(program, by=ben, for_id=many[5].id)


@pytest.mark.parametrize("side", [Side.MENTEE, Side.MENTOR])
def test_one_wishes_for_the_other_side_only(program, side):
    me, other = enrolled(program, "Ben", side), enrolled(program, "Bea", side)
    with pytest.raises(NotFoundError):
        add_wish(program, by=me, for_id=other.id)


def test_nobody_wishes_for_somebody_who_left_or_is_a_stranger_to_the_program(program):
    ben = enrolled(program, "Ben", Side.MENTEE)
    left = enrolled(program, "Ada", Side.MENTOR, state=EnrolmentState.WITHDRAWN)
    for other in (left, make_account("Drew"), ben):
        with pytest.raises(NotFoundError):
            add_wish(program, by=ben, for_id=other.id)


def test_nobody_wishes_for_somebody_who_blocks_them(program):
    ben, (ada,) = enrolled(program, "Ben", Side.MENTEE), mentors(program, 1)
    db.session.add(Block(blocker_id=ada.id, blocked_id=ben.id))
    with pytest.raises(NotFoundError):
        add_wish(program, by=ben, for_id=ada.id)


def test_a_wish_removed_closes_the_gap(program):
    ben, (first, second, third) = enrolled(program, "Ben", Side.MENTEE), mentors(program, 3)
    for mentor in (first, second, third):
        add_wish(program, by=ben, for_id=mentor.id)
    assert remove_wish(program, by=ben, for_id=first.id)
    assert [(wish.rank, wish.for_id) for wish in wishes_of(ben)] == [(1, second.id), (2, third.id)]
    assert not remove_wish(program, by=ben, for_id=first.id)


def test_a_wish_can_be_raised_and_the_first_stays_first(program):
    ben, (first, second) = enrolled(program, "Ben", Side.MENTEE), mentors(program, 2)
    for mentor in (first, second):
        add_wish(program, by=ben, for_id=mentor.id)
    raise_wish(program, by=ben, for_id=second.id)
    raise_wish(program, by=ben, for_id=second.id)
    assert wishes_within(program.id) == {ben.id: [second.id, first.id]}
