"""What do we write to people of a conference's sessions and abstracts?"""

from __future__ import annotations

from ...accounts.models import Account
from ...notifications.models import NoticeKind
from ...notifications.services import PLAIN_LETTER, notify
from ..models import Abstract, AbstractState, ConferenceSession, Event, EventState
from ..rules import wall_of
from .queries.agenda import starred_accounts


def page_of(session: ConferenceSession) -> str:
    """Return the path of the session's page."""
    return f"/events/{session.event_id}/programme/sessions/{session.id}"


def when_words(session: ConferenceSession) -> str:
    """Say when and where a session is, by the clocks of its place."""
    if session.starts_at is None or session.ends_at is None:
        return "It has no time for now"
    zone = session.event.time_zone
    starts, ends = wall_of(session.starts_at, zone), wall_of(session.ends_at, zone)
    where = f", {session.room.name}" if session.room else ""
    return f"It is now on {starts:%a, %b} {starts.day}, {starts:%H:%M} to {ends:%H:%M} there{where}"


def tell_moved(session: ConferenceSession) -> None:
    """Tell those who starred the session how it stands now."""
    _tell(
        session,
        f"changed:{session.sequence}",
        f"“{session.title}” in your agenda has changed. {when_words(session)}.",
        page_of(session) if session.starts_at else f"/events/{session.event_id}/agenda",
    )


def tell_removed(session: ConferenceSession) -> None:
    """Tell those who starred the session that it does not take place."""
    _tell(
        session,
        "removed",
        f"“{session.title}” is no longer on the programme of “{session.event.title}”.",
        f"/events/{session.event_id}/agenda",
    )


def _tell(session: ConferenceSession, what: str, sentence: str, url: str) -> None:
    if session.event.state is not EventState.PUBLISHED:
        return
    for account in starred_accounts(session):
        notify(
            account,
            kind=NoticeKind.EVENT_CHANGED,
            key=f"session:{session.id}:{what}",
            sentence=sentence[:500],
            url=url,
            act="See my agenda" if url.endswith("agenda") else "See the session",
        )


def tell_reviewer(event: Event, account: Account, *, by: Account) -> None:
    """Tell a member that they are asked to review."""
    notify(
        account,
        kind=NoticeKind.INVITATION,
        key=f"event:{event.id}:reviewer",
        sentence=f"{by.display_name} asks you to review what was offered to “{event.title}”."[:500],
        url=f"/events/{event.id}/review",
        act="See the abstracts",
        letter=PLAIN_LETTER,
        subject=f"Please review for {event.title}",
    )


def tell_decided(abstract: Abstract) -> None:
    """Tell an author what became of their abstract."""
    title, event = abstract.title, abstract.event
    if abstract.state is AbstractState.ACCEPTED:
        sentence = (
            f"“{title}” is accepted for “{event.title}”. The organizer settles when and where you speak."
        )
    else:
        sentence = (
            f"“{title}” is not among the sessions of “{event.title}” this time. "
            "There were more abstracts than hours; thank you for offering it."
        )
    notify(
        abstract.author,
        kind=NoticeKind.EVENT_REVIEWED,
        key=f"abstract:{abstract.id}:decided",
        sentence=sentence[:500],
        url=f"/events/{event.id}/call",
        act="See my abstract",
        letter=PLAIN_LETTER,
        subject=f"Your abstract for {event.title}",
    )
