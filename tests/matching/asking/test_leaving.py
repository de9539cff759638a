"""What becomes of open requests when one of the two leaves, pauses, blocks or is shut out?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.services import disable
from mentornet.matching.asking.models import RequestState
from mentornet.notifications.models import Notice
from mentornet.programs.models import Enrolment, Side
from mentornet.programs.services import pause, withdraw
from mentornet.safety.services import block
from tests.support.asking import ben_asks_ada
from tests.support.pairs import account_of
from tests.support.programs import make_enrolment, make_program


@pytest.fixture
def request_(session, cast):
    return ben_asks_ada(cast)


def part_of(session, person):
    return session.scalars(sa.select(Enrolment).where(Enrolment.account_id == person.id)).one()


def told(session, person):
    found = sa.select(Notice).where(Notice.account_id == person.id).execution_options(populate_existing=True)
    return [one.sentence for one in session.scalars(found.order_by(Notice.id))]


@pytest.mark.parametrize("leave", [withdraw, pause])
@pytest.mark.parametrize("name", ["ada", "ben"])
def test_who_leaves_or_pauses_takes_open_requests_along_and_both_hear_of_it(
    session, cast, request_, leave, name
):
    person = getattr(cast, name)
    leave(part_of(session, person), by=account_of(person))
    assert request_.state is RequestState.WITHDRAWN
    assert "was taken back" in told(session, cast.ada)[-1]
    assert "was taken back, since things have changed." in told(session, cast.ben)[-1]


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_who_is_shut_out_leaves_no_request_open(session, cast, request_, name):
    disable(account_of(getattr(cast, name)), by=account_of(cast.root))
    assert request_.state is RequestState.WITHDRAWN


@pytest.mark.parametrize(("by", "of"), [("ada", "ben"), ("ben", "ada")])
def test_a_block_takes_the_request_back_and_tells_nobody_why(session, cast, request_, by, of):
    block(account_of(getattr(cast, by)), account_of(getattr(cast, of)))
    assert request_.state is RequestState.WITHDRAWN
    for person in (cast.ada, cast.ben):
        assert "block" not in " ".join(told(session, person))


def test_a_block_of_somebody_else_touches_nothing(session, cast, request_):
    block(account_of(cast.ada), account_of(cast.drew))
    assert request_.state is RequestState.OPEN


def test_leaving_another_side_or_another_program_touches_nothing(session, cast, request_):
    other_side = make_enrolment(request_.program, cast.ben.id, Side.MENTOR)
    other_program = make_enrolment(make_program("other"), cast.ben.id, Side.MENTEE)
    for enrolment in (other_side, other_program):
        withdraw(enrolment, by=account_of(cast.ben))
    assert request_.state is RequestState.OPEN
