"""What does a request's page show to one of the two?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.templating import how_far, moment_text
from ...profiles.queries import profiles_of
from ...programs.models import Side
from ..answers.acquaintance import Acquaintance, acquaint, asks_of
from ..words import Reason, gap_of, load_titles, reasons_of
from . import rules
from .models import MentoringRequest, RequestState

MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Everything the page says, already in words."""

    request: MentoringRequest
    side: Side
    other: Account
    header_facts: Sequence[tuple[str, str]]
    standing: str
    reasons: Sequence[Reason]
    gap: str
    acquaintance: Acquaintance
    asks: Sequence[tuple[str, str]]
    is_open: bool
    asks_reason: bool


def page_for(request: MentoringRequest, account: Account) -> RequestPage:
    """Gather what `account`, one of the two, is shown; raises NotFoundError for anybody else."""
    side, now, zone = rules.side_of(request, account), clock.now(), account.time_zone
    profiles = profiles_of([request.mentee_id, request.mentor_id])
    mentee, mentor = profiles.get(request.mentee_id), profiles.get(request.mentor_id)
    titles, today = load_titles(), clock.today(zone)
    is_open = rules.is_answerable(request, now=now)
    is_mentors = side is Side.MENTOR
    return RequestPage(
        request=request,
        side=side,
        other=rules.other_of(request, side),
        header_facts=_header_facts(request, side, zone, is_open=is_open),
        standing=rules.standing(request, side, now=now, zone=zone),
        reasons=reasons_of(request.parts, titles, zone=zone, on=today, most=MOST_REASONS),
        gap=gap_of(request.gap, titles, zone=zone, on=today),
        acquaintance=acquaint(mentee, mentor, side=side, zone=zone, on=today),
        asks=asks_of(request.program, mentor, seat="One of your seats, from your yes on")
        if is_mentors
        else [],
        is_open=is_open,
        asks_reason=is_mentors and request.state is RequestState.DECLINED and request.reason is None,
    )


def _header_facts(
    request: MentoringRequest, side: Side, zone: str, *, is_open: bool
) -> list[tuple[str, str]]:
    """Say in which program it was asked and, while it is open, until when it can be answered."""
    asked = "Asks you to be their mentor" if side is Side.MENTOR else "Asked by you to be your mentor"
    facts = [("pair", f"{asked} in {request.program.name}")]
    if is_open:
        until = f"{moment_text(request.answer_by, zone)}, {how_far(request.answer_by)}"
        facts.append(("clock", f"Answer until {until}"))
    return facts
