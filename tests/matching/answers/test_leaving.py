"""What becomes of open proposals when one of the two leaves, pauses, blocks or is shut out?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.services import disable
from mentornet.matching import answers
from mentornet.matching.models import ProposalState
from mentornet.notifications.models import Notice
from mentornet.notifications.services import mark_all_read
from mentornet.profiles.models import MentorProfile
from mentornet.programs.models import Side
from mentornet.programs.services import pause, withdraw
from mentornet.safety.services import block
from tests.support.pairs import account_of, ada_for_ben, make_program, make_round, propose, seek
from tests.support.programs import make_enrolment


@pytest.fixture
def proposal(session, cast):
    return ada_for_ben(cast, seats=3)


@pytest.fixture
def second(session, cast, proposal):
    """Ada is proposed to Drew in the same round."""
    seek(cast.drew.id)
    session.execute(sa.update(MentorProfile).values(seats_taken=2))
    return propose(proposal.round, cast.drew.id, cast.ada.id)


def notices_of(session, person):
    found = sa.select(Notice).where(Notice.account_id == person.id).execution_options(populate_existing=True)
    return session.scalars(found.order_by(Notice.id)).all()


@pytest.mark.parametrize("leave", [withdraw, pause])
def test_who_leaves_or_pauses_gives_the_seat_back_and_the_other_is_told(session, cast, proposal, leave):
    enrolment = make_enrolment(proposal.round.program, cast.ben.id, Side.MENTEE)
    leave(enrolment, by=account_of(cast.ben))
    assert proposal.state is ProposalState.WITHDRAWN
    assert session.scalars(sa.select(MentorProfile.seats_taken)).one() == 0
    assert "was withdrawn" in notices_of(session, cast.ada)[0].sentence
    (told,) = notices_of(session, cast.cora)
    assert told.sentence.startswith("1 proposal ended without a match in “Autumn round”.")


def test_leaving_one_side_of_one_program_touches_nothing_else(session, cast, proposal):
    other_side = make_enrolment(proposal.round.program, cast.ben.id, Side.MENTOR)
    other_program = make_enrolment(make_program(cast, "day-shift"), cast.ben.id, Side.MENTEE)
    for enrolment in (other_side, other_program):
        withdraw(enrolment, by=account_of(cast.ben))
    assert proposal.state is ProposalState.OPEN


def test_who_is_shut_out_leaves_no_proposal_open_anywhere(session, cast, proposal, second):
    disable(account_of(cast.ada), by=account_of(cast.cora))
    assert {proposal.state, second.state} == {ProposalState.WITHDRAWN}
    assert session.scalars(sa.select(MentorProfile.seats_taken)).one() == 0
    (told,) = [one for one in notices_of(session, cast.cora) if "ended" in one.sentence]
    assert told.sentence.startswith("2 proposals ended without a match")


def test_a_block_takes_the_proposal_back_and_tells_nobody_why(session, cast, proposal, second):
    block(account_of(cast.ben), account_of(cast.ada))
    assert (proposal.state, second.state) == (ProposalState.WITHDRAWN, ProposalState.OPEN)
    assert session.scalars(sa.select(MentorProfile.seats_taken)).one() == 1
    assert "block" not in notices_of(session, cast.ada)[0].sentence


def test_each_no_of_a_round_counts_in_one_notice_that_is_new_again(session, cast, proposal, second):
    answers.decline_proposal(proposal, by=account_of(cast.ben))
    mark_all_read(account_of(cast.cora))
    answers.decline_proposal(second, by=account_of(cast.drew))
    (told,) = notices_of(session, cast.cora)
    assert told.sentence.startswith("2 proposals ended without a match")
    assert told.read_at is None


def test_what_ended_before_the_last_letters_is_not_counted_again(session, cast, proposal, second):
    answers.decline_proposal(proposal, by=account_of(cast.ben))
    again = make_round(proposal.round.program)
    proposal.round.waves += 1
    second.published_at = again.published_at
    session.flush()
    answers.decline_proposal(second, by=account_of(cast.drew))
    newest = notices_of(session, cast.cora)[-1]
    assert newest.sentence.startswith("1 proposal ended")
