"""What the pages of a profile can ask for: profiles that were begun, and both browsers."""

from __future__ import annotations

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.profiles.services import begin_profile
from tests.support.applications import in_context


@pytest.fixture
def begun(app, cast):
    """Ben is a mentee, Ada a mentor; neither has said anything yet."""
    with in_context(app):
        for person, mentor in ((cast.ben, False), (cast.ada, True)):
            account = db.session.get_one(Account, person.id)
            begin_profile(account, mentee=not mentor, mentor=mentor)
    return cast


@pytest.fixture
def ben(begun, visit):
    return visit(begun.ben)


@pytest.fixture
def ada(begun, visit):
    return visit(begun.ada)
