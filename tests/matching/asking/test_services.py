"""What becomes of a request: an answer, a lapse, and all that goes with a yes?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.foundation import clock
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.foundation.mail import Letter
from mentornet.matching import answers
from mentornet.matching.asking import services
from mentornet.matching.asking.models import RequestState
from mentornet.matching.intake import gather
from mentornet.matching.models import DeclineReason, Proposal, ProposalState
from mentornet.mentorships.models import EndReason, Mentorship, MentorshipState
from mentornet.mentorships.services import end
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.profiles.models import MentorProfile, Profile
from tests.matching.asking.scenes import ada_names_ben_as_a_tie, pause_ada
from tests.support.asking import WORDS, ask, ben_asks_ada
from tests.support.pairs import account_of, make_round, propose
from tests.support.rounds import make_mentee, make_mentor, open_round, proposals_of, publish_now, solved_round


def told(session, person):
    found = sa.select(Notice).where(Notice.account_id == person.id).execution_options(populate_existing=True)
    return session.scalars(found.order_by(Notice.id)).all()


def letters(session, person):
    return session.scalars(sa.select(Letter).where(Letter.account_id == person.id).order_by(Letter.id)).all()


def acts(session):
    session.flush()
    found = sa.select(AuditEntry.action).where(AuditEntry.subject_type == "request")
    return session.scalars(found.order_by(AuditEntry.id)).all()


def seats_taken(session, person):
    of_person = sa.select(MentorProfile.seats_taken).join(Profile).where(Profile.account_id == person.id)
    return session.scalar(of_person)


def test_the_mentor_is_told_who_asks_and_until_when_but_not_the_words(session, cast, request_):
    (notice,) = told(session, cast.ada)
    assert notice.kind is NoticeKind.REQUEST_TO_ANSWER
    assert notice.sentence.startswith("Ben asks you to be their mentor. Please answer by")
    assert notice.url == f"/requests/{request_.id}"
    assert notice.due_at == request_.answer_by
    (letter,) = letters(session, cast.ada)
    assert WORDS not in letter.text
    assert f"/requests/{request_.id}" in letter.text


def test_the_mentor_has_as_many_days_as_the_program_gives(session, cast):
    moment = clock.now()
    with clock.frozen_at(moment):
        request = ben_asks_ada(cast, answer_days=5)
    assert request.answer_by == moment + timedelta(days=5)


def test_it_is_kept_why_the_two_suit(request_):
    assert request_.fit > 0
    assert "path_walked" in {part["criterion"] for part in request_.parts}


def test_a_request_holds_no_seat(session, cast, request_):
    assert seats_taken(session, cast.ada) == 0


def test_a_yes_takes_a_seat_and_begins_the_mentorship(session, cast, request_):
    mentorship = services.accept_request(request_, by=account_of(cast.ada))
    assert (mentorship.mentee_id, mentorship.mentor_id) == (cast.ben.id, cast.ada.id)
    assert request_.state is RequestState.ACCEPTED
    assert request_.mentorship_id == mentorship.id
    assert seats_taken(session, cast.ada) == 1
    assert "You both said yes" in told(session, cast.ben)[-1].sentence
    assert "Ben asked Ada, who said yes" in told(session, cast.cora)[-1].sentence
    assert acts(session) == ["request.sent", "request.accepted"]
    assert all(one.settled_at for one in told(session, cast.ada) if one.kind is NoticeKind.REQUEST_TO_ANSWER)


def test_a_no_is_told_kindly_without_its_reason(session, cast, request_):
    services.decline_request(request_, by=account_of(cast.ada), reason=DeclineReason.CONFLICT)
    (notice,) = told(session, cast.ben)
    assert notice.sentence.startswith("Ada cannot be your mentor now.")
    (letter,) = letters(session, cast.ben)
    assert "conflict" not in letter.text.lower()
    assert request_.reason is DeclineReason.CONFLICT
    assert acts(session) == ["request.sent", "request.declined"]


def test_the_reason_may_come_later_and_from_the_mentor_alone(session, cast, request_):
    services.decline_request(request_, by=account_of(cast.ada))
    services.give_reason(request_, by=account_of(cast.ada), reason=DeclineReason.SHIFTS)
    assert request_.reason is DeclineReason.SHIFTS
    with pytest.raises(Refusal):
        services.give_reason(request_, by=account_of(cast.ben), reason=DeclineReason.OTHER)


def test_no_reason_is_noted_where_nobody_said_no(cast, request_):
    with pytest.raises(Refusal, match="nothing was noted"):
        services.give_reason(request_, by=account_of(cast.ada), reason=DeclineReason.SHIFTS)


def test_the_mentee_takes_it_back_and_the_mentor_need_not_answer(session, cast, request_):
    services.take_back(request_, by=account_of(cast.ben))
    assert request_.state is RequestState.WITHDRAWN
    first, second = told(session, cast.ada)
    assert first.settled_at
    assert "was taken back" in second.sentence
    assert told(session, cast.ben) == []
    assert acts(session) == ["request.sent", "request.withdrawn"]


@pytest.mark.parametrize("act", [services.accept_request, services.decline_request])
def test_who_sent_it_cannot_answer_it(cast, request_, act):
    with pytest.raises(Refusal, match="You sent this request"):
        act(request_, by=account_of(cast.ben))


def test_who_received_it_cannot_take_it_back(cast, request_):
    with pytest.raises(Refusal, match="answer it"):
        services.take_back(request_, by=account_of(cast.ada))


@pytest.mark.parametrize("act", [services.accept_request, services.decline_request, services.take_back])
def test_it_is_nobody_elses(cast, request_, act):
    with pytest.raises(NotFoundError):
        act(request_, by=account_of(cast.drew))


def test_what_is_closed_is_not_answered_again(cast, request_):
    ada, ben = account_of(cast.ada), account_of(cast.ben)
    services.decline_request(request_, by=ada)
    with pytest.raises(Refusal, match="You said not this time"):
        services.accept_request(request_, by=ada)
    with pytest.raises(Refusal, match="Ada said not this time"):
        services.take_back(request_, by=ben)


def test_after_its_deadline_a_yes_counts_no_more(session, cast, request_):
    with clock.frozen_at(request_.answer_by), pytest.raises(Refusal, match="has run out"):
        services.accept_request(request_, by=account_of(cast.ada))


def test_a_yes_without_a_seat_left_is_refused(session, cast, request_):
    session.execute(sa.update(MentorProfile).values(seats_taken=MentorProfile.seats))
    with pytest.raises(Refusal, match="All your seats are taken"):
        services.accept_request(request_, by=account_of(cast.ada))


def test_a_yes_is_refused_where_a_tie_was_named_since(session, cast, program, request_):
    ada_names_ben_as_a_tie(session, cast, program)
    with pytest.raises(Refusal, match="This pair can no longer be made"):
        services.accept_request(request_, by=account_of(cast.ada))


def test_a_mentor_who_paused_since_may_still_say_yes(session, cast, program, request_):
    pause_ada(session, cast, program)
    assert services.accept_request(request_, by=account_of(cast.ada)).mentor_id == cast.ada.id


def test_with_a_yes_everything_else_of_the_mentee_in_the_program_is_taken_back(session, cast, program):
    mia, max_ = make_mentor(program, "Mia"), make_mentor(program, "Max", seats_taken=1)
    first, second = ask(program, cast.ben, cast.ada), ask(program, cast.ben, mia)
    proposal = propose(make_round(program), cast.ben.id, max_.id)
    services.accept_request(first, by=account_of(cast.ada))
    assert second.state is RequestState.WITHDRAWN
    assert proposal.state is ProposalState.WITHDRAWN
    assert seats_taken(session, max_) == 0
    assert "you need not answer it" in told(session, mia)[-1].sentence
    sentences = [one.sentence for one in told(session, cast.ben)]
    assert "Your request to Mia was taken back, since you have a mentor in Rungs now." in sentences


def test_a_yes_to_a_proposal_takes_requests_back_as_well(session, cast, program, request_):
    mia = make_mentor(program, "Mia", seats_taken=1)
    proposal = propose(make_round(program), cast.ben.id, mia.id)
    answers.accept_proposal(proposal, by=account_of(cast.ben))
    assert acts(session) == ["request.sent"]
    answers.accept_proposal(proposal, by=mia)
    assert request_.state is RequestState.WITHDRAWN


def test_a_proposal_to_the_same_two_goes_with_the_yes(session, cast, program, request_):
    session.execute(sa.update(MentorProfile).values(seats=2, seats_taken=1))
    proposal = propose(make_round(program), cast.ben.id, cast.ada.id)
    services.accept_request(request_, by=account_of(cast.ada))
    assert proposal.state is ProposalState.WITHDRAWN
    assert seats_taken(session, cast.ada) == 1


def test_a_mentee_who_found_a_mentor_is_no_longer_gathered(session, cast, program, request_):
    matching_round = open_round(program)
    assert [one.id for one in gather(matching_round).pool.mentees] == [str(cast.ben.id)]
    services.accept_request(request_, by=account_of(cast.ada))
    assert gather(matching_round).pool.mentees == ()


def test_a_draft_for_a_mentee_who_found_a_mentor_does_not_go_out(session, cast, program, request_):
    matching_round = solved_round(program)
    assert [one.mentee_id for one in proposals_of(matching_round, ProposalState.DRAFT)] == [cast.ben.id]
    services.accept_request(request_, by=account_of(cast.ada))
    publish_now(matching_round)
    assert [one.state for one in proposals_of(matching_round)] == [ProposalState.WITHDRAWN]
    assert seats_taken(session, cast.ada) == 1


def test_a_round_does_not_propose_whom_a_mentor_declined(session, cast, program, request_):
    services.decline_request(request_, by=account_of(cast.ada))
    (barred,) = gather(open_round(program)).rules.forbidden
    assert (barred.mentee, barred.mentor, barred.rule) == (str(cast.ben.id), str(cast.ada.id), "declined")


def test_an_ended_mentorship_gives_back_the_seat_that_a_request_took(session, cast, request_):
    mentorship = services.accept_request(request_, by=account_of(cast.ada))
    end(mentorship, by=account_of(cast.ben), reason=EndReason.GOALS_REACHED)
    assert mentorship.state is MentorshipState.COMPLETED
    assert seats_taken(session, cast.ada) == 0


def test_each_step_of_a_request_is_recorded_without_its_words(session, cast, request_):
    services.accept_request(request_, by=account_of(cast.ada))
    session.flush()
    entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.subject_type == "request")).all()
    assert [entry.action for entry in entries] == ["request.sent", "request.accepted"]
    assert {entry.program_id for entry in entries} == {request_.program_id}
    assert WORDS not in str([entry.details for entry in entries])


def test_somebody_elses_open_requests_stay(session, cast, program, request_):
    session.execute(sa.update(MentorProfile).values(seats=2))
    bea = make_mentee(program, "Bea")
    other = ask(program, bea, cast.ada)
    services.accept_request(request_, by=account_of(cast.ada))
    assert other.state is RequestState.OPEN
    assert session.scalar(sa.select(sa.func.count()).select_from(Mentorship)) == 1
    assert session.scalar(sa.select(sa.func.count()).select_from(Proposal)) == 0
