"""What does an answer do, and what does the second to come get?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.foundation import clock
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.foundation.mail import Letter
from mentornet.matching import answers
from mentornet.matching.models import Answer, DeclineReason, ProposalState
from mentornet.mentorships.models import Mentorship, MentorshipState
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.profiles.models import MentorProfile
from tests.support.pairs import account_of, ada_for_ben, make_round, offer_seats, propose


@pytest.fixture
def proposal(session, cast):
    return ada_for_ben(cast)


def seats_taken(session):
    return session.scalars(sa.select(MentorProfile.seats_taken).order_by(MentorProfile.profile_id)).all()


def letters_to(session, person):
    return session.scalars(sa.select(Letter.subject).where(Letter.account_id == person.id)).all()


def test_the_first_yes_waits_for_the_second(session, cast, proposal):
    assert answers.accept_proposal(proposal, by=account_of(cast.ben)) is None
    assert proposal.state is ProposalState.OPEN
    assert proposal.mentee_answer is Answer.ACCEPTED


def test_two_yeses_begin_the_mentorship_and_keep_the_seat(session, cast, proposal):
    answers.accept_proposal(proposal, by=account_of(cast.ada))
    mentorship = answers.accept_proposal(proposal, by=account_of(cast.ben))
    assert mentorship is not None
    assert (mentorship.mentee_id, mentorship.mentor_id) == (cast.ben.id, cast.ada.id)
    assert mentorship.state is MentorshipState.ACTIVE
    assert proposal.state is ProposalState.ACCEPTED
    assert proposal.mentorship_id == mentorship.id
    assert seats_taken(session) == [1]
    for person in (cast.ada, cast.ben):
        assert any("begin" in subject for subject in letters_to(session, person))


def test_each_change_is_recorded(session, cast, proposal):
    answers.accept_proposal(proposal, by=account_of(cast.ada))
    answers.accept_proposal(proposal, by=account_of(cast.ben))
    session.flush()
    acts = session.execute(sa.select(AuditEntry.action, AuditEntry.actor_id).order_by(AuditEntry.id)).all()
    assert [tuple(act) for act in acts] == [
        ("proposal.accepted", cast.ada.id),
        ("proposal.accepted", cast.ben.id),
        ("mentorship.begun", cast.ben.id),
    ]


def test_a_second_click_is_refused_and_says_how_it_stands(session, cast, proposal):
    ben = account_of(cast.ben)
    answers.accept_proposal(proposal, by=ben)
    with pytest.raises(Refusal, match="You have said yes"):
        answers.accept_proposal(proposal, by=ben)


def test_a_no_frees_the_seat_and_tells_the_other_kindly_without_the_reason(session, cast, proposal):
    answers.decline_proposal(proposal, by=account_of(cast.ben), reason=DeclineReason.SHIFTS)
    assert proposal.state is ProposalState.DECLINED
    assert proposal.mentee_reason is DeclineReason.SHIFTS
    assert seats_taken(session) == [0]
    letter = session.scalars(sa.select(Letter).where(Letter.account_id == cast.ada.id)).one()
    assert "will not go ahead" in letter.subject
    assert "shift do not fit" not in letter.text
    told = session.scalars(sa.select(Notice).where(Notice.account_id == cast.cora.id)).one()
    assert told.kind is NoticeKind.ANSWER_RECEIVED
    assert told.url == f"/rounds/{proposal.round_id}"


def test_a_yes_can_be_taken_back_while_the_other_has_not_answered(session, cast, proposal):
    ben = account_of(cast.ben)
    answers.accept_proposal(proposal, by=ben)
    answers.decline_proposal(proposal, by=ben)
    assert proposal.state is ProposalState.DECLINED
    assert seats_taken(session) == [0]


def test_a_second_no_frees_no_second_seat(session, cast):
    proposal = ada_for_ben(cast, seats=2)
    ben = account_of(cast.ben)
    answers.decline_proposal(proposal, by=ben)
    with pytest.raises(Refusal, match="You said not this time"):
        answers.decline_proposal(proposal, by=ben)
    assert seats_taken(session) == [0]


def test_an_answer_after_the_others_no_is_refused_without_saying_who(session, cast, proposal):
    answers.decline_proposal(proposal, by=account_of(cast.ada))
    with pytest.raises(Refusal, match="This match will not go ahead"):
        answers.accept_proposal(proposal, by=account_of(cast.ben))


def test_an_answer_at_the_deadline_is_too_late_even_before_the_worker_looks(session, cast, proposal):
    with clock.frozen_at(proposal.answer_by), pytest.raises(Refusal, match="has run out"):
        answers.accept_proposal(proposal, by=account_of(cast.ben))


def test_an_answer_after_a_withdrawal_is_refused(session, cast, proposal):
    assert answers.withdraw_proposal(proposal, by=account_of(cast.cora))
    assert not answers.withdraw_proposal(proposal, by=account_of(cast.cora))
    assert seats_taken(session) == [0]
    with pytest.raises(Refusal, match="was withdrawn"):
        answers.accept_proposal(proposal, by=account_of(cast.ben))


def test_nobody_else_answers(session, cast, proposal):
    with pytest.raises(NotFoundError):
        answers.accept_proposal(proposal, by=account_of(cast.drew))


def test_a_reason_can_be_given_after_the_no_and_only_by_who_said_it(session, cast, proposal):
    answers.decline_proposal(proposal, by=account_of(cast.ada))
    answers.give_reason(proposal, by=account_of(cast.ada), reason=DeclineReason.NO_TIME)
    assert proposal.mentor_reason is DeclineReason.NO_TIME
    with pytest.raises(Refusal, match="only asked of those who said no"):
        answers.give_reason(proposal, by=account_of(cast.ben), reason=DeclineReason.OTHER)


def test_with_a_mentor_found_the_mentees_other_proposals_of_the_program_are_withdrawn(
    session, cast, proposal
):
    offer_seats(cast.drew.id, 1, taken=1)
    second = propose(make_round(proposal.round.program), cast.ben.id, cast.drew.id)
    answers.accept_proposal(proposal, by=account_of(cast.ada))
    answers.accept_proposal(proposal, by=account_of(cast.ben))
    session.refresh(second)
    assert second.state is ProposalState.WITHDRAWN
    assert seats_taken(session) == [1, 0]


def test_a_mentee_with_a_mentor_in_the_program_cannot_begin_with_a_second(session, cast, proposal):
    session.add(
        Mentorship(program_id=proposal.round.program_id, mentee_id=cast.ben.id, mentor_id=cast.drew.id)
    )
    session.flush()
    answers.accept_proposal(proposal, by=account_of(cast.ada))
    with pytest.raises(Refusal, match="already has a mentor"):
        answers.accept_proposal(proposal, by=account_of(cast.ben))


def test_what_was_answered_awaits_nobody(session, cast, proposal):
    answers.accept_proposal(proposal, by=account_of(cast.ada))
    answers.decline_proposal(proposal, by=account_of(cast.ben))
    open_asks = sa.select(Notice).where(
        Notice.settled_at.is_(None), Notice.kind == NoticeKind.PROPOSAL_TO_ANSWER
    )
    assert session.scalars(open_asks).all() == []


def test_a_proposal_lapses_only_when_it_is_due_and_once(session, cast, proposal):
    assert not answers.lapse_proposal(proposal.id)
    with clock.frozen_at(proposal.answer_by + timedelta(minutes=1)):
        assert answers.lapse_proposal(proposal.id)
        assert not answers.lapse_proposal(proposal.id)
    assert seats_taken(session) == [0]
    assert "not answered in time" in letters_to(session, cast.ben)[0]
    assert len(letters_to(session, cast.cora)) == 1
