"""What does an answer do? One conditional UPDATE decides it; what follows is in the same transaction."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...mentorships.models import Mentorship
from ...mentorships.queries import count_mentors
from ...mentorships.services import begin
from ...notifications.services import settle
from ...profiles.seats import free_seat
from ...programs.models import Side
from ..asking.closing import hold_open_ones as hold_requests
from ..asking.closing import withdraw_all_of_mentee
from ..models import Answer, DeclineReason, MatchingRound, Proposal, ProposalState
from . import letters, rules


def accept_proposal(proposal: Proposal, *, by: Account) -> Mentorship | None:
    """Say yes for `by`, and return the mentorship that begins if the other has said yes already.

    Of two who press at once, the second to be written begins the mentorship, and it is begun once.
    Raises Refusal, saying how the proposal stands, where `by` has answered before, the deadline is past
    or the proposal is closed; NotFoundError where it is not theirs.
    """
    side = rules.side_of(proposal, by)
    program_id, mentee_id = proposal.round.program_id, proposal.mentee_id
    hold_open_ones(program_id, mentee_id)
    _answer(proposal, side, by=by, answer=Answer.ACCEPTED, values={})
    _record("accepted", proposal, by=by, side=side)
    settle(by.id, key_prefix=f"proposal:{proposal.id}:")
    both = _open(proposal).where(
        Proposal.mentee_answer == Answer.ACCEPTED, Proposal.mentor_answer == Answer.ACCEPTED
    )
    if not changed_rows(both.values(state=ProposalState.ACCEPTED, closed_at=clock.now())):
        return None
    hold_requests(program_id, mentee_id)
    mentorship = begin(
        program_id,
        mentee_id,
        proposal.mentor_id,
        by=by,
        shared_seat_id=proposal.shared_seat_id,
        most=proposal.round.most_mentors,
    )
    db.session.refresh(proposal)
    proposal.mentorship_id = mentorship.id
    settle(None, key_prefix=f"proposal:{proposal.id}:")
    withdraw_spare_ones(program_id, mentee_id)
    withdraw_all_of_mentee(program_id, mentee_id)
    return mentorship


def decline_proposal(proposal: Proposal, *, by: Account, reason: DeclineReason | None = None) -> None:
    """Say no for `by`, also after their own yes: the proposal is closed and its seat free again.

    The other gets a kind letter without the reason; those who run the program are told. Refuses as
    `accept_proposal` does.
    """
    side = rules.side_of(proposal, by)
    closing = {"state": ProposalState.DECLINED, "closed_at": clock.now(), f"{side}_reason": reason}
    _answer(proposal, side, by=by, answer=Answer.DECLINED, values=closing)
    _close(proposal, "declined", by=by, side=side)
    letters.tell_declined(proposal, by=by, side=side)


def give_reason(proposal: Proposal, *, by: Account, reason: DeclineReason) -> None:
    """Note privately why `by` said no; the last word counts. Raises Refusal where they did not say no."""
    side = rules.side_of(proposal, by)
    declined = sa.update(Proposal).where(
        Proposal.id == proposal.id, _column(side, "answer") == Answer.DECLINED
    )
    if not changed_rows(declined.values({_column(side, "reason"): reason})):
        raise Refusal("A reason is only asked of those who said no, so nothing was noted.")
    db.session.refresh(proposal)


def withdraw_proposal(proposal: Proposal, *, by: Account | None) -> bool:
    """Take an open proposal back, free its seat and tell both; False where it was not open any more."""
    if not changed_rows(_open(proposal).values(state=ProposalState.WITHDRAWN, closed_at=clock.now())):
        return False
    db.session.refresh(proposal)
    _close(proposal, "withdrawn", by=by)
    letters.tell_withdrawn(proposal)
    return True


def lapse_proposal(proposal_id: int) -> bool:
    """Close a proposal whose deadline has passed unanswered, free its seat and tell all; False if it is not due."""
    due = sa.update(Proposal).where(
        Proposal.id == proposal_id,
        Proposal.state == ProposalState.OPEN,
        Proposal.answer_by <= clock.now(),
    )
    if not changed_rows(due.values(state=ProposalState.LAPSED, closed_at=clock.now())):
        return False
    proposal = db.session.get_one(Proposal, proposal_id)
    db.session.refresh(proposal)
    _close(proposal, "lapsed", by=None)
    letters.tell_lapsed(proposal)
    return True


def _answer(proposal: Proposal, side: Side, *, by: Account, answer: Answer, values: dict[str, Any]) -> None:
    """Write one side's answer if it still counts, or refuse saying how the proposal stands."""
    earlier = _column(side, "answer")
    still = earlier.is_(None) if answer is Answer.ACCEPTED else sa.or_(earlier.is_(None), earlier != answer)
    moment = clock.now()
    in_time = sa.or_(Proposal.answer_by.is_(None), Proposal.answer_by > moment)
    write = _open(proposal).where(still, in_time)
    written = changed_rows(write.values({f"{side}_answer": answer, f"{side}_answered_at": moment} | values))
    db.session.refresh(proposal)
    if not written:
        raise rules.too_late(proposal, side, now=moment, zone=by.time_zone)


def _close(proposal: Proposal, what: str, *, by: Account | None, **details: object) -> None:
    """Do what every end without a mentorship has in common: the seat, the record, what awaited people."""
    free_seat(proposal.mentor_id, shared_seat_id=proposal.shared_seat_id)
    _record(what, proposal, by=by, **details)
    settle(None, key_prefix=f"proposal:{proposal.id}:")


def _open(proposal: Proposal) -> sa.Update:
    return sa.update(Proposal).where(Proposal.id == proposal.id, Proposal.state == ProposalState.OPEN)


def _column(side: Side, name: str) -> sa.orm.InstrumentedAttribute[Any]:
    column: sa.orm.InstrumentedAttribute[Any] = getattr(Proposal, f"{side}_{name}")
    return column


def _of_mentee(program_id: int, mentee_id: int) -> sa.Select[Proposal]:
    return (
        sa.select(Proposal)
        .join(MatchingRound)
        .where(
            Proposal.mentee_id == mentee_id,
            Proposal.state == ProposalState.OPEN,
            MatchingRound.program_id == program_id,
        )
        .order_by(Proposal.id)
    )


def hold_open_ones(program_id: int, mentee_id: int) -> None:
    """Hold the mentee's open proposals of the program until the commit, in one order.

    Two of them accepted at once would otherwise wait for each other: one for the mentorship, the other
    for the proposal it withdraws. Whoever holds requests as well holds these first. SQLite has one writer at
    a time and needs no more than that.
    """
    held = _of_mentee(program_id, mentee_id).with_only_columns(Proposal.id).with_for_update(of=Proposal)
    db.session.execute(held).all()


def open_proposals_of(program_id: int, mentee_id: int) -> list[Proposal]:
    """List what is open for the mentee in the program."""
    return list(db.session.scalars(_of_mentee(program_id, mentee_id)))


def withdraw_spare_ones(program_id: int, mentee_id: int) -> None:
    """Take back what is open for the mentee in rounds that give no more mentors than they have: nobody need wait."""
    found = count_mentors(program_id, mentee_id)
    for proposal in open_proposals_of(program_id, mentee_id):
        if found >= proposal.round.most_mentors:
            withdraw_proposal(proposal, by=None)


def _record(what: str, proposal: Proposal, *, by: Account | None, **details: object) -> None:
    record(
        f"proposal.{what}",
        by=by,
        subject_type="proposal",
        subject_id=proposal.id,
        program_id=proposal.round.program_id,
        **details,
    )
