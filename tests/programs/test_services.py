"""What happens to a program: its terms, coordinators, cohorts, questions and weights?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.notifications.models import Notice
from mentornet.programs import queries, rules, services
from mentornet.programs.models import Intake, Program, QuestionKind, Side
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.programs import make_cohort, make_enrolment, make_program, make_question


@pytest.fixture
def cora(session):
    return make_account("Cora")


@pytest.fixture
def program(cora):
    return make_program(coordinator_id=cora.id)


def last_entry():
    return db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()


def test_a_new_program_has_an_address_the_default_weights_and_a_coordinator_who_is_told(cora):
    root = make_account("Root", is_administrator=True)

    program = services.create_program(name="Climbing the Ladder", coordinator=cora, by=root)

    assert program.slug == "climbing-the-ladder"
    assert program.weights == rules.DEFAULT_WEIGHTS
    assert queries.coordinators_of(program.id) == [cora]
    assert (
        db.session.scalars(sa.select(Notice.sentence)).one()
        == "Root made you a coordinator of Climbing the Ladder."
    )


def test_programs_of_one_name_get_addresses_of_their_own(cora):
    slugs = [services.create_program(name="New", coordinator=cora, by=cora).slug for _ in range(3)]

    assert slugs == ["new-2", "new-3", "new-4"], "/programs/new is the form"


def test_an_edit_writes_down_what_changed_and_an_idle_one_nothing(program, cora):
    services.edit_program(program, by=cora, name="Rungs", intake=Intake.LINK, answer_days=10)
    entry = last_entry()
    services.edit_program(program, by=cora, name="Rungs", intake=Intake.LINK, answer_days=10)

    assert entry.details == {"changed": ["answer_days", "intake"]}
    assert last_entry() is entry


@pytest.mark.parametrize(
    "terms",
    [
        {"name": ""},
        {"time_zone": "Mars/Olympus"},
        {"answer_days": 0},
        {"minimum_fit": 101},
        {"mentee_places": 0},
        {"opens_on": date(2027, 2, 1), "closes_on": date(2027, 1, 1)},
    ],
)
def test_terms_no_program_can_run_on_are_refused(program, cora, terms):
    with pytest.raises(Refusal):
        services.edit_program(program, by=cora, **terms)


def test_the_old_link_leads_nowhere_once_it_is_replaced(program, cora):
    old = program.join_token

    services.renew_link(program, by=cora)
    db.session.flush()

    assert queries.get_program_by_link(program.join_token) is program
    with pytest.raises(NotFoundError, match="replaced"):
        queries.get_program_by_link(old)


def test_a_closed_program_opens_again(program, cora):
    services.close_program(program, by=cora)
    with pytest.raises(Refusal, match="closed already"):
        services.close_program(program, by=cora)
    services.reopen_program(program, by=cora)

    assert program.closed_at is None


def test_weights_are_kept_whole_and_the_change_is_written_down(program, cora):
    services.set_weights(program, weights={"goals": 10}, by=cora)

    assert program.weights == dict(rules.DEFAULT_WEIGHTS) | {"goals": 10}
    assert last_entry().details["after"]["goals"] == 10


def test_a_coordinator_is_added_once_and_removed_but_not_the_last(program, cora):
    dan = make_account("Dan")
    services.add_coordinator(program, account=dan, by=cora)
    with pytest.raises(Refusal, match="already"):
        services.add_coordinator(program, account=dan, by=cora)
    services.remove_coordinator(program, account=cora, by=cora)

    with pytest.raises(Refusal, match="only coordinator"):
        services.remove_coordinator(program, account=dan, by=dan)
    assert program.coordinators == [dan]


def test_two_who_remove_each_other_at_once_leave_one(app):
    with in_context(app):
        ids = [make_account(name).id for name in ("Cora", "Dan")]
        program = make_program(coordinator_id=ids[0])
        services.add_coordinator(
            program, account=db.session.get_one(Account, ids[1]), by=db.session.get_one(Account, ids[0])
        )
        program_id = program.id

    def remove(account_id):
        with app.app_context():
            try:
                services.remove_coordinator(
                    db.session.get_one(Program, program_id),
                    account=db.session.get_one(Account, account_id),
                    by=db.session.get_one(Account, account_id),
                )
                db.session.commit()
            except Refusal:
                db.session.rollback()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(remove, ids))

    with app.app_context():
        assert len(queries.coordinators_of(program_id)) == 1


def test_a_cohort_with_people_in_it_stays(program, cora):
    cohort = services.add_cohort(program, name="Fall", begins_on=date(2999, 9, 1), ends_on=None, by=cora)
    make_enrolment(program, cora.id, Side.MENTOR, cohort_id=cohort.id)

    with pytest.raises(Refusal, match="1 person is in Fall"):
        services.remove_cohort(cohort, by=cora)
    assert queries.count_by_cohort(program) == {cohort.id: 1}


def test_a_cohort_ends_after_it_begins(program, cora):
    cohort = make_cohort(program, "Fall", date(2999, 9, 1))

    with pytest.raises(Refusal, match="ends before it begins"):
        services.edit_cohort(
            cohort, name="Fall", begins_on=date(2999, 9, 1), ends_on=date(2999, 8, 1), by=cora
        )


def facts(**values):
    plain: dict[str, Any] = {
        "prompt": "Why?",
        "kind": QuestionKind.TEXT,
        "options": [],
        "asked_of": None,
        "is_required": False,
    }
    return plain | values


def test_questions_stand_in_the_order_they_are_moved_to(program, cora):
    first, second, third = (
        services.add_question(program, by=cora, **facts(prompt=prompt)) for prompt in ("1", "2", "3")
    )

    services.move_question(program, question=third, up=True, by=cora)
    services.move_question(program, question=first, up=True, by=cora)

    assert program.questions == [first, third, second]


def test_an_answered_question_is_retired_rather_than_deleted_and_keeps_its_kind(program, cora):
    question = make_question(program, "Why?")
    make_enrolment(program, cora.id, Side.MENTOR, answers={str(question.id): "Because"})

    with pytest.raises(Refusal, match="Retire it"):
        services.delete_question(question, program=program, by=cora)
    with pytest.raises(Refusal, match="kind stays"):
        services.edit_question(
            question, program=program, by=cora, **facts(kind=QuestionKind.CHOICE, options=["A", "B"])
        )
    services.retire_question(question, by=cora)

    assert question.is_retired
    assert rules.missing_answers(program.questions, {}, side=Side.MENTEE) == []


def test_a_question_that_nobody_answered_can_go(program, cora):
    question = make_question(program, "Why?")

    services.delete_question(question, program=program, by=cora)
    db.session.expire(program)

    assert program.questions == []
