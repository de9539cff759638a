"""Does the database count the meter as the rules do?"""

from __future__ import annotations

import sqlalchemy as sa

from mentornet.foundation.database import db
from mentornet.profiles.fullness import percents_of
from mentornet.profiles.models import MenteeProfile, Profile, ShiftPattern
from mentornet.profiles.rules import completeness
from mentornet.seeds.trial import add_trial_community
from tests.profiles.people import put_profile
from tests.support.cast import make_account
from tests.support.statements import counted_statements


def by_the_rules() -> dict[int, int]:
    return {one.account_id: completeness(one).percent for one in db.session.scalars(sa.select(Profile))}


def test_the_database_counts_as_the_rules_do(session):
    add_trial_community(members=60, seed=3)
    put_profile(make_account("Bare"), languages=[], state_slug=None, available_blocks=0, years_in_field=None)
    put_profile(make_account("Rota"), mentor=True, available_blocks=0, shift_pattern=ShiftPattern.ROTATING)
    put_profile(make_account("Both"), mentee=True, mentor=True, about="I work nights.")
    put_profile(make_account("Bud"), current_role_slug=None).mentee = MenteeProfile()
    db.session.flush()
    told = by_the_rules()
    assert len(set(told.values())) > 4
    assert percents_of(list(told)) == told


def test_somebody_without_a_profile_is_at_nought(session):
    account = make_account("Newcomer")
    with counted_statements() as statements:
        assert percents_of([account.id]) == {account.id: 0}
    assert len(statements) == 1
