"""Is what we write a calendar that other programs read as we meant it?"""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import hypothesis.strategies as st
import icalendar
import pytest
import vobject
from dateutil.tz import tzical

from mentornet.events.calendars.clocks import zone_definition
from mentornet.events.calendars.writing import Item, calendar, folded
from mentornet.events.importing.calendars import read_calendar

START = datetime(2027, 5, 4, 22, tzinfo=UTC)
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


def item(**values):
    plain: dict[str, Any] = {
        "uid": "one@mentornet",
        "sequence": 2,
        "title": "Calm on the unit",
        "time_zone": "America/Chicago",
    }
    times: dict[str, Any] = {
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "created_at": START,
        "changed_at": START,
    }
    return Item(**plain | times | values)


def read_back(*items):
    return next(vobject.readComponents(calendar("Events", items).decode()))


def test_an_independent_reader_finds_what_was_written():
    alarms = (timedelta(days=1), timedelta(hours=1))
    subjects = ("Workshop", "HIPAA, and more")
    words = "One; two, three\\four\nfive"
    one = read_back(
        item(title=words, place="Hall 1", url="https://x.example/1", subjects=subjects, alarms=alarms)
    ).vevent
    assert one.summary.value == words
    assert one.dtstart.value == START
    assert one.dtstart.value.utcoffset() == timedelta(hours=-5)
    assert one.dtend.value - one.dtstart.value == timedelta(hours=2)
    assert (one.uid.value, one.sequence.value, one.status.value) == ("one@mentornet", "2", "CONFIRMED")
    assert one.categories.value == list(subjects)
    assert [alarm.trigger.value for alarm in one.valarm_list] == [-alarm for alarm in alarms]


def test_whole_days_end_on_the_day_after_and_cancelled_ones_ring_no_alarm():
    midnight = datetime(2027, 5, 4, 5, tzinfo=UTC)
    one = read_back(
        item(
            is_all_day=True,
            starts_at=midnight,
            ends_at=midnight + timedelta(days=2),
            is_cancelled=True,
            alarms=(timedelta(days=1),),
        )
    ).vevent
    assert (one.dtstart.value.isoformat(), one.dtend.value.isoformat()) == ("2027-05-04", "2027-05-06")
    assert one.status.value == "CANCELLED"
    assert "valarm" not in one.contents


@pytest.mark.parametrize(
    "zone",
    [
        "America/New_York",
        "Europe/Berlin",
        "Australia/Sydney",
        "America/Phoenix",
        "Africa/Casablanca",
        "Asia/Gaza",
    ],
)
def test_the_clocks_of_a_zone_are_told_as_they_go(zone):
    definition = "\n".join(zone_definition(zone, 2026, 2028))
    clocks = tzical(io.StringIO(definition)).get()
    for hour in range(0, 3 * 366 * 24, 7):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        if (
            shown.replace(tzinfo=ZoneInfo(zone), fold=0).utcoffset()
            == shown.replace(tzinfo=ZoneInfo(zone), fold=1).utcoffset()
        ):
            assert shown.replace(tzinfo=clocks).astimezone(UTC) == moment


def test_every_zone_that_is_used_is_defined_once():
    items = [
        item(),
        item(time_zone="Europe/Berlin"),
        item(time_zone="UTC"),
        item(starts_at=START - timedelta(days=900)),
    ]
    text = calendar("Events", items).decode()
    assert text.count("BEGIN:VTIMEZONE") == 2
    assert text.count("TZID:America/Chicago\r\n") == 1
    assert "DTSTART:20270504T220000Z" in text
    assert icalendar.Calendar.from_ical(text).errors == []


@hypothesis.given(LETTERS, LETTERS, LETTERS)
@hypothesis.settings(max_examples=150, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
def test_any_words_come_back_as_they_were_and_no_line_is_too_long(title, place, words):
    written = calendar(title, [item(title=title, place=place, description=words)])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    one = icalendar.Calendar.from_ical(written).events[0]
    assert str(one["SUMMARY"]) == title
    assert str(one.get("LOCATION", "")) == place
    assert str(one.get("DESCRIPTION", "")) == words


def test_a_line_is_folded_between_letters():
    line = "SUMMARY:" + "ü🧠" * 40
    assert "".join(part.removeprefix(" ") for part in folded(line).split("\r\n")) == line


def test_what_looks_like_an_entry_stays_text():
    hostile = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Forged"
    read = icalendar.Calendar.from_ical(calendar("Events", [item(title=hostile, place=hostile)]))
    assert len(read.events) == 1


def test_what_we_write_is_read_by_our_own_import():
    items = [
        item(place="Hall 1", description="Words", subjects=("Workshop",)),
        item(uid="2", is_all_day=True),
    ]
    reading = read_calendar(calendar("Events", items).decode(), zone="UTC")
    assert reading.refused == []
    assert next((entry.uid, entry.sequence, entry.time_zone) for entry in reading.entries) == (
        "one@mentornet",
        2,
        "America/Chicago",
    )
    assert reading.entries[0].occurrences[0].starts_at == START
    assert reading.entries[1].is_all_day


def test_no_address_opens_a_line_of_its_own_and_letters_of_any_script_stay_whole():
    words = "👩‍👩‍👧 مؤتمر الصحة; قاعة، ١٢ " * 30 + "\nEND:VEVENT\nBEGIN:VALARM"
    hostile = item(title=words, place=words, url="https://x.example/\r\nATTENDEE:mailto:a@x.example")
    written = calendar("Events", [hostile])
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    (read,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert str(read["SUMMARY"]) == str(read["LOCATION"]) == words
    assert "ATTENDEE" not in read
