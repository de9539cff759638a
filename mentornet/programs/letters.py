"""What do we write to people of a program? Only what somebody else did to them or asks of them."""

from __future__ import annotations

from ..accounts.models import Account
from ..notifications.models import NoticeKind
from ..notifications.services import notify
from .models import Enrolment, EnrolmentState

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
