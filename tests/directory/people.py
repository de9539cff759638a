"""A program with people to find: Ada and others mentor, Ben and others seek a mentor, Cora runs it."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.profiles.models import Profile
from mentornet.programs.models import Program, Side
from tests.profiles.people import put_profile
from tests.support.cast import Cast, make_account
from tests.support.programs import make_enrolment, make_program


def put_program(cast: Cast) -> Program:
    """Add the cast's program, with profiles for Ada and Ben."""
    program = make_program(coordinator_id=cast.cora.id)
    put_person(program, db.session.get_one(Account, cast.ada.id), Side.MENTOR)
    put_person(program, db.session.get_one(Account, cast.ben.id), Side.MENTEE)
    return program


def put_person(program: Program, account: Account, side: Side, **values: Any) -> Profile:
    """Enrol an account with a profile of that side."""
    profile = put_profile(account, mentee=side is Side.MENTEE, mentor=side is Side.MENTOR, **values)
    make_enrolment(program, account.id, side)
    return profile


def put_mentors(program: Program, number: int) -> list[int]:
    """Add so many more mentors and return their ids."""
    accounts = [make_account(f"Mentor {place:02}") for place in range(number)]
    return [put_person(program, account, Side.MENTOR).account_id for account in accounts]
