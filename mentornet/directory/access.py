"""What is the reader to this person? Those who share a program may look; to all others there is no such page."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from ..accounts.login import current_account
from ..accounts.models import Account
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from ..mentorships.models import Mentorship, MentorshipState
from ..profiles.audiences import Viewer
from ..profiles.models import Profile
from ..profiles.queries import get_profile
from ..programs.models import Enrolment, ProgramCoordinator
from ..programs.queries import TAKES_PART
from ..safety.queries import is_blocked

AT_WORK = (MentorshipState.ACTIVE, MentorshipState.PAUSED)


def viewer_of(account: Account, other_id: int) -> Viewer:
    """Say what `account` is to another: themselves, coordinator, match, fellow of a program, or a stranger."""
    if account.id == other_id:
        return Viewer.SELF
    if account.is_administrator or _coordinates(account.id, other_id):
        return Viewer.COORDINATOR
    if is_blocked(account.id, other_id):
        return Viewer.STRANGER
    if _is_matched(account.id, other_id):
        return Viewer.MATCH
    return Viewer.FELLOW if _shares_a_program(account.id, other_id) else Viewer.STRANGER


def load_person(account_id: int) -> tuple[Profile, Viewer]:
    """Return a whole profile and what the reader is to its owner; raise NotFoundError to strangers."""
    viewer = viewer_of(current_account(), account_id)
    if viewer is Viewer.STRANGER:
        raise NotFoundError
    profile = get_profile(account_id)
    if profile.account.disabled_at and viewer is not Viewer.COORDINATOR:
        raise NotFoundError
    return profile, viewer


def _is_there(statement: sa.Select[int]) -> bool:
    return db.session.scalar(statement.limit(1)) is not None


def _coordinates(account_id: int, other_id: int) -> bool:
    return _is_there(
        sa.select(Enrolment.id)
        .join(ProgramCoordinator, ProgramCoordinator.program_id == Enrolment.program_id)
        .where(ProgramCoordinator.account_id == account_id, Enrolment.account_id == other_id)
    )


def _shares_a_program(one: int, other: int) -> bool:
    mine, theirs = aliased(Enrolment), aliased(Enrolment)
    return _is_there(
        sa.select(mine.id)
        .join(theirs, theirs.program_id == mine.program_id)
        .where(
            mine.account_id == one,
            theirs.account_id == other,
            mine.state.in_(TAKES_PART),
            theirs.state.in_(TAKES_PART),
        )
    )


def _is_matched(one: int, other: int) -> bool:
    pair = (one, other)
    return _is_there(
        sa.select(Mentorship.id).where(
            Mentorship.mentee_id.in_(pair), Mentorship.mentor_id.in_(pair), Mentorship.state.in_(AT_WORK)
        )
    )
