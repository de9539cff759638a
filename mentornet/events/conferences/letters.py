"""What do we write to people of a conference's sessions and abstracts?"""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation import clock
from ...notifications.models import NoticeKind
from ...notifications.services import PLAIN_LETTER, notify
from ..models import Abstract, AbstractState, ConferenceSession, Event, EventState, SessionNews
from ..rules import wall_of
from .rules import end_words


def page_of(session: ConferenceSession) -> str:
    """Return the path of the session's page."""
    return f"/events/{session.event_id}/programme/sessions/{session.id}"


def when_words(session: ConferenceSession) -> str:
    """Say when a session is, by the clocks of its place: `Fri, Jan 8, 09:00 to 10:00`."""
    if session.starts_at is None or session.ends_at is None:
        return ""
    zone = session.event.time_zone
    starts, ends = wall_of(session.starts_at, zone), wall_of(session.ends_at, zone)
    return f"{starts:%a, %b} {starts.day}, {starts:%H:%M} to {end_words(starts, ends)}"


def _now_words(session: ConferenceSession) -> str:
    if session.starts_at is None:
        return "It has no time for now"
    where = f", {session.room.name}" if session.room else ""
    return f"It is now on {when_words(session)} there{where}"


def tell_news(session: ConferenceSession, account: Account) -> None:
    """Tell somebody who has the session in their agenda how it stands now, in the way they chose.

    Of one that is over, or whose conference does not take place, nobody hears.
    """
    is_over = session.ends_at is not None and session.ends_at <= clock.now()
    if session.news is None or session.event.state is not EventState.PUBLISHED or is_over:
        return
    title, agenda = session.title, f"/events/{session.event_id}/agenda"
    is_there = session.starts_at is not None and session.news is not SessionNews.CANCELLED
    notify(
        account,
        kind=NoticeKind.EVENT_CHANGED,
        key=f"session:{session.id}:{session.news}:{session.sequence}",
        sentence=NEWS[session.news](session)[:500],
        url=page_of(session) if is_there else agenda,
        act="See the session" if is_there else "See my agenda",
        letter=PLAIN_LETTER,
        subject=f"{SUBJECTS[session.news]}: {title}"[:150],
    )


def _changed(session: ConferenceSession) -> str:
    return f"“{session.title}” in your agenda has changed. {_now_words(session)}."


def _cancelled(session: ConferenceSession) -> str:
    when = f" on {when_words(session)}" if session.starts_at else ""
    gone = f"It is no longer on the programme of “{session.event.title}”."
    return f"“{session.title}”{when} is cancelled. {gone}"


def _restored(session: ConferenceSession) -> str:
    return f"“{session.title}” takes place after all and is in your agenda again. {_now_words(session)}."


NEWS = {
    SessionNews.CHANGED: _changed,
    SessionNews.CANCELLED: _cancelled,
    SessionNews.RESTORED: _restored,
}
SUBJECTS = {
    SessionNews.CHANGED: "Changed",
    SessionNews.CANCELLED: "Cancelled",
    SessionNews.RESTORED: "Back on the programme",
}


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
