"""What happens when somebody comes in, pauses, leaves or moves?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.notifications.models import Notice
from mentornet.programs import queries
from mentornet.programs.models import Enrolment, EnrolmentState, Intake, Program, Side
from mentornet.programs.services import (
    enrol,
    move_to_cohort,
    on_leaving,
    pause,
    resume,
    set_answers,
    withdraw,
)
from mentornet.programs.services.leaving import _hearers
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.programs import make_cohort, make_enrolment, make_program, make_question


@pytest.fixture
def people(session):
    cora, ben = make_account("Cora"), make_account("Ben")
    return cora, ben, make_program(coordinator_id=cora.id)


def notices_of(account):
    return [
        notice.sentence for notice in db.session.scalars(sa.select(Notice).filter_by(account_id=account.id))
    ]


def actions():
    return list(db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)))


def test_somebody_who_enrols_takes_part_and_it_is_written_down(people):
    _cora, ben, program = people

    enrolment = enrol(program, ben, side=Side.MENTEE, by=ben)

    assert enrolment.state is EnrolmentState.ACTIVE
    assert queries.find_enrolment(program, ben, Side.MENTEE) is enrolment
    assert actions() == ["enrolment.made"]
    assert notices_of(ben) == []


def test_the_same_person_may_take_part_on_both_sides(people):
    _cora, ben, program = people

    enrol(program, ben, side=Side.MENTEE, by=ben)
    enrol(program, ben, side=Side.MENTOR, by=ben)

    assert [e.side for e in queries.enrolments_in(program, ben)] == [Side.MENTEE, Side.MENTOR]


def test_enrolling_twice_is_refused_in_a_sentence(people):
    _cora, ben, program = people
    enrol(program, ben, side=Side.MENTEE, by=ben)

    with pytest.raises(Refusal, match="You already take part in Rungs as a mentee"):
        enrol(program, ben, side=Side.MENTEE, by=ben)


def test_a_required_question_must_be_answered_by_whoever_enrols(people):
    _cora, ben, program = people
    question = make_question(program, "Why now?", is_required=True)

    with pytest.raises(Refusal, match="needs an answer to “Why now\\?”"):
        enrol(program, ben, side=Side.MENTEE, by=ben)
    enrolment = enrol(program, ben, side=Side.MENTEE, by=ben, answers={str(question.id): "A new unit"})

    assert enrolment.answers == {str(question.id): "A new unit"}


def test_a_coordinator_enrols_a_member_past_the_intake_and_the_member_is_told(people):
    cora, ben, program = people
    program.intake = Intake.INVITATION
    make_question(program, "Why now?", is_required=True)

    enrol(program, ben, side=Side.MENTEE, by=cora)

    assert notices_of(ben) == ["Cora enrolled you in Rungs as a mentee. Look at what it asks of you."]


def test_who_enrols_belongs_to_the_next_cohort(people):
    _cora, ben, program = people
    program.is_rolling = False
    make_cohort(program, "Past", date(2020, 1, 1))
    ahead = make_cohort(program, "Ahead", date(2999, 1, 1))

    assert enrol(program, ben, side=Side.MENTEE, by=ben).cohort is ahead


def test_pausing_resuming_and_withdrawing_leave_their_trail(people):
    _cora, ben, program = people
    enrolment = enrol(program, ben, side=Side.MENTEE, by=ben)

    for act in (pause, resume, withdraw):
        act(enrolment, by=ben)

    assert enrolment.state is EnrolmentState.WITHDRAWN
    assert actions() == ["enrolment.made", "enrolment.paused", "enrolment.resumed", "enrolment.withdrawn"]
    assert notices_of(ben) == []


def test_a_coordinator_who_withdraws_somebody_tells_them(people):
    cora, ben, program = people
    enrolment = enrol(program, ben, side=Side.MENTEE, by=ben)

    withdraw(enrolment, by=cora)

    assert len(notices_of(ben)) == 1
    assert notices_of(ben)[0].startswith("Cora took you out of Rungs as a mentee.")


def test_pausing_twice_is_refused(people):
    _cora, ben, program = people
    enrolment = enrol(program, ben, side=Side.MENTEE, by=ben)
    pause(enrolment, by=ben)

    with pytest.raises(Refusal, match="already"):
        pause(enrolment, by=ben)


def test_whoever_withdrew_comes_back_by_enrolling_with_fresh_answers(people):
    _cora, ben, program = people
    question = make_question(program, "Why now?")
    first = enrol(program, ben, side=Side.MENTEE, by=ben, answers={str(question.id): "Old"})
    withdraw(first, by=ben)

    again = enrol(program, ben, side=Side.MENTEE, by=ben, answers={str(question.id): "New"})

    assert again.id == first.id
    assert again.state is EnrolmentState.ACTIVE
    assert again.answers == {str(question.id): "New"}


def test_those_who_asked_hear_of_a_withdrawal(people):
    _cora, ben, program = people
    enrolment = enrol(program, ben, side=Side.MENTEE, by=ben)
    heard: list[Enrolment] = []
    on_leaving(heard.append)

    try:
        withdraw(enrolment, by=ben)
    finally:
        _hearers.remove(heard.append)

    assert heard == [enrolment]


def test_a_member_is_moved_to_another_cohort_of_the_program_only(people):
    cora, ben, program = people
    spring = make_cohort(program, "Spring", date(2999, 2, 1))
    elsewhere = make_cohort(make_program("other"), "Elsewhere", date(2999, 2, 1))
    enrolment = enrol(program, ben, side=Side.MENTEE, by=ben)

    move_to_cohort(enrolment, cohort=spring, by=cora)
    with pytest.raises(Refusal, match="another program"):
        move_to_cohort(enrolment, cohort=elsewhere, by=cora)

    assert enrolment.cohort is spring
    assert notices_of(ben) == ["Cora moved you to the cohort Spring in Rungs."]


def test_new_answers_leave_those_to_retired_questions_alone(people):
    _cora, ben, program = people
    retired, live = make_question(program, "Old?", is_retired=True), make_question(program, "New?")
    enrolment = make_enrolment(
        program, ben.id, Side.MENTEE, answers={str(retired.id): "Kept", str(live.id): "1"}
    )

    set_answers(enrolment, answers={str(live.id): "2"}, by=ben)

    assert enrolment.answers == {str(retired.id): "Kept", str(live.id): "2"}


def test_the_last_places_are_never_given_twice(app):
    with in_context(app):
        program_id = make_program(mentee_places=3).id
        ids = [make_account(f"Person {n}").id for n in range(8)]

    def try_to_enrol(account_id):
        with app.app_context():
            program, account = (
                db.session.get_one(Program, program_id),
                db.session.get_one(Account, account_id),
            )
            try:
                enrol(program, account, side=Side.MENTEE, by=account)
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                return refusal.sentence
            finally:
                db.session.remove()
        return "in"

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(try_to_enrol, ids))

    assert said.count("in") == 3
    assert {s for s in said if s != "in"} == {
        "All 3 mentee places of Rungs are taken. Ask its coordinator to keep you in mind, or look for another program."
    }
    with app.app_context():
        assert queries.count_taken(program_id, Side.MENTEE) == 3


def test_a_double_click_enrols_once(app):
    with in_context(app):
        program_id, account_id = make_program().id, make_account("Ben").id

    def try_to_enrol(_turn):
        with app.app_context():
            program, account = (
                db.session.get_one(Program, program_id),
                db.session.get_one(Account, account_id),
            )
            try:
                enrol(program, account, side=Side.MENTEE, by=account)
                db.session.commit()
            except Refusal:
                db.session.rollback()
                return False
            finally:
                db.session.remove()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(try_to_enrol, range(4))).count(True) == 1
