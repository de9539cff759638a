"""Is a profile read whole, and in a constant number of statements?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError
from mentornet.profiles.queries import find_profile, get_profile, profiles_of
from mentornet.profiles.rules import completeness
from tests.support.cast import make_account
from tests.support.statements import counted_statements

from .people import put_profile


@pytest.fixture
def people(session):
    accounts = [make_account(f"Person {number}") for number in range(12)]
    for account in accounts:
        put_profile(account, mentee=True, mentor=True)
    ids = [account.id for account in accounts]
    db.session.commit()
    db.session.expunge_all()
    return ids


def read_whole(profile):
    completeness(profile)
    assert profile.mentee.target_role.title
    assert profile.current_role.title
    assert profile.state.name
    assert profile.account.display_name
    assert [walked.role.title for walked in profile.roles_walked] == [
        "Psychiatric aide",
        "Mental health technician",
    ]
    assert [goal.goal.title for goal in profile.goals]
    assert profile.credentials == []
    assert profile.ties == []


def test_a_profile_is_read_whole_in_a_constant_number_of_statements(people):
    with counted_statements() as one:
        read_whole(get_profile(people[0]))
    db.session.expunge_all()
    with counted_statements() as many:
        for profile in profiles_of(people).values():
            read_whole(profile)
    assert len(one) == len(many) <= 6


def test_many_can_be_asked_for_by_a_select(people):
    assert set(profiles_of(sa.select(Account.id))) == set(people)


def test_somebody_without_a_profile_has_none(session):
    drew = make_account("Drew")
    assert find_profile(drew.id) is None
    with pytest.raises(NotFoundError):
        get_profile(drew.id)
