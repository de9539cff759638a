"""What does a proposal's page show to one of the two?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ...accounts.models import Account
from ...catalogue.models import Role
from ...foundation import clock
from ...foundation.database import db
from ...foundation.templating import counted, how_far, moment_text
from ...profiles.availability import utc_hours, week_of
from ...profiles.models import Profile, ShiftPattern, Stance
from ...profiles.queries import profiles_of
from ...programs.models import Side
from ..models import Answer, Proposal
from ..words import Reason, gap_of, load_titles, reasons_of
from ..words.titles import languages
from . import rules
from .ladder import Rung, shared_ladder, wanted_slugs

MOST_REASONS = 3
SHIFT_WORDS = {
    "days": "Mostly days",
    "evenings": "Mostly evenings",
    "nights": "Mostly nights",
    "weekends": "Mostly weekends",
    "rotating": "Rotating shifts",
}
MEETING_WORDS = {
    "any": "Any way is fine",
    "video": "By video",
    "phone": "By phone",
    "in-person": "In person",
}


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything the page says, already in words."""

    proposal: Proposal
    side: Side
    other: Account
    other_role: str
    other_title: str
    header_facts: Sequence[tuple[str, str]]
    standing: str
    reasons: Sequence[Reason]
    gap: str
    rungs: Sequence[Rung]
    facts: Sequence[tuple[str, str]]
    helps_with: Sequence[str]
    in_common: Sequence[str]
    own_words: Sequence[tuple[str, str]]
    week: Sequence[Sequence[str]]
    """Seven days of six blocks in the reader's zone: `both`, `one` or empty; none where shifts rotate."""
    asks: Sequence[tuple[str, str]]
    my_answer: Answer | None
    can_accept: bool
    can_decline: bool
    asks_reason: bool
    other_answer: Answer | None
    """Known only when both answers are in."""


def page_for(proposal: Proposal, account: Account) -> ProposalPage:
    """Gather what `account`, one of the two, is shown; raises NotFoundError for anybody else."""
    side = rules.side_of(proposal, account)
    other, now = rules.other_of(proposal, side), clock.now()
    profiles = profiles_of([proposal.mentee_id, proposal.mentor_id])
    mentee, mentor = profiles.get(proposal.mentee_id), profiles.get(proposal.mentor_id)
    theirs = profiles.get(other.id)
    titles, today = load_titles(), clock.today(account.time_zone)
    mine, other_answer = rules.answer_of(proposal, side), rules.answer_of(proposal, _other(side))
    is_open = rules.is_answerable(proposal, now=now)
    return ProposalPage(
        proposal=proposal,
        side=side,
        other=other,
        other_role="mentor" if side is Side.MENTEE else "mentee",
        other_title=theirs.current_role.title if theirs and theirs.current_role else "",
        header_facts=_header_facts(proposal, side, account.time_zone, is_open=is_open),
        standing=rules.standing(proposal, side, now=now, zone=account.time_zone),
        reasons=reasons_of(proposal.parts, titles, zone=account.time_zone, on=today, most=MOST_REASONS),
        gap=gap_of(proposal.gap, titles, zone=account.time_zone, on=today),
        rungs=_rungs(mentee, mentor),
        facts=_facts(theirs),
        helps_with=[goal.goal.title for goal in theirs.goals if goal.stance == _stance(side)]
        if theirs
        else [],
        in_common=_in_common(mentee, mentor),
        own_words=_own_words(theirs),
        week=_week(mentee, mentor, zone=account.time_zone, on=today),
        asks=_asks(proposal, mentor, side),
        my_answer=mine,
        can_accept=is_open and mine is None,
        can_decline=is_open,
        asks_reason=mine is Answer.DECLINED and rules.reason_of(proposal, side) is None,
        other_answer=other_answer if mine and other_answer and not is_open else None,
    )


def _header_facts(proposal: Proposal, side: Side, zone: str, *, is_open: bool) -> list[tuple[str, str]]:
    """Say in which program it is proposed and, while it is open, until when it can be answered."""
    role = "mentor" if side is Side.MENTEE else "mentee"
    facts = [("pair", f"Proposed as your {role} in {proposal.round.program.name}")]
    if is_open and proposal.answer_by:
        until = f"Answer until {moment_text(proposal.answer_by, zone)}, {how_far(proposal.answer_by)}"
        facts.append(("clock", until))
    return facts


def _other(side: Side) -> Side:
    return Side.MENTOR if side is Side.MENTEE else Side.MENTEE


def _stance(side: Side) -> Stance:
    """A mentee reads what the mentor offers, a mentor what the mentee wants."""
    return Stance.OFFERED if side is Side.MENTEE else Stance.WANTED


def _rungs(mentee: Profile | None, mentor: Profile | None) -> list[Rung]:
    if mentee is None or mentor is None:
        return []
    slugs = list(wanted_slugs(mentee))
    levels = db.session.execute(sa.select(Role.slug, Role.level).where(Role.slug.in_(slugs)))
    return shared_ladder(mentee, mentor, levels={slug: level for slug, level in levels})  # noqa: C416 - a Row is no pair to dict()


def _facts(profile: Profile | None) -> list[tuple[str, str]]:
    """List what fellow members may know; the employer is left out, whoever hides it or not."""
    if profile is None:
        return []
    years = profile.years_in_field
    shift = SHIFT_WORDS.get(profile.shift_pattern or "", "")
    return [
        ("Role", profile.current_role.title if profile.current_role else ""),
        ("Wants to be", _target(profile)),
        ("In the field", counted(years, "year") if years is not None else ""),
        ("State", profile.state.name if profile.state else ""),
        ("Works", shift),
        ("Speaks", languages(profile.languages)),
        ("Would rather meet", MEETING_WORDS[profile.meeting_mode]),
    ]


def _target(profile: Profile) -> str:
    target = profile.mentee.target_role if profile.mentee else None
    return target.title if target else ""


def _own_words(profile: Profile | None) -> list[tuple[str, str]]:
    if profile is None:
        return []
    said = [
        ("Looks for", profile.mentee.looks_for if profile.mentee else ""),
        ("Offers", profile.mentor.offers if profile.mentor else ""),
        ("About", profile.about),
    ]
    return [(title, words) for title, words in said if words]


def _in_common(mentee: Profile | None, mentor: Profile | None) -> list[str]:
    if mentee is None or mentor is None:
        return []
    offered = {one.specialization_slug for one in mentor.specializations}
    both = {one.specialization.name for one in mentee.specializations if one.specialization_slug in offered}
    return sorted(both)


def _week(mentee: Profile | None, mentor: Profile | None, *, zone: str, on: date) -> list[list[str]]:
    """Lay the free hours of both over each other, as the reader's clock has them."""
    both = (mentee, mentor)
    if any(
        one is None or one.shift_pattern is ShiftPattern.ROTATING or not one.available_blocks for one in both
    ):
        return []
    hours = [utc_hours(one.available_blocks, one.account.time_zone, on) for one in both if one]
    weeks = [week_of(each, zone, on) for each in hours]
    words = ("", "one", "both")
    return [[words[sum(free)] for free in zip(*days, strict=True)] for days in zip(*weeks, strict=True)]


def _asks(proposal: Proposal, mentor: Profile | None, side: Side) -> list[tuple[str, str]]:
    program = proposal.round.program
    hours = mentor.mentor.hours_a_month if mentor and mentor.mentor else 2
    months = max(1, round(program.mentorship_weeks / 4.35))
    seat = "One of your seats" if side is Side.MENTOR else "One of the mentor's seats, kept for you meanwhile"
    return [
        ("clock", f"About {counted(hours, 'hour')} a month, when it suits you both"),
        ("calendar", f"{counted(months, 'month')} to begin with; either of you can end it sooner"),
        ("seat", seat),
    ]
