"""Are tables of events and lists of conferences read, whoever wrote them?"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from mentornet.events.importing.entries import ImportRefused
from mentornet.events.importing.reading import read_file

HOME = "America/New_York"


def read(text):
    return read_file(text.encode() if isinstance(text, str) else text, zone=HOME)


def first(text):
    reading = read(text)
    assert reading.refused == []
    return reading.entries[0].occurrences[0]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("title,start,end", "Calm,2027-05-04 18:00,2027-05-04 20:00"),
        ("Name;Start date;Start time;End time", "Calm;5/4/2027;6 pm;8 PM"),
        (
            "Subject,Start Date,Start Time,End Date,End Time,All Day Event",
            "Calm,05/04/2027,6:00 PM,05/04/2027,8:00 PM,False",
        ),
        ("Event\tDate\tTime\tDuration (minutes)", "Calm\tMay 4, 2027\t18:00\t120"),
        ("what,when,until", "Calm,2027-05-04T18:00:00,2027-05-04T20:00:00"),
        ("what,when,hours,duration hours", "Calm,Tuesday May 4 2027 at 6:00 pm,x,2"),
        ("summary,dtstart,dtend", "Calm,20270504T220000Z,20270505T000000Z"),
        ("title,date,time,end time,time zone", "Calm,2027-05-04,17:00,19:00,Central Time (US)"),
        ("title,date,time,end time", "Calm,4 May 2027,3 pm PT,3:00 pm"),
    ],
)
def test_days_and_hours_are_read_as_people_write_them(heading, cells):
    one = first(f"{heading}\n{cells}\n")
    assert one.words.title == "Calm"
    assert one.starts_at == datetime(2027, 5, 4, 22, tzinfo=UTC)


def test_a_table_whose_days_come_first_is_known_by_its_other_rows():
    reading = read("title,date\nOne,04/05/2027\nTwo,25/05/2027\n")
    assert [entry.occurrences[0].starts_at.month for entry in reading.entries] == [5, 5]
    assert reading.entries[0].is_all_day


def test_a_row_says_all_that_an_event_has():
    reading = read(
        "title,start,end,place,city,url,kind,topics,description,contact hours,capacity,cost,organizer,status,uid,sequence\n"
        'Calm,2027-05-04,2027-05-06,Hall 1,Austin,calm.example/go,Workshop,De-escalation; Ethics,"Two\nlines",1.5,40,'
        "$20,NAMI,cancelled,abc,4\n"
    )
    entry = reading.entries[0]
    words = entry.occurrences[0].words
    assert entry.is_cancelled
    assert (entry.uid, entry.sequence) == ("abc", 4)
    assert entry.occurrences[0].ends_at - entry.occurrences[0].starts_at == timedelta(days=3)
    assert (words.place, words.website, words.host, words.cost) == (
        "Hall 1, Austin",
        "https://calm.example/go",
        "NAMI",
        "$20",
    )
    assert words.subjects == ("Workshop", "De-escalation", "Ethics")
    assert (words.contact_minutes, words.capacity, words.description) == (90, 40, "Two\nlines")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",2027-05-04,,,,", "no title"),
        ("Calm,,,,,", "nowhere on which day"),
        ("Calm,soon,,,,", "“soon” under “start” is no day"),
        ("Calm,2027-02-30,,,,", "no calendar has"),
        ("Calm,2027-05-04 18:00,2027-05-04 17:00,,,", "ends before it starts"),
        ("Calm,2027-05-06,2027-05-04,,,", "ends before it starts"),
        ("Calm,2027-03-14 02:30,,,,", "does not exist"),
        ("Calm,2027-05-04 25:00,,,,", "no calendar has"),
        ("Calm,5/4/2027 25:00,,,,", "no time of day"),
        ("Calm,2027-05-04 18:00,,Mars/Olympus,,", "no time zone"),
        ("Calm,2027-05-04,,,many,", "no number of seats"),
        ("Calm,2027-05-04,,,0,", "no number of seats"),
        ("Calm,2027-05-04,,,,lots", "no number of hours"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line(row, words):
    reading = read(
        f"title,start,end,zone,capacity,contact hours\nFine,2027-05-04,,,,\n{row}\nFine too,2027-05-05,,,,\n"
    )
    assert [entry.title for entry in reading.entries] == ["Fine", "Fine too"]
    assert reading.refused[0].place == "line 3"
    assert words in reading.refused[0].reason


def test_a_table_of_a_million_rows_is_refused():
    with pytest.raises(ImportRefused, match="more than 20,000 rows"):
        read("title,start\n" + "a,2027-05-04\n" * 100_000)


def test_a_table_of_something_else_is_refused():
    with pytest.raises(ImportRefused, match="no column for the title"):
        read("name,age\nAda,3\n")


def test_a_list_of_conferences_is_read_as_whole_days_elsewhere():
    listed = [
        {
            "name": "Calm Con",
            "url": "https://calm.example",
            "startDate": "2027-05-04",
            "endDate": "2027-05-06",
        }
        | {"city": "Austin", "country": "U.S.A.", "online": False, "cfpUrl": "https://calm.example/cfp"},
        {"name": "Day", "startDate": "2027-05-04", "endDate": "2027-05-04", "online": True},
        {"name": "Backwards", "startDate": "2027-05-04", "endDate": "2027-05-03"},
        {"startDate": "2027-05-04"},
        "nothing",
        {"name": "When", "startDate": 4},
    ]
    reading = read(json.dumps(listed))
    con, day = reading.entries
    assert con.is_elsewhere
    assert con.is_all_day
    assert con.occurrences[0].ends_at - con.occurrences[0].starts_at == timedelta(days=3)
    assert con.occurrences[0].words.place == "Austin, U.S.A."
    assert "https://calm.example/cfp" in con.occurrences[0].words.description
    assert day.occurrences[0].words.is_online
    assert day.occurrences[0].ends_at - day.occurrences[0].starts_at == timedelta(days=1)
    assert [one.place for one in reading.refused] == ["entry 3", "entry 4", "entry 5", "entry 6"]
