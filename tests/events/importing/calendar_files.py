"""Calendar files as the tests write them, and what is read in them."""

from __future__ import annotations

from mentornet.events.importing.calendars import read_calendar
from mentornet.events.importing.entries import Entry, Reading, Refused

HOME = "America/Chicago"
START = "DTSTART:20270504T180000Z"


def event(
    *lines: str, start: str = START, uid: str = "one@calm.example", title: str = "Calm on the unit"
) -> str:
    """Return an entry with `lines` of its own."""
    head = [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VEVENT", *head, f"SUMMARY:{title}", start, *lines, "END:VEVENT"])


def calendar(*parts: str, head: str = "") -> str:
    """Return a calendar of entries, `head` before them."""
    return "\n".join(["BEGIN:VCALENDAR", *filter(None, [head]), *parts, "END:VCALENDAR", ""])


def read(*parts: str, head: str = "") -> Reading:
    """Read a calendar of these entries as somebody at `HOME` would."""
    return read_calendar(calendar(*parts, head=head), zone=HOME)


def only(*parts: str, head: str = "") -> Entry:
    """Return the one entry that is read, where nothing is refused."""
    reading = read(*parts, head=head)
    assert reading.refused == []
    assert len(reading.entries) == 1
    return reading.entries[0]


def refusal(*lines: str, **values: str) -> Refused:
    """Return why an entry with these lines is refused."""
    reading = read(event(*lines, **values))
    assert reading.entries == []
    return reading.refused[0]
