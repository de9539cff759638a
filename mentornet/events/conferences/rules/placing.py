"""When and where can a session be? Inside its conference, one at a time in a room, and one at a time for who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations

from ....foundation.errors import Refusal
from ....foundation.forms import is_visible
from ....foundation.templating import counted, moment_text
from ...models import ConferenceRoom, ConferenceSession, Event, EventSpeaker, SessionKind
from ...rules import MOST_SEATS, wall_of


def days_of_conference(event: Event) -> list[date]:
    """List the days of the conference by the clocks of its zone; an end at midnight is the day before."""
    first = wall_of(event.starts_at, event.time_zone).date()
    last = wall_of(event.ends_at - timedelta(seconds=1), event.time_zone).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def ensure_title(title: str) -> None:
    """Refuse a title in which nobody sees anything."""
    if not is_visible(title):
        raise Refusal("Give it a name that can be read.")


def ensure_order(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse an end that is not after the start."""
    if ends_at <= starts_at:
        raise Refusal("The session ends before it starts. Change one of the two times.")


def ensure_inside(event: Event, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a session that begins before its conference or goes on after it."""
    if starts_at < event.starts_at:
        begins = moment_text(event.starts_at, event.time_zone)
        raise Refusal(f"The conference begins on {begins}. Start the session then or later.")
    if ends_at > event.ends_at:
        ends = moment_text(event.ends_at, event.time_zone)
        raise Refusal(f"The conference ends on {ends}. End the session by then.")


def ensure_in_one_room(rooms: Sequence[str]) -> None:
    """Refuse a session in two rooms at once."""
    if len(set(rooms)) > 1:
        raise Refusal("A session is in one room at a time. Choose one; add a second session for the other.")


def overlapping(
    sessions: Iterable[ConferenceSession], starts_at: datetime, ends_at: datetime
) -> list[ConferenceSession]:
    """List the sessions that are on at some moment of this time; one that begins as it ends is not."""
    return [
        one
        for one in sessions
        if one.starts_at and one.ends_at and one.starts_at < ends_at and starts_at < one.ends_at
    ]


def ensure_room_is_free(room: ConferenceRoom, beside: Iterable[ConferenceSession], *, zone: str) -> None:
    """Refuse a room in which another session is on; `beside` are the sessions of the same time."""
    for one in beside:
        if one.room_id == room.id:
            raise Refusal(
                f"“{one.title}” is in {room.name} then ({span_words(one, zone)}). Choose another room or time."
            )


def ensure_speakers_are_free(
    speakers: Iterable[EventSpeaker], beside: Iterable[ConferenceSession], *, zone: str
) -> None:
    """Refuse somebody who speaks elsewhere then, known by their account or else by their row."""
    theirs = {_key(speaker): speaker for speaker in speakers}
    for one in beside:
        for speaker in one.speakers:
            if _key(speaker) in theirs:
                raise Refusal(
                    f"{speaker.name} speaks at “{one.title}” then ({span_words(one, zone)}). "
                    "Choose another time, or take them off one of the two."
                )


def _key(speaker: EventSpeaker) -> tuple[str, int]:
    return ("account", speaker.account_id) if speaker.account_id else ("row", speaker.id)


def ensure_capacity(capacity: int | None, *, taken: int) -> None:
    """Refuse fewer seats than are taken, and none at all."""
    if capacity is None:
        return
    if capacity < 1:
        raise Refusal("Give at least one seat, or leave it empty for no limit.")
    if capacity > MOST_SEATS:
        raise Refusal(f"A session has {MOST_SEATS:,} seats at most. Leave it empty for no limit.")
    if capacity < taken:
        raise Refusal(
            f"{counted(taken, 'person has', 'people have')} a seat already, so there cannot be fewer seats."
        )


def span_words(session: ConferenceSession, zone: str) -> str:
    """Write the hours of a session: `09:00 to 10:30`, and `22:00 to 02:00 on Sat` over midnight."""
    if session.starts_at is None or session.ends_at is None:
        return "no time yet"
    starts, ends = wall_of(session.starts_at, zone), wall_of(session.ends_at, zone)
    return f"{starts:%H:%M} to {end_words(starts, ends)}"


def end_words(starts: datetime, ends: datetime) -> str:
    """Write the hour of an end, with its day where that is another: `10:30`, `02:00 on Sat`."""
    return f"{ends:%H:%M}" if starts.date() == ends.date() else f"{ends:%H:%M} on {ends:%a}"


def ensure_takes_place(session: ConferenceSession) -> None:
    """Refuse to change what is cancelled: those who wanted to come were told so."""
    if session.cancelled_at is not None:
        raise Refusal("This session is cancelled, so it stays as it was. Put it back first, then change it.")


def ensure_is_cancelled(session: ConferenceSession) -> None:
    """Refuse to put back what was not cancelled, or was put back a moment ago."""
    if session.cancelled_at is None:
        raise Refusal("This session is on the programme already. Load the page again to see how it stands.")


def ensure_nobody_came(count: int) -> None:
    """Refuse to take out a session, or its time, where people were checked in: it took place."""
    if count:
        came = counted(count, "person was", "people were")
        raise Refusal(f"{came} checked in at this session, so it keeps its time. Undo those check-ins first.")


def ensure_credit(event: Event, minutes: int, *, lasts: int, kind: SessionKind | None = None) -> None:
    """Refuse a session with more credit than it or its conference has minutes, and a break with any."""
    if not minutes:
        return
    if kind is SessionKind.BREAK:
        raise Refusal("A break carries no credit.")
    if not 0 < minutes <= lasts:
        raise Refusal(f"The session lasts {lasts:,} minutes, so it cannot carry more than that.")
    if minutes > event.contact_minutes:
        raise Refusal(
            f"The event carries {counted(event.contact_minutes, 'minute')} of credit in all. "
            "Write under Details how much one can earn at most, then give sessions their parts of it."
        )


def clashes_among(
    sessions: Sequence[ConferenceSession],
) -> list[tuple[ConferenceSession, ConferenceSession]]:
    """List the pairs of these that are on at the same time, in the order in which they begin."""
    placed = sorted((one for one in sessions if one.starts_at), key=lambda one: (one.starts_at, one.id))
    return [
        (one, other)
        for one, other in combinations(placed, 2)
        if other.starts_at
        and one.ends_at
        and overlapping([one], other.starts_at, other.ends_at or other.starts_at)
    ]
