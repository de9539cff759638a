"""Who is found, and by what?"""

from __future__ import annotations

from datetime import date

import pytest

from mentornet.accounts.models import Account
from mentornet.directory.queries import Sought, may_list_mentees, people_sought, rows_of
from mentornet.foundation.database import db
from mentornet.profiles.models import ProfileSpecialization, RoleWalked, Stance
from mentornet.programs.models import EnrolmentState, Side
from mentornet.safety.models import Block
from tests.profiles.people import put_profile
from tests.support.cast import make_account, make_cast
from tests.support.programs import make_enrolment, make_program

from .people import put_person, put_program


@pytest.fixture
def house(session):
    """The cast and its program."""
    cast = make_cast()
    return cast, put_program(cast)


def found(reader_id: int, **sought: object) -> list[str]:
    reader = db.session.get_one(Account, reader_id)
    ids = db.session.scalars(people_sought(reader, Sought(**sought))).all()  # type: ignore[arg-type]  # a test's own words
    return [row.name for row in rows_of(list(ids), Sought(**sought).side)]  # type: ignore[arg-type]  # as above


def test_a_mentee_finds_the_mentors_of_their_program(house):
    cast, _program = house
    assert found(cast.ben.id) == ["Ada"]


def test_nobody_finds_themselves_and_strangers_find_nobody(house):
    cast, _program = house
    assert found(cast.ada.id) == []
    assert found(cast.drew.id) == []
    assert found(cast.olga.id) == []


def test_mentees_are_found_by_those_who_run_the_program_alone(house):
    cast, _program = house
    assert found(cast.cora.id, side=Side.MENTEE) == ["Ben"]
    assert found(cast.root.id, side=Side.MENTEE) == ["Ben"]
    assert found(cast.ben.id, side=Side.MENTEE) == []


def test_mentors_look_through_mentees_where_the_terms_of_the_program_say_so(house):
    cast, program = house
    other = make_program("other", coordinator_id=cast.olga.id)
    put_person(other, make_account("Zed"), Side.MENTEE)
    assert found(cast.ada.id, side=Side.MENTEE) == []
    program.lists_mentees = other.lists_mentees = True
    db.session.flush()
    assert found(cast.ada.id, side=Side.MENTEE) == ["Ben"]
    assert found(cast.ben.id, side=Side.MENTEE) == []
    assert [may_list_mentees(db.session.get_one(Account, one.id)) for one in (cast.ada, cast.ben)] == [
        True,
        False,
    ]


@pytest.mark.parametrize("who_blocks", ["ada", "ben"])
def test_people_who_block_each_other_are_not_found(house, who_blocks):
    cast, _program = house
    pair = [cast.ada.id, cast.ben.id] if who_blocks == "ada" else [cast.ben.id, cast.ada.id]
    db.session.add(Block(blocker_id=pair[0], blocked_id=pair[1]))
    db.session.flush()
    assert found(cast.ben.id) == []


def test_those_who_paused_or_left_are_not_found(house):
    cast, program = house
    for name, state in (("Pia", EnrolmentState.PAUSED), ("Wes", EnrolmentState.WITHDRAWN)):
        profile = put_profile(make_account(name), mentor=True)
        make_enrolment(program, profile.account_id, Side.MENTOR, state=state)
    db.session.flush()
    assert found(cast.ben.id) == ["Ada"]


@pytest.fixture
def nurse(house):
    """Noa became a nurse by way of LPN, works with children, speaks Spanish, has no seat left."""
    _cast, program = house
    profile = put_person(
        program,
        make_account("Noa Núñez"),
        Side.MENTOR,
        current_role_slug="registered-nurse",
        state_slug="us-ks",
        languages=["en", "es"],
    )
    profile.roles_walked = [
        RoleWalked(role_slug="mental-health-technician", began_in=2010),
        RoleWalked(role_slug="licensed-practical-nurse", began_in=2013),
        RoleWalked(role_slug="registered-nurse", began_in=2017),
    ]
    profile.specializations += [
        ProfileSpecialization(specialization_slug="child-adolescent", stance=Stance.HELD),
        ProfileSpecialization(specialization_slug="inpatient-acute", stance=Stance.HELD),
        ProfileSpecialization(specialization_slug="suicide-prevention", stance=Stance.OFFERED),
    ]
    assert profile.mentor
    profile.mentor.seats_taken, profile.mentor.has_supervised = 2, True
    db.session.flush()
    return profile


@pytest.mark.parametrize(
    "sought",
    [
        {"text": "nunez"},
        {"specialization": "suicide-prevention"},
        {"setting": "inpatient-acute"},
        {"population": "child-adolescent"},
        {"step": "licensed-practical-nurse--registered-nurse"},
        {"role": "registered-nurse"},
        {"state": "us-ks"},
        {"language": "es"},
        {"has_supervised": True},
        {"setting": "inpatient-acute", "population": "child-adolescent", "language": "es"},
    ],
)
def test_each_filter_finds_whom_it_should(house, nurse, sought):
    cast, _program = house
    assert found(cast.ben.id, **sought) == ["Noa Núñez"]


@pytest.mark.parametrize(
    "sought",
    [
        {"step": "mental-health-technician--registered-nurse"},  # she went by way of LPN
        {"step": "registered-nurse--licensed-practical-nurse"},
        {"step": "nonsense"},
        {"text": "%"},
        {"language": "e"},
        {"setting": "inpatient-acute", "population": "geriatric", "text": "noa", "state": "us-ca"},
    ],
)
def test_what_nobody_did_finds_nobody(house, nurse, sought):
    cast, _program = house
    assert found(cast.ben.id, **sought) == []


def test_a_free_seat_is_one_that_is_neither_taken_nor_paused(house, nurse):
    cast, program = house
    paused = put_person(program, make_account("Pia"), Side.MENTOR)
    assert paused.mentor
    paused.mentor.paused_until = date(2099, 1, 1)
    db.session.flush()
    assert found(cast.ben.id, has_free_seat=True) == ["Ada"]


def test_a_goal_is_looked_for_on_the_side_that_is_shown(house):
    cast, _program = house
    assert found(cast.ben.id, goal="nursing-path") == ["Ada"]
    assert found(cast.cora.id, side=Side.MENTEE, goal="nursing-path") == ["Ben"]
    assert found(cast.cora.id, side=Side.MENTEE, role="registered-nurse") == ["Ben"]


def test_somebody_in_two_programs_is_found_once(house):
    cast, _program = house
    other = make_program("other")
    make_enrolment(other, cast.ada.id, Side.MENTOR)
    make_enrolment(other, cast.ben.id, Side.MENTEE)
    assert found(cast.ben.id) == ["Ada"]
