"""What do we write when one would like to meet another?"""

from __future__ import annotations

from ...accounts.models import Account
from ...notifications.models import NoticeKind
from ...notifications.services import PLAIN_LETTER, notify
from ..models import Introduction


def key_of(introduction: Introduction) -> str:
    """Return the beginning of the keys of its notices."""
    return f"event:{introduction.event_id}:introduction:{introduction.id}"


def page_of(introduction: Introduction) -> str:
    """Return the path of the page of those who go."""
    return f"/events/{introduction.event_id}/going"


def ask(introduction: Introduction) -> None:
    """Ask whether one wants to be introduced; no address is told."""
    asker, title = introduction.asker.display_name, introduction.event.title
    notify(
        introduction.asked,
        kind=NoticeKind.INTRODUCTION_ASKED,
        key=f"{key_of(introduction)}:asked",
        sentence=f"{asker} also goes to “{title}” and would like to meet you there. "
        "Neither of you sees the other's address unless you say yes.",
        url=page_of(introduction),
        act="Answer",
        due_at=introduction.event.ends_at,
        letter=PLAIN_LETTER,
        subject=f"{asker} would like to meet you at “{title}”",
    )


def introduce(introduction: Introduction) -> None:
    """Tell both the other's address."""
    for account, other in (
        (introduction.asker, introduction.asked),
        (introduction.asked, introduction.asker),
    ):
        _introduce(introduction, account, other)


def _introduce(introduction: Introduction, account: Account, other: Account) -> None:
    notify(
        account,
        kind=NoticeKind.INTRODUCTION_ANSWERED,
        key=f"{key_of(introduction)}:agreed",
        sentence=f"You and {other.display_name} would both like to meet at “{introduction.event.title}”. "
        f"Write to {other.email} and say when and where.",
        url=page_of(introduction),
        act="See who goes",
        letter=PLAIN_LETTER,
        subject=f"Meet {other.display_name} at “{introduction.event.title}”",
    )
