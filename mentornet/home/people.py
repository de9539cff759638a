"""Whom does somebody work with?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..accounts.models import Account
from ..mentorships.models import Mentorship
from ..mentorships.rules import STATE_WORDS
from ..profiles.queries import present_roles


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
    roles = present_roles([one.other_of(account.id).id for one in mentorships])
    return [_partner(account, one, roles.get(one.other_of(account.id).id, "")) for one in mentorships]


def _partner(account: Account, mentorship: Mentorship, role: str) -> Partner:
    return Partner(
        name=mentorship.other_of(account.id).display_name,
        url=f"/mentorships/{mentorship.id}",
        role=role,
        detail=f"{mentorship.program.name}: {STATE_WORDS[mentorship.state].lower()}",
        relation="Your mentor" if account.id == mentorship.mentee_id else "You mentor",
    )
