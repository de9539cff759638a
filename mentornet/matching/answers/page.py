"""What does a proposal's page show to one of the two?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.templating import how_far, moment_text
from ...profiles.queries import profiles_of
from ...programs.models import Side
from ..models import Answer, Proposal
from ..words import Reason, circle_asks, gap_of, load_titles, reasons_of, several_asks
from . import rules
from .acquaintance import Acquaintance, acquaint, asks_of
from .letters import page_of
from .queries import others_open

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything the page says, already in words."""

    proposal: Proposal
    side: Side
    other: Account
    other_role: str
    header_facts: Sequence[tuple[str, str]]
    standing: str
    reasons: Sequence[Reason]
    gap: str
    acquaintance: Acquaintance
    asks: Sequence[tuple[str, str]]
    my_answer: Answer | None
    can_accept: bool
    can_decline: bool
    asks_reason: bool
    other_answer: Answer | None
    """Known only when both answers are in."""
    others: Sequence[tuple[str, str, str]]
    """What else is open for a mentee here: the mentor's name, the address, and how it stands."""


def page_for(proposal: Proposal, account: Account) -> ProposalPage:
    """Gather what `account`, one of the two, is shown; raises NotFoundError for anybody else."""
    side = rules.side_of(proposal, account)
    other, now = rules.other_of(proposal, side), clock.now()
    profiles = profiles_of([proposal.mentee_id, proposal.mentor_id])
    mentee, mentor = profiles.get(proposal.mentee_id), profiles.get(proposal.mentor_id)
    titles, today, zone = load_titles(), clock.today(account.time_zone), account.time_zone
    mine, other_answer = rules.answer_of(proposal, side), rules.answer_of(proposal, _other(side))
    is_open = rules.is_answerable(proposal, now=now)
    return ProposalPage(
        proposal=proposal,
        side=side,
        other=other,
        other_role="mentor" if side is Side.MENTEE else "mentee",
        header_facts=_header_facts(proposal, side, zone, is_open=is_open),
        standing=rules.standing(proposal, side, now=now, zone=zone),
        reasons=reasons_of(proposal.parts, titles, zone=zone, on=today, most=MOST_REASONS),
        gap=gap_of(proposal.gap, titles, zone=zone, on=today),
        acquaintance=acquaint(mentee, mentor, side=side, zone=zone, on=today),
        asks=[
            *asks_of(proposal.round.program, mentor, seat=_seat_words(proposal, side)),
            *(("people", words) for words in [several_asks(proposal.round.most_mentors, side)] if words),
        ],
        my_answer=mine,
        can_accept=is_open and mine is None,
        can_decline=is_open,
        asks_reason=mine is Answer.DECLINED and rules.reason_of(proposal, side) is None,
        other_answer=other_answer if mine and other_answer and not is_open else None,
        others=_others(proposal) if side is Side.MENTEE else (),
    )


def _others(proposal: Proposal) -> list[tuple[str, str, str]]:
    return [
        (
            one.mentor.display_name,
            page_of(one),
            "you said yes" if one.mentee_answer is Answer.ACCEPTED else "awaits your answer",
        )
        for one in others_open(proposal)
    ]


def _header_facts(proposal: Proposal, side: Side, zone: str, *, is_open: bool) -> list[tuple[str, str]]:
    """Say in which program it is proposed and, while it is open, until when it can be answered."""
    role = "mentor" if side is Side.MENTEE else "mentee"
    facts = [("pair", f"Proposed as your {role} in {proposal.round.program.name}")]
    if is_open and proposal.answer_by:
        until = f"Answer until {moment_text(proposal.answer_by, zone)}, {how_far(proposal.answer_by)}"
        facts.append(("clock", until))
    return facts


def _seat_words(proposal: Proposal, side: Side) -> str:
    circle = circle_asks(proposal.round.circle_size, side)
    return circle or (
        "One of your seats" if side is Side.MENTOR else "One of the mentor's seats, kept for you meanwhile"
    )


def _other(side: Side) -> Side:
    return Side.MENTOR if side is Side.MENTEE else Side.MENTEE
