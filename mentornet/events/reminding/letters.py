"""What do we write before an event?"""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation.mail import take_back
from ...foundation.templating import how_far
from ...notifications.models import NoticeKind
from ...notifications.services import PLAIN_LETTER, notify, settle
from ..days import span_text
from ..letters import where_text
from ..models import Event
from .rules import HOUR


def remind(event: Event, account: Account, *, lead: str, key: str) -> None:
    """Remind somebody of an event once for each lead; the newest reminder takes the place of those before."""
    link = " The video link is on its page." if event.video_link else ""
    away = how_far(event.starts_at)
    begins = f"begins {away}:" if lead == HOUR else "is on"  # what is read later must still be true
    notice = notify(
        account,
        kind=NoticeKind.EVENT_SOON if lead == HOUR else NoticeKind.EVENT_REMINDER,
        key=key,
        sentence=f"“{event.title}” {begins} {span_text(event, account.time_zone)}, {where_text(event)}.{link}"[
            :500
        ],
        url=f"/events/{event.id}",
        act="Open the event",
        due_at=event.starts_at,
        letter=PLAIN_LETTER,
        subject=f"{away.capitalize()}: {event.title}",
    )
    if notice is not None:
        settle(account.id, key_prefix=f"event:{event.id}:reminder:", but=key)


def call_off(event_id: int) -> None:
    """Take reminders of an event back: those on the page of notices, and letters that have not left."""
    prefix = f"event:{event_id}:reminder:"
    settle(None, key_prefix=prefix)
    take_back(f":{prefix}")
