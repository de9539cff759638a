"""What is written down, and what is refused at the last moment?"""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.profiles.answers import Help, Here, Terms, There
from mentornet.profiles.models import MentorProfile, Stance
from mentornet.profiles.seats import take_seat
from mentornet.profiles.services import save_help, save_here, save_terms, save_there
from tests.support.cast import make_account

from .people import put_profile


@pytest.fixture
def ada(session):
    return put_profile(make_account("Ada"), mentor=True)


def test_a_seat_taken_after_the_page_was_loaded_is_not_lost(ada):
    assert take_seat(ada.account_id)
    assert take_seat(ada.account_id)
    assert ada.mentor.seats_taken == 0  # as the page still has it
    with pytest.raises(Refusal, match="fewer than 2"):
        save_terms(ada, replace(Terms.of(ada), seats=1), by=ada.account)
    seats = sa.select(MentorProfile.seats, MentorProfile.seats_taken)
    assert tuple(db.session.execute(seats).one()) == (2, 2)


@pytest.mark.parametrize(
    ("save", "answers"), [(save_here, Here), (save_there, There), (save_help, Help), (save_terms, Terms)]
)
def test_saving_what_was_read_changes_nothing(ada, save, answers):
    before = answers.of(ada)
    save(ada, before, by=ada.account)
    db.session.flush()
    db.session.expire_all()
    assert answers.of(ada) == before


def test_what_a_mentee_would_say_is_not_taken_from_a_mentor(ada):
    save_help(ada, Help(goals_wanted=["documentation"], goals_offered=["crisis-skills"]), by=ada.account)
    assert [(goal.goal_slug, goal.stance) for goal in ada.goals] == [("crisis-skills", Stance.OFFERED)]


def test_a_change_is_written_down_without_what_was_said(ada):
    save_here(ada, Here(employer="Willow Creek"), by=ada.account)
    db.session.flush()
    entry = db.session.scalars(sa.select(AuditEntry)).one()
    assert (entry.action, entry.details) == ("profile.changed", {"step": "where-i-am"})


def test_the_employer_is_compared_in_one_written_form(ada):
    save_here(ada, Here(employer="The Willow-Creek Center, Inc."), by=ada.account)
    assert ada.employer_key == "willow creek center"
