"""Does any damage to a file end in more than a refusal? Hundreds of damaged calendars and tables, drawn by a seed."""

from __future__ import annotations

import random
import time
import tracemalloc

import pytest

from mentornet.events.importing.entries import ImportRefused
from mentornet.events.importing.keeping import ensure_fits
from mentornet.events.importing.reading import read_file

WHOLE = b"""BEGIN:VCALENDAR
VERSION:2.0
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Odd
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:a
SEQUENCE:2
SUMMARY:Calm\\, and <b>kind</b>
DTSTART;TZID=Odd:20270504T180000
DTEND;TZID=Odd:20270504T200000
RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=6;WKST=MO
EXDATE;TZID=Odd:20270511T180000
DESCRIPTION:<p>Long &amp\\; folded
 over lines</p>
ORGANIZER;CN="Ada, of the unit":mailto:ada@people.example
BEGIN:VALARM
TRIGGER:-PT1H
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;TZID=Odd:20270518T180000
DTSTART;TZID=Odd:20270519T180000
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270601
DURATION:P2D
LOCATION:https://zoom.us/j/1
END:VEVENT
END:VCALENDAR
"""
TABLE = b"""title,start,end,time zone,capacity,contact hours
Calm,2027-05-04 18:00,2027-05-04 20:00,US/Eastern,10,1.5
"Two, three",5/6/2027,,,,
"""
LIST = b'[{"name": "Con", "startDate": "2027-05-04", "endDate": "2027-05-05", "topics": ["a"]}]'
SPARKS = (
    b";",
    b":",
    b"=",
    b",",
    b'"',
    b"\\",
    b"\x00",
    b"\xff",
    b"\r",
    b"\n",
    b"BEGIN:VEVENT\n",
    b"END:VCALENDAR\n",
)
WORDS = (
    b"-999999999",
    b"99999999T999999Z",
    b"\xef\xbb\xbf",
    b"P999999999D",
    b"=CMD()",
    b"TZID=",
    "🧠".encode(),
)


def damaged(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) + 1)
        what = chance.randrange(5)
        if what == 0:
            del data[at : at + chance.randint(1, 40)]
        elif what == 1:
            data[at:at] = chance.choice(SPARKS + WORDS)
        elif what == 2:
            data[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 3:
            piece = data[at : at + chance.randint(1, 200)]
            data[at:at] = piece * chance.randint(1, 3)
        else:
            lines = data.split(b"\n")
            chance.shuffle(lines)
            data = bytearray(b"\n".join(lines)) if chance.random() < 0.2 else data
    return bytes(data)


@pytest.mark.parametrize("whole", [WHOLE, TABLE, LIST], ids=["calendar", "table", "list"])
def test_damage_ends_in_refusals_and_never_in_more(whole):
    chance = random.Random(20261123)
    begun = time.process_time()
    for _ in range(300):
        try:
            reading = read_file(damaged(whole, chance), zone="America/New_York")
        except ImportRefused:
            continue
        assert all(one.ends_at > one.starts_at for entry in reading.entries for one in entry.occurrences)
        assert all(one.place and one.reason for one in reading.refused)
    assert time.process_time() - begun < 60


A_DAY = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20270101T100000Z\nRRULE:FREQ=DAILY;COUNT=731\nEND:VEVENT\n"
TOO_MUCH = {
    "a table of 700,000 rows": (b"title,start\n" + b"a,2027-01-01\n" * 700_000, "more than 20,000 rows"),
    "a list of 700,000 conferences": (
        b"[" + b",".join([b'{"name":1}'] * 700_000) + b"]",
        "more than 20,000 entries",
    ),
    "a calendar of 400 daily series": (
        b"BEGIN:VCALENDAR\n" + b"".join(A_DAY % number for number in range(400)) + b"END:VCALENDAR\n",
        "more than 20,000 events",
    ),
    "a file of 11 MB": (b"title,start\n" + b"x" * 11 * 1024 * 1024, "more than 10 MB"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_file_of_far_too_much_is_refused_with_bounded_memory_and_time(name):
    content, words = TOO_MUCH[name]
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(ImportRefused, match=words):
        ensure_fits(read_file(content, zone="UTC"))
    took, (_now, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 250 * 1024 * 1024
    assert took < 30  # tracing alone makes it some times slower
