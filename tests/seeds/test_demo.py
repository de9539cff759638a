"""Does the demo community look like a living place, and is it built once?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.accounts.passwords import is_right
from mentornet.events.models import Event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.matching.asking.models import MentoringRequest, RequestState
from mentornet.matching.models import MatchingRound, Proposal, ProposalState, RoundState
from mentornet.mentorships.models import Mentorship, MentorshipState
from mentornet.profiles.models import MenteeProfile, MentorProfile, Profile
from mentornet.profiles.rules import completeness
from mentornet.programs.models import Enrolment, Program
from mentornet.seeds import log_ins
from mentornet.seeds.demo import is_seeded, seed_demo
from mentornet.seeds.trial import add_trial_community


def count(model, *where) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0


def account_of(address: str) -> Account:
    return db.session.scalars(sa.select(Account).where(Account.email_key == address)).one()


def seats_in_use(profile_and_account: tuple[int, int]) -> int:
    _profile_id, account_id = profile_and_account
    live = Mentorship.state.in_([MentorshipState.ACTIVE, MentorshipState.PAUSED])
    return count(Proposal, Proposal.mentor_id == account_id, Proposal.state == ProposalState.OPEN) + count(
        Mentorship, Mentorship.mentor_id == account_id, live
    )


def test_the_demo_community_is_a_living_place_and_is_built_once(session):
    assert seed_demo()
    assert is_seeded()
    assert (count(MenteeProfile), count(MentorProfile), count(Program)) == (300, 110, 2)
    states = {found.name: found.state for found in db.session.scalars(sa.select(MatchingRound))}
    assert states == {
        "Spring round": RoundState.CLOSED,
        "Fall round": RoundState.PUBLISHED,
        "Winter round": RoundState.GATHERING,
    }
    assert count(Mentorship, Mentorship.state == MentorshipState.ACTIVE) > 50
    assert count(Event, Event.starts_at > clock.now()) >= 12
    for _role, address in log_ins.LOG_INS:
        assert is_right(log_ins.PASSWORD, account_of(address).password_hash)
    mentee, mentor = account_of(log_ins.MENTEE), account_of(log_ins.MENTOR)
    theirs = sa.select(Proposal.state).where(Proposal.mentee_id == mentee.id, Proposal.mentor_id == mentor.id)
    assert db.session.scalars(theirs).one() is ProposalState.OPEN
    asked = sa.select(MentoringRequest.state).where(MentoringRequest.mentor_id == mentor.id)
    assert db.session.scalars(asked).all() == [RequestState.OPEN] * 2
    readers = set(db.session.scalars(sa.select(Letter.to_address)))
    assert readers <= {address for _role, address in log_ins.LOG_INS}
    mentors = sa.select(Profile.id, Profile.account_id, MentorProfile.seats_taken).join(MentorProfile)
    for profile_id, account_id, taken in db.session.execute(mentors):
        assert taken == seats_in_use((profile_id, account_id))
    assert not seed_demo()


def test_a_demo_that_was_cut_off_is_built_anew(session, monkeypatch):
    for story in ("tell_spring", "tell_fall"):  # what happened in the rounds does not matter here
        monkeypatch.setattr(f"mentornet.seeds.demo.{story}", lambda *_args, **_values: db.session.commit())
    with monkeypatch.context() as cut:
        cut.setattr("mentornet.seeds.demo.tell_winter", lambda *_args, **_values: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            seed_demo()
    db.session.rollback()
    assert not is_seeded()
    assert count(MenteeProfile) > 0
    assert seed_demo()
    assert count(MenteeProfile) == 300


def test_a_trial_community_is_as_large_as_asked_and_the_same_for_the_same_seed(session):
    one = add_trial_community(members=120, seed=4)
    two = add_trial_community(members=120, seed=4)
    db.session.commit()

    def people(program: Program):
        mine = sa.select(Account.display_name).join(Enrolment, Enrolment.account_id == Account.id)
        return list(db.session.scalars(mine.where(Enrolment.program_id == program.id).order_by(Account.id)))

    assert len(people(one)) == 120
    assert people(one) == people(two)


def test_an_invented_person_has_a_profile_worth_matching(session):
    add_trial_community(members=40, seed=2)
    db.session.commit()
    percents = [completeness(profile).percent for profile in db.session.scalars(sa.select(Profile))]
    assert min(percents) >= 70
