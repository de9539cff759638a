"""Who cannot ask whom, and is what is private kept from them?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.errors import Refusal
from mentornet.matching.asking import services
from mentornet.matching.asking.closing import withdraw_request
from mentornet.matching.asking.models import MentoringRequest, RequestState
from mentornet.matching.models import PairRule, PairRuleKind, ProposalState
from mentornet.mentorships.models import EndReason
from mentornet.mentorships.services import begin, end
from mentornet.profiles.models import MentorProfile, Profile
from mentornet.programs.models import Enrolment, Wish
from mentornet.programs.services import pause
from mentornet.safety.services import block
from tests.matching.asking.scenes import ada_names_ben_as_a_tie, pause_ada
from tests.support.asking import ask
from tests.support.pairs import account_of, make_round, propose
from tests.support.programs import make_program
from tests.support.rounds import make_mentor

NOT_OPEN = "Ada is not open to requests now."


def profile_of(session, person):
    return session.scalars(sa.select(Profile).where(Profile.account_id == person.id)).one()


def refused(program, cast, mentee=None):
    with pytest.raises(Refusal) as caught:
        ask(program, mentee or cast.ben, cast.ada)
    return caught.value.sentence


def test_nobody_asks_themselves(session, cast, program):
    make_mentor(program, account=account_of(cast.ben))
    with pytest.raises(Refusal, match="That is you"):
        ask(program, cast.ben, cast.ben)


def test_a_program_can_leave_pairs_to_its_rounds(cast, program):
    program.allows_requests = False
    assert refused(program, cast).startswith("In Rungs mentors are found by rounds alone.")


def test_a_closed_program_lets_nobody_ask(cast, program):
    program.closed_at = clock.now()
    assert "is closed" in refused(program, cast)


def test_who_paused_asks_nobody(session, cast, program):
    enrolment = session.scalars(sa.select(Enrolment).where(Enrolment.account_id == cast.ben.id)).one()
    pause(enrolment, by=account_of(cast.ben))
    assert "You do not take part in Rungs as a mentee now." in refused(program, cast)


def test_who_has_a_mentor_in_the_program_asks_nobody(cast, program):
    mia = make_mentor(program, "Mia", seats_taken=1)
    begin(program.id, cast.ben.id, mia.id, by=None)
    assert refused(program, cast).startswith("You have a mentor in Rungs already.")


def test_nobody_is_asked_twice_at_once_in_whichever_program(session, cast, program, request_):
    assert refused(program, cast).startswith("You have asked Ada already.")


def test_three_requests_at_once_are_the_most(session, cast, program):
    for name in ("Mia", "Max", "Mona"):
        ask(program, cast.ben, make_mentor(program, name))
    assert refused(program, cast).startswith("3 of your requests in Rungs await answers")


def test_who_did_not_answer_is_left_in_peace_for_two_weeks(session, cast, program, request_):
    services.take_back(request_, by=account_of(cast.ben))
    assert refused(program, cast).startswith("You asked Ada not long ago.")
    with clock.frozen_at(clock.now() + timedelta(days=15)):
        assert ask(program, cast.ben, cast.ada).state is RequestState.OPEN


def test_what_others_took_back_may_be_asked_again_at_once(session, cast, program, request_):
    withdraw_request(request_, by=None)
    assert ask(program, cast.ben, cast.ada).state is RequestState.OPEN


def test_a_mentor_without_a_free_seat_is_not_asked(session, cast, program):
    session.execute(sa.update(MentorProfile).values(seats_taken=MentorProfile.seats))
    assert refused(program, cast).startswith("Ada has no free seat now.")


def test_two_without_a_common_language_are_told_so(session, cast, program):
    profile_of(session, cast.ada).languages = ["es"]
    assert refused(program, cast).startswith("Your profiles name no language that you two share.")


def pause_adas_part(session, cast, program):
    enrolment = session.scalars(sa.select(Enrolment).where(Enrolment.account_id == cast.ada.id)).one()
    pause(enrolment, by=account_of(cast.ada))


def disable_ada(session, cast, program):
    account_of(cast.ada).disabled_at = clock.now()


def ada_blocks_ben(session, cast, program):
    block(account_of(cast.ada), account_of(cast.ben))


def ben_blocks_ada(session, cast, program):
    block(account_of(cast.ben), account_of(cast.ada))


def one_employer(session, cast, program):
    for person in (cast.ada, cast.ben):
        profile_of(session, person).employer_key = "lakeside"


def cora_forbids(session, cast, program):
    who = {"mentee_id": cast.ben.id, "mentor_id": cast.ada.id}
    session.add(PairRule(program_id=program.id, kind=PairRuleKind.FORBID, **who))


def they_ended_before(session, cast, program):
    session.execute(sa.update(MentorProfile).values(seats=2, seats_taken=1))
    ended = begin(program.id, cast.ben.id, cast.ada.id, by=None)
    end(ended, by=account_of(cast.ada), reason=EndReason.UNSAFE)


def ada_declined_a_proposal(session, cast, program):
    proposal = propose(make_round(program), cast.ben.id, cast.ada.id, state=ProposalState.DECLINED)
    assert proposal.id


def ada_declined_a_request(session, cast, program):
    services.decline_request(ask(program, cast.ben, cast.ada), by=account_of(cast.ada))


PRIVATE = [
    pause_ada,
    pause_adas_part,
    disable_ada,
    ada_blocks_ben,
    ben_blocks_ada,
    ada_names_ben_as_a_tie,
    one_employer,
    cora_forbids,
    they_ended_before,
    ada_declined_a_proposal,
    ada_declined_a_request,
]


@pytest.mark.parametrize("happens", PRIVATE, ids=lambda one: one.__name__)
def test_what_is_the_others_own_affair_is_told_in_one_and_the_same_sentence(session, cast, program, happens):
    happens(session, cast, program)
    session.flush()
    assert refused(program, cast).startswith(NOT_OPEN)
    assert not session.scalars(
        sa.select(MentoringRequest).where(MentoringRequest.state == RequestState.OPEN)
    ).all()


def test_a_private_reason_is_not_told_apart_where_no_seat_is_free(session, cast, program):
    ada_blocks_ben(session, cast, program)
    session.execute(sa.update(MentorProfile).values(seats_taken=MentorProfile.seats))
    assert refused(program, cast).startswith("Ada has no free seat now.")


@pytest.mark.parametrize("happens", [they_ended_before, ada_declined_a_proposal, ada_declined_a_request])
def test_two_that_both_ask_may_meet_again(session, cast, program, happens):
    happens(session, cast, program)
    for by, of in ((cast.ada, cast.ben), (cast.ben, cast.ada)):
        session.add(Wish(program_id=program.id, by_id=by.id, for_id=of.id))
    session.flush()
    assert ask(program, cast.ben, cast.ada).state is RequestState.OPEN


def test_a_pair_at_work_elsewhere_knows_of_it(session, cast, program):
    other = make_program("other", coordinator_id=cast.olga.id)
    session.execute(sa.update(MentorProfile).values(seats=2, seats_taken=1))
    begin(other.id, cast.ben.id, cast.ada.id, by=None)
    assert refused(program, cast).startswith("You two are a pair already")
