"""Is an entry of a calendar read as its writer meant it, whatever program that was?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mentornet.accounts.zones import is_offered
from mentornet.foundation import clock
from tests.events.importing.calendar_files import event, only, refusal

CUSTOM = """BEGIN:VTIMEZONE
TZID:Our own
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("America/New_York", 14),
        ("america/new_york", 14),
        ("US/Eastern", 14),
        ("Eastern Standard Time", 14),
        ("W. Europe Standard Time", 8),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', 14),
        ("(UTC-06:00) Central Time (US & Canada)", 15),
        ("/freeassociation.sourceforge.net/Europe/Berlin", 8),
        ("/mozilla.org/20050126_1/America/New_York", 14),
        ("PST8PDT", 17),
        ("EST", 14),
        ("GMT+0200", 8),
        ("UTC", 10),
        ("Our own", 14),
    ],
)
def test_a_zone_is_known_by_its_odd_names(zone, hour):
    entry = only(CUSTOM, event(start=f"DTSTART;TZID={zone}:20270704T100000"))
    assert entry.occurrences[0].starts_at == datetime(2027, 7, 4, hour, tzinfo=UTC)
    assert is_offered(entry.time_zone)


def test_a_zone_that_does_not_exist_is_refused_with_its_line():
    refused = refusal(start="DTSTART;TZID=Mars/Olympus:20270704T100000")
    assert refused.place == "line 5"
    assert "“Mars/Olympus” is no time zone" in refused.reason


def test_a_time_without_a_zone_is_the_calendars_or_the_readers():
    floating = event(start="DTSTART:20270704T100000")
    assert only(floating).occurrences[0].starts_at.hour == 15
    own = only(floating, head="X-WR-TIMEZONE:America/New_York")
    assert own.occurrences[0].starts_at.hour == 14
    assert own.time_zone == "America/New_York"


def test_a_time_that_clocks_skip_is_refused():
    refused = refusal(start="DTSTART;TZID=America/New_York:20270314T023000")
    assert "clocks there go forward and 02:30 does not exist" in refused.reason


def test_a_whole_day_ends_at_midnight_after_it():
    day = only(event(start="DTSTART;VALUE=DATE:20270704"))
    days = only(event("DTEND;VALUE=DATE:20270707", start="DTSTART;VALUE=DATE:20270704"))
    same = only(event("DTEND;VALUE=DATE:20270704", start="DTSTART;VALUE=DATE:20270704"))
    assert day.is_all_day
    assert day.occurrences[0].ends_at - day.occurrences[0].starts_at == timedelta(days=1)
    assert days.occurrences[0].ends_at - days.occurrences[0].starts_at == timedelta(days=3)
    assert same.occurrences == day.occurrences


def test_what_has_no_end_lasts_as_it_says_or_an_hour():
    def lasts(*lines):
        one = only(event(*lines)).occurrences[0]
        return (one.ends_at - one.starts_at).total_seconds() / 60

    assert lasts() == 60
    assert lasts("DURATION:PT90M") == 90
    assert lasts("DTEND:20270504T180000Z") == 60
    assert lasts("DTEND:20270504T183000Z") == 30


@pytest.mark.parametrize(
    ("lines", "words", "place"),
    [
        (["DTEND:20270504T170000Z"], "ends before it starts", "line 6"),
        (["DURATION:-PT1H"], "ends before it starts", "line 6"),
        (["DURATION:soon"], "no length of time", "line 6"),
        (["DTEND:tomorrow"], "no date or time", "line 6"),
        (["DTEND:20290504T170000Z"], "longer than a year", "line 6"),
        (["RRULE:FREQ=SOMETIMES"], "no rule to repeat by", "line 6"),
        (["RRULE:FREQ=DAILY;INTERVAL=0"], "no rule to repeat by", "line 6"),
        (["RRULE:FREQ=DAILY;BYDAY=XX"], "no rule to repeat by", "line 6"),
        (["RRULE:FREQ=SECONDLY"], "daily at most", "line 6"),
        (["RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20270504T180000Z"], "taken out", "line 2"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(lines, words, place):
    refused = refusal(*lines)
    assert words in refused.reason
    assert refused.place == place


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("DTSTART:20270231T100000", "no calendar has"),
        ("DTSTART:20270504T250000", "no calendar has"),
        ("DTSTART:17760704T100000Z", "from 1970 to 2100"),
        ("COMMENT:when", "nowhere when it starts"),
        ("DTSTART:", "no date or time"),
    ],
)
def test_a_start_that_is_none_is_refused(start, words):
    assert words in refusal(start=start).reason


def test_a_series_keeps_its_hour_over_the_clock_change_and_its_changes():
    master = event(
        "DTEND;TZID=America/New_York:20261020T190000",
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "EXDATE;TZID=America/New_York:20261027T180000",
        "RDATE;TZID=America/New_York:20261225T180000",
        start="DTSTART;TZID=America/New_York:20261020T180000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=America/New_York:20261103T180000",
        start="DTSTART;TZID=America/New_York:20261104T200000",
        title="A day later",
    )
    gone = event(
        "RECURRENCE-ID:20261110T230000Z", "STATUS:CANCELLED", start="DTSTART:20261110T230000Z", title=""
    )
    entry = only(moved, master, gone)
    starts = [one.starts_at.strftime("%m-%d %H") for one in entry.occurrences]
    assert starts == ["10-20 22", "11-05 01", "11-10 23", "11-17 23", "12-25 23"]
    assert [one.words.title for one in entry.occurrences][1] == "A day later"
    assert [one.is_cancelled for one in entry.occurrences] == [False, False, True, False, False]
    assert len({one.key for one in entry.occurrences}) == 5


def test_a_series_without_an_end_is_read_to_the_end_of_next_year():
    with clock.frozen_at(datetime(2026, 11, 23, tzinfo=UTC)):
        entry = only(event("RRULE:FREQ=MONTHLY", start="DTSTART:20150105T100000Z"))
    assert entry.is_endless
    assert entry.occurrences[0].starts_at == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert len(entry.occurrences) == 24


def test_a_rule_that_never_comes_true_costs_nothing_and_leaves_the_first_day():
    assert len(only(event("RRULE:FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30")).occurrences) == 1
    assert len(only(event("RRULE:FREQ=DAILY;COUNT=999999")).occurrences) <= 731


def test_an_entry_without_a_name_gets_the_same_one_each_time():
    first, second = only(event(uid="")), only(event(uid=""))
    assert first.uid == second.uid
    assert first.uid != only(event(uid="", title="Something else")).uid


def test_html_becomes_text_and_a_meeting_is_kept_from_the_public():
    entry = only(
        event(
            "DESCRIPTION:<p>Calm &amp\\; kind</p><ul><li>one</li></ul><script>alert(1)</script>"
            "<p>https://us02web.zoom.us/j/123?pwd=x</p>",
            "LOCATION:https://zoom.us/j/123",
            "URL:https://calm.example/event",
            "CATEGORIES:Workshop,De-escalation",
        )
    )
    words = entry.occurrences[0].words
    assert words.description == "Calm & kind\n\n- one\n(link for those registered)"
    assert (words.place, words.is_online) == ("", True)
    assert words.video_link == "https://zoom.us/j/123"
    assert words.website == "https://calm.example/event"
    assert words.subjects == ("Workshop", "De-escalation")


def test_counts_of_changes_and_cancellations_are_read():
    entry = only(event("SEQUENCE:3", "STATUS:CANCELLED", "LAST-MODIFIED:20270101T000000Z"))
    assert (entry.sequence, entry.is_cancelled) == (3, True)
    assert entry.stamped_at == datetime(2027, 1, 1, tzinfo=UTC)
    assert only(event()).sequence is None
    assert only(event(), head="METHOD:CANCEL").is_cancelled


def test_a_series_of_many_hours_a_day_is_refused():
    hours = ",".join(map(str, range(24)))
    assert "repeats 24 times a day" in refusal(f"RRULE:FREQ=DAILY;BYHOUR={hours}").reason
    assert len(only(event("RRULE:FREQ=WEEKLY;COUNT=6;BYHOUR=9,18")).occurrences) == 6


@pytest.mark.parametrize("name", ["RDATE", "EXDATE"])
def test_a_list_of_days_that_fills_the_file_is_refused_before_it_is_read(name):
    days = ",".join(["20270511T180000Z"] * 2_501)
    refused = refusal("RRULE:FREQ=WEEKLY;COUNT=3", f"{name}:{days}", f"{name}:{days}")
    assert refused.reason == "The entry lists more than 5,000 days. Keep those from this year on."
    assert refused.place.lower().startswith("line ")
