"""What does `import-events` bring in, and what does it leave?"""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.models import Audience, Event, EventSort, EventState
from mentornet.events.services import edit_event
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.importing.calendar_files import calendar, event
from tests.support.applications import in_context
from tests.support.programs import make_program


@pytest.fixture
def run(app, cast, scratch):
    """Bring in a file of this text and return what the command said, and its exit status."""

    def run(text, *options, name="last year.ics"):
        path = scratch / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = app.test_cli_runner().invoke(args=["import-events", str(path), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def counts(run):
    """Bring in a calendar of these entries and return the numbers."""

    def counts(*parts, options=()):
        result = run(calendar(*parts), "--json", *options)
        return json.loads(result.stdout)

    return counts


def events(app):
    with app.app_context():
        found = db.session.scalars(sa.select(Event).order_by(Event.starts_at, Event.id)).all()
        db.session.expunge_all()
        return found


def numbers(outcome):
    return outcome["added"], outcome["updated"], outcome["unchanged"], len(outcome["refused"])


def test_entries_come_in_as_drafts_of_the_first_administrator(app, cast, run):
    result = run(calendar(event("CATEGORIES:Webinar", "DTEND:20270504T190000Z")))
    one = events(app)[0]
    assert result.exit_code == 0
    assert "last year.ics: 1 added, 0 updated, 0 unchanged, 0 refused." in result.stdout
    assert "They are drafts." in result.stdout
    assert (one.title, one.kind_slug, one.uid) == ("Calm on the unit", "webinar", "one@calm.example")
    assert (one.state, one.organizer_id, one.sort) == (EventState.DRAFT, cast.root.id, EventSort.OURS)


def test_the_same_file_again_adds_nothing_even_with_changes_that_it_does_not_count(app, counts):
    parts = [event("SEQUENCE:1"), event(uid=""), event("RRULE:FREQ=WEEKLY;COUNT=3", uid="3")]
    assert numbers(counts(*parts)) == (3, 0, 0, 0)
    assert numbers(counts(*parts)) == (0, 0, 3, 0)
    assert numbers(counts(event("SEQUENCE:1", title="Other"))) == (0, 0, 1, 0)
    assert numbers(counts(event("SEQUENCE:0", title="Other"))) == (0, 0, 1, 0)
    assert len(events(app)) == 5


def test_a_higher_sequence_updates_and_a_cancellation_cancels(app, counts):
    counts(event("SEQUENCE:1"), options=["--publish"])
    changed = counts(event("SEQUENCE:2", title="New name"))
    named = events(app)[0].title
    cancelled = counts(event("SEQUENCE:3", "STATUS:CANCELLED"))
    again = counts(event("SEQUENCE:3", "STATUS:CANCELLED"))
    revived = counts(event("SEQUENCE:4"))
    assert (named, numbers(changed), numbers(cancelled)) == ("New name", (0, 1, 0, 0), (0, 1, 0, 0))
    assert numbers(again) == (0, 0, 1, 0)
    assert "was cancelled here and stays so" in revived["refused"][0]["reason"]
    assert [one.state for one in events(app)] == [EventState.CANCELLED]


def test_a_file_that_does_not_count_updates_unless_it_says_that_it_is_older(app, counts):
    counts(event("LAST-MODIFIED:20260601T000000Z"))
    older = counts(event("LAST-MODIFIED:20260501T000000Z", title="Older"))
    newer = counts(event("LAST-MODIFIED:20260701T000000Z", title="Newer"))
    assert numbers(older) == (0, 0, 1, 0)
    assert numbers(newer) == (0, 1, 0, 0)
    assert events(app)[0].title == "Newer"


def test_an_update_leaves_what_the_file_does_not_say_as_people_made_it(app, cast, counts):
    counts(event("SEQUENCE:1", "LOCATION:Hall 1"), options=["--publish"])
    ours: dict[str, Any] = {
        "capacity": 20,
        "contact_minutes": 30,
        "audience": Audience.INVITATION,
        "kind_slug": "conference",
        "video_link": "https://video.example/ours",
        "cost": "Free",
    }
    with in_context(app):
        edit_event(db.session.scalars(sa.select(Event)).one(), by=cast.root, **ours)
    assert numbers(counts(event("SEQUENCE:2", "LOCATION:Hall 2", title="New name"))) == (0, 1, 0, 0)
    one = events(app)[0]
    assert (one.title, one.place) == ("New name", "Hall 2")
    assert {name: getattr(one, name) for name in ours} == ours


def test_what_is_cancelled_and_unknown_is_passed_over(app, counts):
    assert numbers(counts(event("STATUS:CANCELLED"))) == (0, 0, 1, 0)
    assert events(app) == []


def test_two_entries_of_one_name_are_changes_of_one_or_refused(app, counts):
    counted = [event("SEQUENCE:0"), event("SEQUENCE:1", title="Second")]
    other = [event(uid="b"), event(uid="b"), event(uid="b", title="Another")]
    assert numbers(counts(*counted)) == (1, 1, 0, 0)
    assert numbers(counts(*counted)) == (0, 0, 2, 0)
    outcome = counts(*other)
    assert numbers(outcome) == (1, 0, 1, 1)
    assert "that of the entry at line 2" in outcome["refused"][0]["reason"]
    assert [one.title for one in events(app)] == ["Second", "Calm on the unit"]


def test_a_series_is_one_entry_whose_times_change_and_go(app, counts):
    def weekly(sequence, *lines):
        return event(f"SEQUENCE:{sequence}", "RRULE:FREQ=WEEKLY;COUNT=3", *lines)

    counts(weekly(0), options=["--publish"])
    changed = counts(weekly(1, "EXDATE:20270511T180000Z", "LOCATION:Hall 2"))
    there = events(app)
    assert numbers(changed) == (0, 1, 0, 0)
    assert [(one.state, one.place) for one in there] == [
        (EventState.PUBLISHED, "Hall 2"),
        (EventState.CANCELLED, ""),
        (EventState.PUBLISHED, "Hall 2"),
    ]
    assert len({one.series_id for one in there}) == 1
    assert there[0].series_id is not None


def test_drafts_brought_in_before_are_shown_by_publish(app, counts):
    counts(event())
    shown = counts(event(), options=["--publish"])
    again = counts(event(), options=["--publish"])
    assert (numbers(shown), numbers(again)) == ((0, 1, 0, 0), (0, 0, 1, 0))
    assert events(app)[0].state is EventState.PUBLISHED


def test_a_preview_says_the_same_and_writes_nothing(app, run, counts):
    counts(event("SEQUENCE:0", uid="known"))
    parts = [event("SEQUENCE:1", uid="known", title="New"), event(), event(start="DTSTART:never", uid="bad")]
    preview = run(calendar(*parts), "--preview")
    asked = counts(*parts, options=["--preview"])
    assert numbers(asked) == (1, 1, 0, 1)
    assert "would be 1 added, 1 updated, 0 unchanged, 1 refused" in preview.stdout
    assert "added: Calm on the unit (line 8)" in preview.stdout
    assert [one.title for one in events(app)] == ["Calm on the unit"]
    assert numbers(counts(*parts)) == numbers(asked)


def test_only_a_file_of_which_nothing_can_be_read_ends_with_1(run, scratch, app):
    good, bad = event(), event(start="DTSTART:never", uid="bad")
    assert run(calendar(good, bad)).exit_code == 0
    assert run(calendar()).exit_code == 0
    assert run(calendar(bad)).exit_code == 1
    junk = run(b"\x00\x01", "--json")
    missing = app.test_cli_runner().invoke(args=["import-events", str(scratch / "none.ics"), "--json"])
    assert (junk.exit_code, missing.exit_code) == (1, 1)
    assert json.loads(junk.stdout)["refused"][0]["place"] == "last year.ics"
    assert "cannot be opened" in json.loads(missing.stdout)["refused"][0]["reason"]


def test_a_coordinator_brings_in_for_the_own_program_and_changes_no_others(app, cast, run):
    with in_context(app):
        program_id = make_program(coordinator_id=cast.cora.id).id
        make_program("other", coordinator_id=cast.olga.id)
    run(calendar(event()), "--as", cast.cora.email)
    foreign = run(calendar(event(title="Mine now")), "--as", cast.olga.email, "--json")
    assert [(one.program_id, one.title) for one in events(app)] == [(program_id, "Calm on the unit")]
    assert "belongs to a program that you do not run" in json.loads(foreign.stdout)["refused"][0]["reason"]


def test_who_may_not_announce_brings_nothing_in(app, cast, run):
    for options in (["--as", cast.drew.email], ["--as", "nobody@people.example"], ["--program", "none"]):
        result = run(calendar(event()), *options)
        assert result.exit_code == 2
    with in_context(app):
        db.session.get_one(Account, cast.root.id).disabled_at = clock.now()
    assert "no administrator yet" in run(calendar(event())).stderr
    assert events(app) == []


def test_a_table_and_a_list_of_conferences_come_in_too(app, run):
    table = "title,start,end,kind,topics\nCalm,2027-05-04 18:00,2027-05-04 20:00,Webinar,De-escalation and restraint reduction\n"
    listed = '[{"name": "Con", "startDate": "2027-05-01", "endDate": "2027-05-03", "city": "Austin"}]'
    assert run(table, name="last year.csv").exit_code == 0
    assert run(listed, name="conferences.json").exit_code == 0
    con, calm = events(app)
    assert (calm.kind_slug, calm.topics) == ("webinar", ["de-escalation"])
    assert (con.kind_slug, con.sort, con.is_all_day, con.place) == (
        "conference",
        EventSort.TRACKED,
        True,
        "Austin",
    )
