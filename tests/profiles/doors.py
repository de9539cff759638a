"""The doors of profiles."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.profiles.rules import Step
from tests.support.cast import Cast
from tests.support.doors import MEMBERS, Row

from .people import put_profile


def everybody_has_a_profile(cast: Cast) -> dict[str, Any]:
    """Give each of the cast a profile on both sides: everyone comes to their own page."""
    for person in (cast.ada, cast.ben, cast.cora, cast.drew, cast.olga, cast.root):
        put_profile(db.session.get_one(Account, person.id), mentee=True, mentor=True)
    return {}


def a_step(cast: Cast) -> dict[str, Any]:
    """Give everybody a profile, and name a step."""
    return everybody_has_a_profile(cast) | {"step": Step.ABOUT}


ROWS = [
    Row("profiles.show_own_profile", MEMBERS, scene=everybody_has_a_profile),
    Row("profiles.set_sides", MEMBERS, method="POST", scene=everybody_has_a_profile, form={"mentee": "y"}),
    Row("profiles.begin", MEMBERS, scene=everybody_has_a_profile, inside=302),
    Row("profiles.fill_in", MEMBERS, scene=a_step),
    Row("profiles.fill_in", MEMBERS, method="POST", scene=a_step, form={"about": "I work nights."}),
]
