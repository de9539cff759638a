"""What do we write to people of a program? Only what somebody else did to them or asks of them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.templating import absolute_address
from ..notifications.models import NoticeKind
from ..notifications.services import notify, write_to_guest
from .models import Enrolment, EnrolmentState, Invitation, Program

CHANGED = {
    EnrolmentState.ACTIVE: "{by} took you back into {program}: you take part as a {side} again.",
    EnrolmentState.PAUSED: "{by} paused you as a {side} in {program}. No round will propose you until you resume.",
    EnrolmentState.WITHDRAWN: "{by} took you out of {program} as a {side}. Ask them why if this surprises you.",
}


def _tell(enrolment: Enrolment, what: str, sentence: str) -> None:
    program = enrolment.program
    notify(
        enrolment.account,
        kind=NoticeKind.ENROLMENT_CHANGED,
        key=f"enrolment:{enrolment.id}:{what}:{enrolment.changed_at:%Y%m%dT%H%M%S%f}",
        sentence=sentence,
        url=f"/programs/{program.slug}",
        act="Open the program",
        letter="programs/enrolment",
        subject=f"Your place in {program.name}",
        why=f"You get this letter because you take part in {program.name}.",
    )


def tell_enrolled(enrolment: Enrolment, *, by: Account) -> None:
    """Tell somebody that a coordinator brought them into a program."""
    _tell(
        enrolment,
        "made",
        f"{by.display_name} enrolled you in {enrolment.program.name} as a {enrolment.side}. "
        "Look at what it asks of you.",
    )


def tell_changed(enrolment: Enrolment, *, by: Account) -> None:
    """Tell somebody that a coordinator paused them, took them back or took them out."""
    words = {"by": by.display_name, "program": enrolment.program.name, "side": str(enrolment.side)}
    _tell(enrolment, str(enrolment.state), CHANGED[enrolment.state].format(**words))


def tell_moved(enrolment: Enrolment, *, by: Account) -> None:
    """Tell somebody that a coordinator moved them to another cohort."""
    where = f"to the cohort {enrolment.cohort.name}" if enrolment.cohort else "out of its cohorts"
    _tell(enrolment, "moved", f"{by.display_name} moved you {where} in {enrolment.program.name}.")


def tell_coordinator(program: Program, account: Account, *, by: Account) -> None:
    """Tell somebody that they run a program now."""
    notify(
        account,
        kind=NoticeKind.ENROLMENT_CHANGED,
        key=f"coordinator:{program.id}:{clock.now():%Y%m%dT%H%M%S%f}",
        sentence=f"{by.display_name} made you a coordinator of {program.name}.",
        url=f"/programs/{program.slug}/members",
        act="Open the program",
        letter="programs/enrolment",
        subject=f"You coordinate {program.name}",
        why=f"You get this letter because you are a coordinator of {program.name}.",
    )


def tell_invited(invitation: Invitation, account: Account) -> None:
    """Tell a member in the house that they are invited; the letter with the link went by mail."""
    program = invitation.program
    notify(
        account,
        kind=NoticeKind.INVITATION,
        key=f"invitation:{invitation.id}:{invitation.token_hash[:16]}",
        sentence=f"You are invited to take part in {program.name} as a {invitation.side}.",
        url=f"/programs/{program.slug}",
        act="Look at the invitation",
        due_at=invitation.expires_at,
    )


def send_invitation(invitation: Invitation, *, token: str, by: Account) -> None:
    """Write to the invited address; the link stands in the letter and nowhere else."""
    program = invitation.program
    write_to_guest(
        "programs/invitation",
        to=invitation.email,
        kind=NoticeKind.INVITATION,
        key=f"invitation:{invitation.id}:{invitation.token_hash[:16]}",
        subject=f"{by.display_name} invites you to {program.name}",
        program=program,
        side=invitation.side,
        inviter=by.display_name,
        last_day=invitation.expires_at.astimezone(ZoneInfo(program.time_zone)).date(),
        act_url=absolute_address(f"/invitations/{token}"),
        act_label="Look at the invitation",
        why=f"You get this letter because {by.display_name} gave us your address to invite you. "
        "If you do not answer, you hear no more of it.",
    )
