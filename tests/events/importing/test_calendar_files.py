"""Is a whole calendar file read, or refused: whatever its letters, however damaged, however long?"""

from __future__ import annotations

import pytest

from mentornet.events.importing import calendars
from mentornet.events.importing.calendars import read_calendar
from mentornet.events.importing.decoding import decoded
from mentornet.events.importing.entries import ImportRefused
from mentornet.events.importing.reading import read_file
from tests.events.importing.calendar_files import HOME, calendar, event, only, read


def test_lines_badly_folded_and_of_other_systems_are_read():
    text = calendar(
        event(
            "DESCRIPTION:One\\, two",
            "three and",
            "Note: this has a colon",
            "LOCATION:A long",
            "  hall",
            "X-SOMETHING:else",
        )
    )
    for written in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        words = read_calendar(written, zone=HOME).entries[0].occurrences[0].words
        assert words.description == "One, two\nthree and\nNote: this has a colon"
        assert words.place == "A long hall"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_every_encoding_are_read(encoding):
    text = calendar(event(title="Café “calm”")).encode(encoding)
    assert "Café “calm”" in decoded(text)
    assert read_file(text, zone=HOME).entries[0].title == "Café “calm”"


def test_several_calendars_and_what_is_no_event_in_one_file():
    todo = "BEGIN:VTODO\nUID:t\nSUMMARY:Buy milk\nEND:VTODO"
    journal = "BEGIN:VJOURNAL\nUID:j\nSUMMARY:Dear diary\nEND:VJOURNAL"
    alarmed = event(
        "BEGIN:VALARM\nTRIGGER:-PT1H\nDESCRIPTION:Ring\nEND:VALARM", "DESCRIPTION:Own words", uid="2"
    )
    reading = read_calendar(calendar(todo, event(), journal) + calendar(alarmed), zone=HOME)
    assert [entry.uid for entry in reading.entries] == ["one@calm.example", "2"]
    assert reading.entries[1].occurrences[0].words.description == "Own words"
    assert read(todo, journal).entries == []


def test_a_file_that_is_cut_off_loses_its_last_entry_alone():
    text = calendar(event(), event(uid="2"))
    reading = read_calendar(text[: text.rindex("END:VEVENT")], zone=HOME)
    assert [entry.uid for entry in reading.entries] == ["one@calm.example"]
    assert "cut off" in reading.refused[0].reason


def test_a_damaged_entry_harms_no_other():
    reading = read(event(uid="1"), event("DTEND:20200101T000000Z", uid="2"), event(uid="3"))
    assert [entry.uid for entry in reading.entries] == ["1", "3"]
    assert len(reading.refused) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\x00\x01\x02\x03" * 40, "no calendar, table or list"),
        (b"%PDF-1.7 hello", "a document and no table"),
        (b"hello world", "no column"),
        (b"[1, 2", "damaged"),
        (b'{"a": 1}', "no list of conferences"),
        (b"[" * 100_000, "damaged"),
        (("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 20_001).encode(), "more than 20,000 entries"),
        (("BEGIN:VCALENDAR\n" + "BEGIN:X-DEEP\n" * 9).encode(), "more than 8 deep"),
        (b"BEGIN:VCALENDAR" + b" " * (10 * 1024 * 1024), "more than 10 MB"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(content, words):
    with pytest.raises(ImportRefused, match=words):
        read_file(content, zone=HOME)


def test_a_huge_attachment_is_passed_over():
    entry = only(
        event("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 500_000, "X-ALT-DESC:" + "x" * 100_000)
    )
    assert len(repr(entry)) < 2_000


def test_too_many_series_are_refused_beyond_what_a_file_can_hold():
    daily = [
        event("RRULE:FREQ=DAILY", uid=str(number), start="DTSTART:20200101T100000Z") for number in range(60)
    ]
    reading = read(*daily)
    assert len(reading.entries) < 60
    assert "20,000 events with all their repetitions" in reading.refused[0].reason


def test_rules_that_hardly_come_true_do_not_hold_the_machine_up(monkeypatch):
    monkeypatch.setattr(calendars, "MOST_SECONDS", 0.0)
    rare = [event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", uid=str(number)) for number in range(3)]
    reading = read_calendar(calendar(*rare) + calendar(*rare), zone=HOME)
    assert len(reading.entries) == 1
    assert len(reading.refused) == 5
    assert "take too long to read" in reading.refused[0].reason
