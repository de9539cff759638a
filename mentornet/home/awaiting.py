"""What awaits somebody today, and what is a good next step when nothing does?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.templating import how_far
from ..mentorships.models import Mentorship
from ..notifications import queries as notices
from ..notifications.models import Notice
from ..notifications.rules import ASKING
from ..profiles.models import Profile
from ..profiles.rules import completeness
from ..programs.queries import enrolments_of

MOST_SHOWN = 8
NEAR = timedelta(hours=12)


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
    rest = len(waiting) - len(shown)
    if rest > 0:
        shown.append(Item(f"{rest} more await you.", "See them all", "/notices"))
    return shown


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
            "Tell us where you are and where you want to be: matching begins with your profile.",
            "Begin your profile",
            "/profile",
        )
    missing = completeness(profile).missing
    if missing:
        return Item(missing[0].sentence, "Add it", f"/profile/{missing[0].step}")
    if not enrolments_of(account):
        return Item("Join a program, so that its next round finds you a match.", "See programs", "/programs")
    for mentorship in mentorships:
        if not mentorship.agreement_version:
            other = mentorship.other_of(account.id).display_name
            sentence = f"Agree with {other} on one to three goals: pairs that do keep going."
            return Item(sentence, "Agree on goals", f"/mentorships/{mentorship.id}/agreement")
    return Item("Look at what the next rung of your ladder takes.", "Open the ladder", "/ladder")
