"""What do we write to people of a round? That a proposal awaits them, a reminder, and that a solve is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.templating import counted, moment_text, percent
from ..notifications.models import NoticeKind
from ..notifications.services import PLAIN_LETTER, notify
from ..programs.models import Side
from .models import Answer, MatchingRound, Proposal, RoundState
from .words import circle_asks, gap_of, load_titles, reasons_of, several_asks

MOST_REASONS = 3


def tell_proposal(proposal: Proposal) -> None:
    """Tell both sides that a proposal awaits their answer, each with the reasons and in their own zone."""
    for account, other, side in _sides(proposal):
        role = "mentor" if side is Side.MENTEE else "mentee"
        notify(
            account,
            kind=NoticeKind.PROPOSAL_TO_ANSWER,
            key=f"proposal:{proposal.id}:answer",
            sentence=f"{other.display_name} is proposed as your {role}. Please answer by {until(proposal, account)}.",
            url=f"/proposals/{proposal.id}",
            act="Read and answer",
            due_at=proposal.answer_by,
            letter="matching/proposal",
            subject=f"We found you a {role}: {other.display_name}",
            **letter_values(proposal, account=account, other=other, role=role),
        )


def letter_values(proposal: Proposal, *, account: Account, other: Account, role: str) -> dict[str, Any]:
    """Return what the proposal's letter says beside its sentence, for the letter and for its preview."""
    titles, today = load_titles(), _today(account)
    side = Side.MENTEE if account.id == proposal.mentee_id else Side.MENTOR
    return {
        "other": other,
        "role": role,
        "program": proposal.round.program,
        "circle": circle_asks(proposal.round.circle_size, side),
        "several": several_asks(proposal.round.most_mentors, side),
        "until": until(proposal, account),
        "reasons": reasons_of(proposal.parts, titles, zone=account.time_zone, on=today, most=MOST_REASONS),
        "gap": gap_of(proposal.gap, titles, zone=account.time_zone, on=today),
        "why": f"You get this letter because you take part in {proposal.round.program.name}.",
    }


def until(proposal: Proposal, account: Account) -> str:
    """Write the proposal's deadline in the person's own zone."""
    return moment_text(proposal.answer_by, account.time_zone) if proposal.answer_by else ""


def nudge(proposal: Proposal) -> int:
    """Remind the sides that have not answered, at most once in their day; return how many were reminded now."""
    reminded = 0
    for account, other, side in _sides(proposal):
        answer = proposal.mentee_answer if side is Side.MENTEE else proposal.mentor_answer
        if answer is Answer.ACCEPTED:
            continue
        notice = notify(
            account,
            kind=NoticeKind.PROPOSAL_REMINDER,
            key=f"proposal:{proposal.id}:nudge:{_today(account).isoformat()}",
            sentence=f"Your coordinator asks for your answer about {other.display_name} by {until(proposal, account)}. "
            "A no is fine too.",
            url=f"/proposals/{proposal.id}",
            act="Read and answer",
            due_at=proposal.answer_by,
            letter=PLAIN_LETTER,
            subject="Your answer is awaited",
        )
        reminded += notice is not None
    return reminded


def ask_to_complete(account: Account, matching_round: MatchingRound, *, missing: str) -> bool:
    """Ask somebody to add what matching misses of them, at most once in their day; say whether it was sent."""
    program = matching_round.program
    notice = notify(
        account,
        kind=NoticeKind.INVITATION,
        key=f"round:{matching_round.id}:complete:{_today(account).isoformat()}",
        sentence=f"A matching round of {program.name} is about to run. Your profile has no {missing} yet: "
        "with it you are matched better.",
        url="/profile",
        act="Complete my profile",
        letter=PLAIN_LETTER,
        subject="Your profile before the matching round",
    )
    return notice is not None


def tell_ready(matching_round: MatchingRound, *, job_id: int) -> None:
    """Tell those who run the program that drafts await their review."""
    figures = matching_round.figures
    placed = counted(figures["mentees"], "mentee")
    is_backfill = matching_round.state is RoundState.PUBLISHED
    what = f"The backfill of “{matching_round.name}”" if is_backfill else f"“{matching_round.name}”"
    for coordinator in matching_round.program.coordinators:
        notify(
            coordinator,
            kind=NoticeKind.ROUND_READY,
            key=f"round:{matching_round.id}:solved:{job_id}",
            sentence=f"{what} is solved: {figures['placed']:,} of {placed} placed, "
            f"mean fit {percent(figures['mean'])}. Review the drafts.",
            url=f"/rounds/{matching_round.id}",
            act="Review the drafts",
        )


def _sides(proposal: Proposal) -> tuple[tuple[Account, Account, Side], ...]:
    return (
        (proposal.mentee, proposal.mentor, Side.MENTEE),
        (proposal.mentor, proposal.mentee, Side.MENTOR),
    )


def _today(account: Account) -> date:
    return clock.today(account.time_zone)
