"""Who was asked to join?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import NotFoundError
from ..models import (
    Enrolment,
    Invitation,
    Program,
    Side,
)
from .enrolments import TAKES_PART


def invitations(program: Program) -> Sequence[Invitation]:
    """List the program's invitations, the newest first."""
    sent = sa.select(Invitation).where(Invitation.program_id == program.id)
    return db.session.scalars(sent.order_by(Invitation.created_at.desc(), Invitation.id.desc())).all()


def get_invitation(program: Program, invitation_id: int) -> Invitation:
    """Return an invitation of this program, or raise NotFoundError."""
    found = db.session.get(Invitation, invitation_id)
    if found is None or found.program_id != program.id:
        raise NotFoundError
    return found


def find_invitation_by_token(token_hash: str) -> Invitation | None:
    """Return the invitation whose link's token has this hash, with its program, or None."""
    return db.session.scalars(
        sa.select(Invitation)
        .where(Invitation.token_hash == token_hash)
        .options(joinedload(Invitation.program).selectinload(Program.questions))
    ).one_or_none()


def addresses_taking_part(program: Program, side: Side, addresses: set[str]) -> set[str]:
    """Return which of the canonical `addresses` belong to people who take part on `side`."""
    there = (
        sa.select(Account.canonical_email)
        .join(Enrolment, Enrolment.account_id == Account.id)
        .where(
            Enrolment.program_id == program.id,
            Enrolment.side == side,
            Enrolment.state.in_(TAKES_PART),
            Account.canonical_email.in_(addresses),
        )
    )
    return set(db.session.scalars(there))


def invitations_by_address(program: Program, side: Side, addresses: set[str]) -> Mapping[str, Invitation]:
    """Return the invitations to the canonical `addresses` on `side`, whatever became of them."""
    sent = sa.select(Invitation).where(
        Invitation.program_id == program.id,
        Invitation.side == side,
        Invitation.canonical_email.in_(addresses),
    )
    return {one.canonical_email: one for one in db.session.scalars(sent)}


def open_invitations_to(account: Account) -> Sequence[Invitation]:
    """List the unused invitations to the confirmed address of `account`, with their programs."""
    if account.confirmed_at is None:
        return []
    return db.session.scalars(
        sa.select(Invitation)
        .where(
            Invitation.canonical_email == account.canonical_email,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
        .options(joinedload(Invitation.program))
        .order_by(Invitation.id)
    ).all()


def unused_invitation_ids(program: Program, account: Account, side: Side) -> Sequence[int]:
    """List the ids of the invitations to `account` on `side` that nobody has used; one at most is to be expected."""
    return db.session.scalars(
        sa.select(Invitation.id).where(
            Invitation.program_id == program.id,
            Invitation.canonical_email == account.canonical_email,
            Invitation.side == side,
            Invitation.used_at.is_(None),
        )
    ).all()


def members_at(addresses: set[str]) -> Sequence[Account]:
    """List the accounts whose confirmed address is one of the canonical `addresses`."""
    there = sa.select(Account).where(
        Account.canonical_email.in_(addresses), Account.confirmed_at.is_not(None)
    )
    return db.session.scalars(there).all()
