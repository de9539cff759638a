"""What do we write to people of an event? That it changed, that it awaits a word, that they are named."""

from __future__ import annotations

from ..accounts.models import Account
from ..foundation import clock
from ..notifications.models import NoticeKind
from ..notifications.services import PLAIN_LETTER, notify, settle
from .days import span_text
from .models import Event, EventState
from .queries import invited_key, those_who_publish


def where_text(event: Event) -> str:
    """Say in short where the event is held."""
    if event.is_online:
        return f"online and at {event.place}" if event.place else "online"
    return f"at {event.place}" if event.place else "at a place that is still open"


def _when_and_where(event: Event, account: Account) -> str:
    return f"{span_text(event, account.time_zone)}, {where_text(event)}"


def tell_changed(event: Event, account: Account) -> None:
    """Tell somebody who comes, or follows, how the event stands after a change."""
    note = f" {event.change_note}" if event.change_note else ""
    notify(
        account,
        kind=NoticeKind.EVENT_CHANGED,
        key=f"event:{event.id}:changed:{event.sequence}",
        sentence=f"“{event.title}” has changed. It is now on {_when_and_where(event, account)}.{note}"[:500],
        url=f"/events/{event.id}",
        act="See what it is now",
        letter=PLAIN_LETTER,
        subject=f"Changed: {event.title}",
    )


def tell_cancelled(event: Event, account: Account) -> None:
    """Tell somebody who wanted to come that the event does not take place."""
    because = f" {event.cancelled_because}" if event.cancelled_because else ""
    notify(
        account,
        kind=NoticeKind.EVENT_CHANGED,
        key=f"event:{event.id}:cancelled",
        sentence=f"“{event.title}” on {span_text(event, account.time_zone)} is cancelled.{because}"[:500],
        url=f"/events/{event.id}",
        act="See the event",
        letter=PLAIN_LETTER,
        subject=f"Cancelled: {event.title}",
    )


def tell_proposed(event: Event, *, by: Account) -> None:
    """Tell those who may publish the event that a member proposes it."""
    for account in those_who_publish(event):
        notify(
            account,
            kind=NoticeKind.EVENT_TO_REVIEW,
            key=f"event:{event.id}:proposed:{event.changed_at:%Y%m%dT%H%M%S%f}",
            sentence=f"{by.display_name} proposes an event: “{event.title}”, {span_text(event, account.time_zone)}.",
            url=f"/events/{event.id}",
            act="Look it over",
            letter=PLAIN_LETTER,
            subject=f"An event awaits your word: {event.title}"[:150],
        )


def tell_reviewed(event: Event, *, by: Account) -> None:
    """Tell the member who proposed the event what became of it; the notices to review it are settled."""
    settle(None, key_prefix=f"event:{event.id}:proposed:")
    from_whom = event.organizer
    if from_whom is None or from_whom.id == by.id:
        return
    is_published = event.state is EventState.PUBLISHED
    notify(
        from_whom,
        kind=NoticeKind.EVENT_REVIEWED,
        key=f"event:{event.id}:reviewed:{event.changed_at:%Y%m%dT%H%M%S%f}",
        sentence=f"Your event “{event.title}” is published."
        if is_published
        else f"Your event “{event.title}” came back to you: {event.review_note}"[:500],
        url=f"/events/{event.id}",
        act="See the event",
        letter=PLAIN_LETTER,
        subject=f"Your event: {event.title}",
    )


def tell_speaker(event: Event, account: Account, *, by: Account) -> None:
    """Tell a member that somebody named them as a speaker; they can take themselves off."""
    notify(
        account,
        kind=NoticeKind.INVITATION,
        key=f"event:{event.id}:speaker:{clock.now():%Y%m%dT%H%M%S%f}",
        sentence=f"{by.display_name} named you among those who speak at “{event.title}”. "
        "If that is not so, take yourself off on its page.",
        url=f"/events/{event.id}",
        act="See the event",
    )


def tell_invited(event: Event, account: Account, *, by: Account | None) -> None:
    """Tell a member that they are invited."""
    invites = f"{by.display_name} invites you" if by else "You are invited"
    notify(
        account,
        kind=NoticeKind.INVITATION,
        key=invited_key(event.id),
        sentence=f"{invites} to “{event.title}”, {_when_and_where(event, account)}.",
        url=f"/events/{event.id}",
        act="See the event",
        letter=PLAIN_LETTER,
        subject=f"Invitation: {event.title}",
    )
