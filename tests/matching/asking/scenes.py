"""What may happen between two people before or after one asks the other."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.profiles.models import MentorProfile
from tests.support.pairs import account_of
from tests.support.rounds import add_tie


def pause_ada(session, cast, program):
    session.execute(sa.update(MentorProfile).values(paused_until=clock.today() + timedelta(days=9)))


def ada_names_ben_as_a_tie(session, cast, program):
    add_tie(account_of(cast.ada), canonical_email=cast.ben.email, name="Ben")
