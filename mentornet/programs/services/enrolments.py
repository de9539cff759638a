"""What happens when somebody comes in, pauses, leaves or moves?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.templating import joined
from ...notifications.services import settle
from .. import letters, queries, rules
from ..models import Cohort, Enrolment, EnrolmentState, Invitation, Program, Side
from ..rules import Way
from .holding import hold
from .leaving import tell_of_leaving


def enrol(  # noqa: PLR0913 - who, where, on which side, by whom and how are five facts
    program: Program,
    account: Account,
    *,
    side: Side,
    by: Account,
    way: Way | None = None,
    answers: Mapping[str, Any] | None = None,
    cohort: Cohort | None = None,
) -> Enrolment:
    """Let `account` take part in `program` on `side`, or come back after a withdrawal.

    Without `way`, oneself comes by the open door and another is brought by a coordinator, who need not
    answer the program's questions; whoever has not confirmed their address yet is awaited until they do.
    Without `cohort` it is the next one that begins. Raises Refusal where the intake is closed, full or not open to this way, a required question is open, or they are in.
    """
    way = way or (Way.OPEN if by.id == account.id else Way.COORDINATOR)
    today = clock.today(program.time_zone)
    rules.ensure_lets_in(program, way=way, today=today)
    kept = rules.tidied_answers(_asked(program, side), answers or {})
    if by.id == account.id:
        _ensure_answered(program, kept, side)
    cohort = cohort or rules.next_cohort(program, today)
    _hold_places(program, side)
    state = EnrolmentState.AWAITED if account.confirmed_at is None else EnrolmentState.ACTIVE
    fresh = {"cohort_id": cohort.id if cohort else None, "answers": kept, "state": state}
    if not _enter(program, account, side, fresh):
        raise Refusal(_already_in(program, by=by, account=account, side=side))
    enrolment = _entered(program, account, side)
    _use_up_invitations(program, account, side)
    _write_down("enrolment.made", enrolment, by=by, way=str(way))
    if by.id != account.id:
        letters.tell_enrolled(enrolment, by=by)
    return enrolment


def _asked(program: Program, side: Side) -> list[Any]:
    return [question for question in program.questions if rules.applies_to(question, side)]


def _ensure_answered(program: Program, answers: Mapping[str, Any], side: Side) -> None:
    missing = rules.missing_answers(program.questions, answers, side=side)
    if missing:
        asked = joined([f"“{question.prompt}”" for question in missing])
        raise Refusal(f"{program.name} needs an answer to {asked}. Go back and answer it.")


def _hold_places(program: Program, side: Side) -> None:
    """Refuse where no place is left; two who ask for the last one are taken one after the other.

    Held, the count sees everybody who came before, on either database; a count inside one conditional
    statement would not, on PostgreSQL.
    """
    places = program.mentee_places if side is Side.MENTEE else program.mentor_places
    if places is None:
        return
    hold(program)
    rules.ensure_has_place(program, side=side, taken=queries.count_taken(program.id, side))


def _enter(program: Program, account: Account, side: Side, values: Mapping[str, Any]) -> bool:
    """Bring a withdrawn enrolment back or add one; False where they take part already."""
    fresh = {"changed_at": clock.now(), **values}
    withdrawn = sa.update(Enrolment).where(
        Enrolment.program_id == program.id,
        Enrolment.account_id == account.id,
        Enrolment.side == side,
        Enrolment.state == EnrolmentState.WITHDRAWN,
    )
    if changed_rows(withdrawn.values(**fresh)):
        return True
    who = {"program_id": program.id, "account_id": account.id, "side": side}
    return add_unless_there(Enrolment, **who, **fresh) is not None


def _use_up_invitations(program: Program, account: Account, side: Side) -> None:
    """Mark the invitation that asked for this person as used, by whatever way they came."""
    for invitation_id in queries.unused_invitation_ids(program, account, side):
        this_one = sa.update(Invitation).where(Invitation.id == invitation_id)
        changed_rows(this_one.values(used_at=clock.now()))
        settle(None, key_prefix=f"invitation:{invitation_id}:")


def _entered(program: Program, account: Account, side: Side) -> Enrolment:
    return db.session.scalars(
        sa.select(Enrolment)
        .where(Enrolment.program_id == program.id, Enrolment.account_id == account.id, Enrolment.side == side)
        .execution_options(populate_existing=True)  # a row that came back may be in memory as it was
    ).one()


def _already_in(program: Program, *, by: Account, account: Account, side: Side) -> str:
    who = "You already take" if by.id == account.id else f"{account.display_name} already takes"
    return f"{who} part in {program.name} as a {side}. The program's page says how it stands."


def pause(enrolment: Enrolment, *, by: Account) -> None:
    """Leave the person out of rounds for a while; the place stays theirs."""
    _step(enrolment, EnrolmentState.PAUSED, by=by)
    tell_of_leaving(enrolment)


def resume(enrolment: Enrolment, *, by: Account) -> None:
    """Let somebody who paused take part again."""
    _step(enrolment, EnrolmentState.ACTIVE, by=by)


def withdraw(enrolment: Enrolment, *, by: Account) -> None:
    """End somebody's part in the program; the place is free, and coming back means enrolling again."""
    _step(enrolment, EnrolmentState.WITHDRAWN, by=by)
    tell_of_leaving(enrolment)


def take_up(account: Account) -> None:
    """Let somebody who has claimed their account take part wherever they were awaited."""
    awaited = sa.select(Enrolment).where(
        Enrolment.account_id == account.id, Enrolment.state == EnrolmentState.AWAITED
    )
    for enrolment in db.session.scalars(awaited).all():
        enrolment.state, enrolment.changed_at = EnrolmentState.ACTIVE, clock.now()
        _write_down("enrolment.taken_up", enrolment, by=account)


ACTIONS = {
    EnrolmentState.ACTIVE: "enrolment.resumed",
    EnrolmentState.PAUSED: "enrolment.paused",
    EnrolmentState.WITHDRAWN: "enrolment.withdrawn",
}


def _step(enrolment: Enrolment, to: EnrolmentState, *, by: Account) -> None:
    rules.ensure_can_step(enrolment.state, to)
    stepping = sa.update(Enrolment).where(Enrolment.id == enrolment.id, Enrolment.state == enrolment.state)
    if not changed_rows(stepping.values(state=to, changed_at=clock.now())):
        raise Refusal(
            "This was changed a moment ago by somebody else. Load the page again to see how it stands."
        )
    db.session.refresh(enrolment)
    _write_down(ACTIONS[to], enrolment, by=by)
    if by.id != enrolment.account_id:
        letters.tell_changed(enrolment, by=by)


def move_to_cohort(enrolment: Enrolment, *, cohort: Cohort | None, by: Account) -> None:
    """Put somebody into another cohort of the same program, or into none."""
    if cohort is not None and cohort.program_id != enrolment.program_id:
        raise Refusal("That cohort belongs to another program. Choose one of this program's.")
    if enrolment.cohort_id == (cohort.id if cohort else None):
        return
    enrolment.cohort = cohort
    enrolment.changed_at = clock.now()
    _write_down("enrolment.moved", enrolment, by=by, cohort=cohort.name if cohort else None)
    if by.id != enrolment.account_id:
        letters.tell_moved(enrolment, by=by)


def set_answers(enrolment: Enrolment, *, answers: Mapping[str, Any], by: Account) -> None:
    """Keep new answers to the program's questions; answers to retired ones stay as they were."""
    asked = _asked(enrolment.program, enrolment.side)
    kept = rules.tidied_answers(asked, answers)
    _ensure_answered(enrolment.program, kept, enrolment.side)
    now_asked = {str(question.id) for question in asked}
    old = {key: answer for key, answer in enrolment.answers.items() if key not in now_asked}
    enrolment.answers = old | kept
    enrolment.changed_at = clock.now()
    _write_down("enrolment.answered", enrolment, by=by)


def _write_down(action: str, enrolment: Enrolment, *, by: Account, **details: object) -> None:
    record(
        action,
        by=by,
        subject_type="enrolment",
        subject_id=enrolment.id,
        program_id=enrolment.program_id,
        account_id=enrolment.account_id,
        side=str(enrolment.side),
        **details,
    )
