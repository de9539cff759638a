"""How does a proposal stand for one of the two it is made to?"""

from __future__ import annotations

from datetime import datetime

from ...accounts.models import Account
from ...foundation.errors import NotFoundError, Refusal
from ...foundation.templating import moment_text
from ...programs.models import Side
from ..models import Answer, DeclineReason, Proposal, ProposalState

REASON_WORDS = {
    DeclineReason.NO_TIME: "I have no time for it now",
    DeclineReason.SHIFTS: "Our shifts do not fit",
    DeclineReason.OTHER_PATH: "I look for another path or subject",
    DeclineReason.KNOW_EACH_OTHER: "We know each other too well already",
    DeclineReason.CONFLICT: "We work together, or there is another conflict",
    DeclineReason.FOUND_OTHER: "I have found somebody else",
    DeclineReason.OTHER: "Another reason",
}

SAID_NO = "You said not this time, and the seat is free again. Your coordinator looks for your next fit."
NOT_GOING_AHEAD = "This match will not go ahead. Your coordinator knows and looks for your next fit."
WITHDRAWN = (
    "This proposal was withdrawn, so it can no longer be answered. Your coordinator can say what comes next."
)
RUN_OUT = (
    "The time to answer has run out and the seat is free again. "
    "Tell your coordinator if you would still like this match."
)


def side_of(proposal: Proposal, account: Account) -> Side:
    """Return which side of `proposal` the account is on, or raise NotFoundError: it is nobody else's."""
    if proposal.state is ProposalState.DRAFT:
        raise NotFoundError
    if account.id == proposal.mentee_id:
        return Side.MENTEE
    if account.id == proposal.mentor_id:
        return Side.MENTOR
    raise NotFoundError


def other_of(proposal: Proposal, side: Side) -> Account:
    """Return the person on the other side."""
    return proposal.mentor if side is Side.MENTEE else proposal.mentee


def answer_of(proposal: Proposal, side: Side) -> Answer | None:
    """Return what `side` has answered, if anything."""
    return proposal.mentee_answer if side is Side.MENTEE else proposal.mentor_answer


def reason_of(proposal: Proposal, side: Side) -> DeclineReason | None:
    """Return why `side` declined, if it said so."""
    return proposal.mentee_reason if side is Side.MENTEE else proposal.mentor_reason


def can_accept(proposal: Proposal, side: Side, *, now: datetime) -> bool:
    """Say whether `side` may still say yes."""
    return is_answerable(proposal, now=now) and answer_of(proposal, side) is None


def is_answerable(proposal: Proposal, *, now: datetime) -> bool:
    """Say whether answers still count: the proposal is open and its deadline ahead."""
    return proposal.state is ProposalState.OPEN and (proposal.answer_by is None or now < proposal.answer_by)


def standing(proposal: Proposal, side: Side, *, now: datetime, zone: str) -> str:
    """Say in a sentence or two how the proposal stands for the person on `side`, in their own zone.

    While it is open, nothing in it tells what the other has answered.
    """
    if is_answerable(proposal, now=now):
        return _standing_open(proposal, side, zone)
    is_mine = answer_of(proposal, side) is Answer.DECLINED
    words = {
        ProposalState.ACCEPTED: f"You both said yes, so your mentorship with {other_of(proposal, side).display_name} has begun.",
        ProposalState.DECLINED: SAID_NO if is_mine else NOT_GOING_AHEAD,
        ProposalState.WITHDRAWN: WITHDRAWN,
    }
    return words.get(proposal.state, RUN_OUT)


def _standing_open(proposal: Proposal, side: Side, zone: str) -> str:
    until = f"until {moment_text(proposal.answer_by, zone)}" if proposal.answer_by else "time"
    if answer_of(proposal, side) is Answer.ACCEPTED:
        other = other_of(proposal, side).display_name
        return f"You have said yes. {other} has {until} to answer, and you will hear at once."
    return f"You have {until} to answer."


def too_late(proposal: Proposal, side: Side, *, now: datetime, zone: str) -> Refusal:
    """Return the refusal of an answer that came second or too late."""
    return Refusal(standing(proposal, side, now=now, zone=zone))


def reminder_key(proposal_id: int, lead: str) -> str:
    """Return the key of a reminder's notice."""
    return f"proposal:{proposal_id}:remind:{lead}"
