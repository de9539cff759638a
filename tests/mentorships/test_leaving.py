"""What becomes of a pair when the account of one of the two is closed?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.services import disable, enable
from mentornet.audit.models import AuditEntry
from mentornet.foundation.mail import Letter
from mentornet.mentorships import services
from mentornet.mentorships.forms import EndForm
from mentornet.mentorships.models import EndReason, MentorshipState
from mentornet.notifications.models import Notice
from mentornet.profiles.models import MentorProfile
from tests.support.pairs import account_of, ada_and_ben, make_program


@pytest.fixture
def pair(session, cast):
    return ada_and_ben(cast)


def told(session, person):
    notices = sa.select(Notice).where(Notice.account_id == person.id).order_by(Notice.id)
    return [notice.sentence for notice in session.scalars(notices)]


def letters_after(session, person, subject):
    found = sa.select(Letter).where(Letter.account_id == person.id, Letter.subject == subject)
    return session.scalars(found).all()


@pytest.mark.parametrize(("gone", "stays"), [("ada", "ben"), ("ben", "ada")])
def test_it_ends_and_the_other_is_told_kindly(session, cast, pair, gone, stays):
    closed, other = getattr(cast, gone), getattr(cast, stays)
    disable(account_of(closed), by=account_of(cast.root))
    assert pair.state is MentorshipState.ENDED
    assert pair.end_reason is EndReason.ACCOUNT_CLOSED
    assert pair.ended_by_id == cast.root.id
    sentence = f"{closed.name} no longer takes part here, so your mentorship has ended. It is nothing you did"
    assert told(session, other)[-1].startswith(sentence)
    assert letters_after(session, other, f"Your mentorship with {closed.name} has ended")
    assert not letters_after(session, closed, f"Your mentorship with {other.name} has ended")


def test_its_seat_is_free_and_the_mentee_can_begin_anew(session, cast, pair):
    disable(account_of(cast.ada), by=account_of(cast.root))
    assert session.scalars(sa.select(MentorProfile.seats_taken)).one() == 0
    assert services.begin(pair.program_id, cast.ben.id, cast.drew.id, by=None).id != pair.id


def test_those_who_run_the_program_hear_of_it_by_letter(session, cast, pair):
    disable(account_of(cast.ben), by=account_of(cast.root))
    assert told(session, cast.cora)[-1] == (
        "The account of Ben was closed, so the mentorship of Ben and Ada has ended. Ada can be matched anew."
    )
    assert letters_after(session, cast.cora, "A mentorship ended with a closed account")
    session.flush()
    acts = session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert "mentorship.ended" in acts


def test_paused_ones_in_every_program_end_and_what_ended_before_is_left_as_it_was(session, cast, pair):
    session.execute(sa.update(MentorProfile).values(seats=3, seats_taken=3))
    services.pause(pair, by=account_of(cast.ben))
    second = services.begin(make_program(cast, "day-shift").id, cast.ben.id, cast.ada.id, by=None)
    third = services.begin(make_program(cast, "weekend").id, cast.ben.id, cast.ada.id, by=None)
    services.end(third, by=account_of(cast.ben), reason=EndReason.GOALS_REACHED)
    disable(account_of(cast.ada), by=account_of(cast.root))
    assert (pair.state, second.state) == (MentorshipState.ENDED, MentorshipState.ENDED)
    assert third.end_reason is EndReason.GOALS_REACHED
    assert session.scalars(sa.select(MentorProfile.seats_taken)).one() == 0


def test_closing_twice_or_opening_again_ends_and_begins_nothing(session, cast, pair):
    ada, root = account_of(cast.ada), account_of(cast.root)
    disable(ada, by=root)
    enable(ada, by=root)
    disable(ada, by=root)
    assert pair.state is MentorshipState.ENDED
    assert len([line for line in told(session, cast.ben) if "no longer takes part" in line]) == 1


def test_nobody_of_the_pair_gives_this_reason(app):
    with app.test_request_context():
        offered = [choice[0] for choice in EndForm().reason.iter_choices()]
    assert str(EndReason.ACCOUNT_CLOSED) not in offered
    assert str(EndReason.UNSAFE) in offered
