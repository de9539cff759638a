"""Does the word that one has a seat come in the way that each chose?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.events.registering import services
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.notifications.models import Notice, Way
from mentornet.notifications.services import choose
from tests.events.registering.scenes import account_of, an_event


@pytest.mark.parametrize(
    ("way", "letters", "notices"), [(Way.LETTER, 1, 0), (Way.DIGEST, 0, 1), (Way.APP, 0, 0)]
)
def test_who_registers_is_confirmed_as_they_chose(session, cast, way, letters, notices):
    choose(account_of(cast.ben), ways={"events": way})
    services.register(an_event(), by=account_of(cast.ben))
    assert count(Letter) == letters
    assert count(Notice) == notices


@pytest.mark.parametrize(
    ("way", "letters", "notices"), [(Way.LETTER, 1, 0), (Way.DIGEST, 0, 1), (Way.APP, 0, 1)]
)
def test_whom_the_organizer_adds_hears_of_it_as_they_chose(session, cast, way, letters, notices):
    choose(account_of(cast.ben), ways={"events": way})
    services.add_guest(an_event(), name="Ben", address=cast.ben.email, by=account_of(cast.cora))
    assert count(Letter) == letters
    assert count(Notice) == notices


def count(table):
    return db.session.scalar(sa.select(sa.func.count()).select_from(table))
