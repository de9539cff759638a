"""What happens when somebody is asked to join by their address?"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.words import canonical_address
from ...notifications.services import settle
from .. import letters, queries, rules
from ..models import Cohort, Enrolment, Invitation, Program, Side
from ..rules import Line, Way
from .enrolments import enrol, take_up


@dataclass(slots=True)
class Outcome:
    """What became of what was pasted: who was invited, and the lines that were not, each with its reason."""

    invited: list[Invitation] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)


def hashed(token: str) -> str:
    """Return what is kept of a link's token; it is long and random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    program: Program, *, pasted: str, side: Side, by: Account, cohort: Cohort | None = None
) -> Outcome:
    """Invite every good address of what was pasted, and hand the other lines back with what is wrong.

    Left out, each with its reason: no address, the same mailbox twice, people who take part on that side,
    and people whose invitation is still open. A withdrawn or expired invitation is renewed.
    """
    rules.ensure_lets_in(program, way=Way.INVITATION, today=clock.today(program.time_zone))
    lines = rules.read_addresses(pasted)
    canonical = {line: canonical_address(line.address) for line in lines if line.address}
    taking_part = queries.addresses_taking_part(program, side, set(canonical.values()))
    known = queries.invitations_by_address(program, side, set(canonical.values()))
    outcome = Outcome()
    for line in lines:
        why = line.why or _why_not(canonical[line], taking_part, known)
        if why:
            outcome.left.append(Line(line.number, line.text, None, why))
            continue
        invitation = known.get(canonical[line]) or Invitation(program=program, side=side)
        invitation.email, invitation.canonical_email = str(line.address), canonical[line]
        invitation.cohort = cohort
        _send(invitation, by=by)
        outcome.invited.append(invitation)
    return outcome


def invite_one(
    program: Program, *, address: str, side: Side, by: Account, cohort: Cohort | None = None
) -> Invitation | None:
    """Invite one address that is known to be good; None where it takes part, or its invitation is open still."""
    rules.ensure_lets_in(program, way=Way.INVITATION, today=clock.today(program.time_zone))
    mailbox = canonical_address(address)
    known = queries.invitations_by_address(program, side, {mailbox})
    if _why_not(mailbox, queries.addresses_taking_part(program, side, {mailbox}), known):
        return None
    invitation = known.get(mailbox) or Invitation(program=program, side=side)
    invitation.email, invitation.canonical_email, invitation.cohort = address, mailbox, cohort
    _send(invitation, by=by)
    return invitation


def _why_not(address: str, taking_part: set[str], known: Mapping[str, Invitation]) -> str:
    if address in taking_part:
        return "Somebody with this address takes part already."
    invitation = known.get(address)
    if invitation and rules.is_open(invitation, clock.now()):
        return "This address was invited already. Send that invitation again from the list below."
    return ""


def _send(invitation: Invitation, *, by: Account) -> None:
    """Give the invitation a new link, a new date and a letter; the old link is dead."""
    token = secrets.token_urlsafe(24)
    moment = clock.now()
    invitation.token_hash, invitation.invited_by_id = hashed(token), by.id
    invitation.sent_at, invitation.expires_at = moment, moment + rules.LASTS
    invitation.used_at = invitation.withdrawn_at = None
    db.session.add(invitation)
    db.session.flush()  # the letter's key and the trail need the id
    letters.send_invitation(invitation, token=token, by=by)
    for account in queries.members_at({invitation.canonical_email}):
        letters.tell_invited(invitation, account)
    _write_down("invitation.sent", invitation, by=by)


def resend(invitation: Invitation, *, by: Account) -> None:
    """Send an invitation again with a new link and another thirty days."""
    rules.ensure_can_send_again(invitation, clock.now())
    _send(invitation, by=by)


def withdraw_invitation(invitation: Invitation, *, by: Account) -> None:
    """Let the link of an unused invitation lead nowhere."""
    unused = sa.update(Invitation).where(Invitation.id == invitation.id, Invitation.used_at.is_(None))
    if not changed_rows(unused.values(withdrawn_at=clock.now())):
        raise Refusal("This invitation was used already. Take the person out of the members instead.")
    db.session.refresh(invitation)
    settle(None, key_prefix=f"invitation:{invitation.id}:")
    _write_down("invitation.withdrawn", invitation, by=by)


def greet_newcomer(action: str, *, subject_id: int, **_details: object) -> None:
    """Let somebody who has just confirmed their address take part where they were awaited, and tell of invitations."""
    if action != "account.confirmed":
        return
    account = db.session.get_one(Account, subject_id)
    take_up(account)
    for invitation in queries.open_invitations_to(account):
        letters.tell_invited(invitation, account)


def accept_invitation(
    invitation: Invitation, *, by: Account, answers: Mapping[str, Any] | None = None
) -> Enrolment:
    """Use the invitation for `by`, who holds its link, and let them take part.

    The link is the key, since people have more addresses than one; that the addresses differ is written
    down. Raises Refusal where it was used, withdrawn or has expired, also a moment ago.
    """
    rules.ensure_usable(invitation, clock.now())
    unused = sa.update(Invitation).where(
        Invitation.id == invitation.id, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None)
    )
    if not changed_rows(unused.values(used_at=clock.now())):
        raise Refusal("This invitation was used a moment ago. Open your programs to see whether it was you.")
    db.session.refresh(invitation)
    settle(None, key_prefix=f"invitation:{invitation.id}:")
    enrolment = enrol(
        invitation.program,
        by,
        side=invitation.side,
        by=by,
        way=Way.INVITATION,
        answers=answers,
        cohort=invitation.cohort,
    )
    same = by.canonical_email == invitation.canonical_email
    _write_down("invitation.accepted", invitation, by=by, is_same_address=same)
    return enrolment


def _write_down(action: str, invitation: Invitation, *, by: Account, **details: object) -> None:
    record(
        action,
        by=by,
        subject_type="invitation",
        subject_id=invitation.id,
        program_id=invitation.program.id,
        side=str(invitation.side),
        **details,
    )
