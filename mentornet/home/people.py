"""Whom does somebody work with?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..accounts.models import Account
from ..mentorships.models import Mentorship
from ..mentorships.rules import STATE_WORDS
from ..profiles.models import Profile
from ..profiles.queries import profiles_of


@dataclass(frozen=True, slots=True)
class Partner:
    """The other of a pair, as a row."""

    name: str
    url: str
    role: str
    detail: str
    relation: str


def partners_of(account: Account, mentorships: Sequence[Mentorship]) -> list[Partner]:
    """List the others of the live `mentorships` of `account`."""
    profiles = profiles_of([one.other_of(account.id).id for one in mentorships])
    return [_partner(account, one, profiles.get(one.other_of(account.id).id)) for one in mentorships]


def _partner(account: Account, mentorship: Mentorship, profile: Profile | None) -> Partner:
    return Partner(
        name=mentorship.other_of(account.id).display_name,
        url=f"/mentorships/{mentorship.id}",
        role=profile.current_role.title if profile and profile.current_role else "",
        detail=f"{mentorship.program.name}: {STATE_WORDS[mentorship.state].lower()}",
        relation="Your mentor" if account.id == mentorship.mentee_id else "You mentor",
    )
