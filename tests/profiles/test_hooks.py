"""Does everybody who signs up get a profile?"""

from __future__ import annotations

import pytest

from mentornet.accounts import services
from mentornet.accounts.rules import Side
from mentornet.profiles.hooks import begin_at_sign_up
from mentornet.profiles.queries import find_profile, get_profile
from tests.support.cast import make_account


@pytest.mark.parametrize("sides", [{Side.MENTEE}, {Side.MENTOR}, {Side.MENTEE, Side.MENTOR}])
def test_who_signs_up_gets_a_profile_on_the_sides_ticked(session, sides):
    ben = make_account("Ben")
    begin_at_sign_up(ben, frozenset(sides))
    profile = get_profile(ben.id)
    assert (profile.mentee is not None) == (Side.MENTEE in sides)
    assert (profile.mentor is not None) == (Side.MENTOR in sides)


def test_signing_up_again_keeps_what_is_there(session):
    ben = make_account("Ben")
    begin_at_sign_up(ben, frozenset({Side.MENTEE}))
    get_profile(ben.id).about = "I work nights."
    begin_at_sign_up(ben, frozenset({Side.MENTOR}))
    profile = get_profile(ben.id)
    assert profile.about == "I work nights."
    assert profile.mentee
    assert profile.mentor


def test_an_account_that_ticked_nothing_has_no_profile_yet(session):
    root = make_account("Root")
    begin_at_sign_up(root, frozenset())
    assert find_profile(root.id) is None


def test_sign_up_tells_profiles(app):
    with app.test_request_context():
        account = services.sign_up(
            name="Nia",
            email="nia@people.example",
            password="a long walk by the river",
            sides=frozenset({Side.MENTEE}),
            time_zone="America/Chicago",
        )
        assert account is None or find_profile(account.id) is not None
