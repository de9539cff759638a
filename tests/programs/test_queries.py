"""Do the programs' readers find what is so?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mentornet.foundation.errors import NotFoundError
from mentornet.programs import queries
from mentornet.programs.models import EnrolmentState, Intake, Side
from tests.support.cast import make_account
from tests.support.programs import make_enrolment, make_program


def test_anyone_sees_open_programs_and_no_others(session):
    shown = make_program("open")
    make_program("link", intake=Intake.LINK)
    make_program("closed", closed_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert queries.open_programs() == [shown]


def test_mine_are_those_i_run_and_those_i_take_part_in(session):
    me = make_account("Me")
    runs, paused = make_program("a-run", coordinator_id=me.id), make_program("b-paused")
    make_enrolment(paused, me.id, Side.MENTEE, state=EnrolmentState.PAUSED)
    make_enrolment(make_program("c-left"), me.id, Side.MENTOR, state=EnrolmentState.WITHDRAWN)
    make_program("d-foreign")

    assert queries.programs_of(me) == [runs, paused]
    assert queries.coordinated_programs(me) == [runs]
    assert queries.coordinates(me, runs.id)
    assert not queries.coordinates(me, paused.id)
    assert queries.coordinators_of(runs.id) == [me]


def test_enrolments_are_narrowed_by_side_and_state(session):
    program, ada, ben = make_program(), make_account("Ada"), make_account("Ben")
    mentor = make_enrolment(program, ada.id, Side.MENTOR)
    mentee = make_enrolment(program, ben.id, Side.MENTEE)
    paused = make_enrolment(program, ada.id, Side.MENTEE, state=EnrolmentState.PAUSED)

    assert queries.enrolments(program) == [mentor, mentee]
    assert queries.enrolments(program, Side.MENTEE) == [mentee]
    assert queries.enrolments(program, Side.MENTEE, None) == [mentee, paused]
    assert queries.count_taken(program.id, Side.MENTEE) == 2
    assert queries.count_enrolments(program)[Side.MENTEE, EnrolmentState.PAUSED] == 1


def test_a_slug_without_a_program_is_not_found(session):
    with pytest.raises(NotFoundError):
        queries.get_program("nowhere")
