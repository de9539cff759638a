"""What sort of file is this? A calendar, a table or a list of conferences; the content tells, not the name."""

from __future__ import annotations

from .calendars import read_calendar
from .conferences import looks_like_json, read_conferences
from .decoding import decoded
from .entries import MOST_BYTES, ImportRefused, Reading
from .sheets import read_sheet

WORKBOOK = b"PK\x03\x04"
HEAD = 4_000


def read_file(content: bytes, *, zone: str) -> Reading:
    """Return what can be read of a calendar (.ics), a table (CSV or XLSX) or a list of conferences (JSON).

    Args:
        content: The whole file.
        zone: The zone of times that name none, where the calendar names none either.

    Raises:
        ImportRefused: It is none of them, is empty, or larger than can be taken.
    """
    if len(content) > MOST_BYTES:
        raise ImportRefused(
            f"The file has more than {MOST_BYTES // 1024 // 1024} MB, the most that can be read. Divide it."
        )
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ImportRefused("The file is empty. Export the calendar again.")
    if content.startswith(WORKBOOK):
        return read_sheet(content, zone=zone)
    text = decoded(content)
    if "BEGIN:VCALENDAR" in text[:HEAD].upper() or "BEGIN:VEVENT" in text.upper():
        return read_calendar(text, zone=zone)
    if looks_like_json(text):
        return read_conferences(text, zone=zone)
    if "\x00" in text[:HEAD]:
        raise ImportRefused(
            "This is no calendar, table or list. Export the calendar as iCalendar (.ics) or CSV."
        )
    return read_sheet(content, zone=zone)
