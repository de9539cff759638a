"""What awaits somebody today, and what is a good next step when nothing does?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ..accounts.models import Account
from ..events.models import Event
from ..events.queries import events_to_log
from ..foundation import clock
from ..foundation.templating import how_far
from ..mentorships.models import Mentorship
from ..notifications import queries as notices
from ..notifications.models import Notice
from ..notifications.rules import ASKING
from ..profiles.models import Profile
from ..profiles.rules import completeness
from ..programs.models import Side
from ..programs.queries import enrolments_of
from ..programs.wishes import wishes_of

MOST_SHOWN = 8
NEAR = timedelta(hours=12)
ESSENTIAL = 3
"""What an answer is worth without which a match is a guess: it is asked for before anything else."""
BEGIN = "Tell us where you are and where you want to be: matching begins with your profile."


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that awaits: a sentence and one button; `is_press` where pressing also notes that it was seen."""

    sentence: str
    act_label: str
    act_url: str
    kind: str = ""
    meta: str = ""
    is_press: bool = False


def items_for(account: Account) -> list[Item]:
    """List what awaits `account`, by urgency; beyond eight the rest is one line that leads to all of it."""
    waiting = notices.awaiting(account)
    waiting.sort(key=lambda notice: notice.kind not in ASKING)  # a stable sort: what asks stays in its order
    shown = [_item(notice) for notice in waiting[:MOST_SHOWN]]
    shown += [_to_log(event) for event in events_to_log(account)]
    rest = len(waiting) - MOST_SHOWN
    if rest > 0:
        shown.append(Item(f"{rest} more await you.", "See them all", "/notices"))
    return shown


def _to_log(event: Event) -> Item:
    sentence = f"“{event.title}” is over. Put the hours you were there into your record."
    return Item(
        sentence, "Log your hours", f"/events/{event.id}/log", "live", f"Ended {how_far(event.ends_at)}"
    )


def _item(notice: Notice) -> Item:
    kind, meta = "", ""
    if notice.due_at:
        kind = "harm" if notice.due_at - clock.now() < NEAR else "wait"
        meta = f"Due {how_far(notice.due_at)}"
    elif notice.kind not in ASKING:
        kind = "live"
    return Item(notice.sentence, notice.act, f"/notices/{notice.id}/open", kind, meta, is_press=True)


def next_step(account: Account, profile: Profile | None, mentorships: list[Mentorship]) -> Item:
    """Return the one good next step of somebody whom nothing awaits."""
    if profile is None:
        return Item(
            BEGIN,
            "Begin your profile",
            "/profile",
        )
    full = completeness(profile)
    if not full.percent:
        return Item(BEGIN, "Begin your profile", "/profile/begin")
    if full.missing and full.missing[0].weight >= ESSENTIAL:
        return Item(full.missing[0].sentence, "Add it", f"/profile/{full.missing[0].step}")
    enrolled = enrolments_of(account)
    if not enrolled:
        return Item("Join a program: its next round looks for your match.", "See programs", "/programs")
    if full.missing:
        return Item(full.missing[0].sentence, "Add it", f"/profile/{full.missing[0].step}")
    return _next_of_member(account, {one.side for one in enrolled}, mentorships)


def _next_of_member(account: Account, sides: set[Side], mentorships: list[Mentorship]) -> Item:
    """Return the next step of somebody who takes part and whose profile is full."""
    for mentorship in mentorships:
        if not mentorship.agreement_version:
            other = mentorship.other_of(account.id).display_name
            sentence = f"Agree with {other} on one to three goals: pairs that do keep going."
            return Item(sentence, "Agree on goals", f"/mentorships/{mentorship.id}/agreement")
    if Side.MENTEE in sides and not mentorships and not wishes_of(account):
        return Item(
            "The next round looks for your mentor. Look at who mentors, make a wish, or ask one of them.",
            "Look at the mentors",
            "/people",
        )
    return Item("Look at what the next rung of your ladder takes.", "Open the ladder", "/ladder")
