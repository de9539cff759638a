"""A file of events is chosen, looked at, and brought in once."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mentornet.events.importing.jobs import forget_files
from mentornet.events.jobs import go_on_with_series
from mentornet.events.models import Event, EventImport, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.importing.calendar_files import calendar, event
from tests.support.applications import in_context
from tests.support.programs import make_program

FILE = calendar(
    event("SEQUENCE:0", title="<b>Calm</b> & kind"),
    event("RRULE:FREQ=WEEKLY;COUNT=3", uid="2", title="Weekly"),
    event("DTEND:20200101T000000Z", uid="3"),
)


@pytest.fixture
def program(app, cast):
    with in_context(app):
        return make_program(coordinator_id=cast.cora.id).id


@pytest.fixture
def bring(visit, cast, program):
    def bring(content=FILE, name="last year.ics", browser=None, **typed):
        data = {"program": str(program), "file": (io.BytesIO(content.encode()), name)} | typed
        return (browser or visit(cast.cora)).post(
            "/events/import", data=data, content_type="multipart/form-data"
        )

    return bring


def count(app):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(Event))


def test_a_file_is_looked_at_and_then_brought_in(app, cast, visit, bring, program):
    cora = visit(cast.cora)
    where = bring(is_publishing="y").location
    page = cora.get(where).get_data(as_text=True)
    before = count(app)
    cora.post(f"{where}/bring-in")
    after = cora.get(where).get_data(as_text=True)
    assert before == 0
    assert "<strong>2</strong> would be added" in page
    assert "The event ends before it starts." in page
    assert "Line 18" in page
    assert "2 more times" in page
    assert "Calm &amp; kind" in page
    assert "<strong>2</strong> added" in after
    with app.app_context():
        events = db.session.scalars(sa.select(Event)).all()
        assert len(events) == 4
        assert {one.program_id for one in events} == {program}
        assert {one.state for one in events} == {EventState.PUBLISHED}
        assert db.session.scalars(sa.select(EventImport)).one().content == b""


def test_a_file_is_brought_in_once_and_the_same_again_changes_nothing(app, cast, visit, bring):
    cora = visit(cast.cora)
    where = bring().location
    first, second = (cora.post(f"{where}/bring-in").status_code for _ in range(2))
    again = cora.get(bring().location).get_data(as_text=True)
    assert (first, second) == (302, 409)
    assert "<strong>2</strong> stay as they are" in again
    assert "Bring them in" not in again
    assert count(app) == 4


def test_a_preview_tells_days_where_an_event_lasts_whole_days(cast, visit, bring):
    days = [
        event("DTEND;VALUE=DATE:20260311", start="DTSTART;VALUE=DATE:20260310"),
        event("DTEND;VALUE=DATE:20260613", start="DTSTART;VALUE=DATE:20260610", uid="2"),
    ]
    with clock.frozen_at(datetime(2026, 2, 1, tzinfo=UTC)):
        page = visit(cast.cora).get(bring(calendar(*days)).location).get_data(as_text=True)
    assert "Tue, Mar 10 ·" in page
    assert "Wed, Jun 10 to Fri, Jun 12 ·" in page
    assert "00:00" not in page


def test_a_calendar_without_an_event_says_so(cast, visit, bring):
    page = visit(cast.cora).get(bring(calendar()).location).get_data(as_text=True)
    assert "No event stands in this file" in page
    assert "Bring them in" not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "Choose a file"),
        ("hello", "no column for the title"),
        (
            calendar(*[event("RRULE:FREQ=DAILY;COUNT=700", uid=str(n)) for n in range(29)]),
            "more than 20,000 events",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_at_once(app, bring, content, words):
    answer = bring(content, name="" if not content else "x.ics")
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_an_address_is_not_asked_where_it_leads_inward(cast, visit, program):
    typed = {"program": str(program), "address": "http://127.0.0.1/calendar.ics"}
    answer = visit(cast.cora).post("/events/import", data=typed)
    assert answer.status_code == 422
    assert "private network" in answer.get_data(as_text=True)


def test_a_feed_of_our_own_can_be_fetched_where_that_is_allowed(app, cast, visit, program, address):
    app.config["FETCHES_FROM_ITSELF"] = True
    try:
        typed = {"program": str(program), "address": f"{address}/events.ics"}
        answer = visit(cast.cora).post("/events/import", data=typed)
    finally:
        del app.config["FETCHES_FROM_ITSELF"]
    assert answer.status_code == 302


def test_nobody_elses_program_can_be_chosen(app, cast, visit, bring):
    with in_context(app):
        other = make_program("other", coordinator_id=cast.olga.id).id
    assert bring(program=str(other)).status_code == 422


def test_a_file_that_nobody_came_back_for_is_thrown_away(app, bring):
    bring()
    with in_context(app), clock.frozen_at(clock.now() + timedelta(days=8)):
        forget_files()
    with app.app_context():
        assert db.session.scalars(sa.select(EventImport)).all() == []


def test_the_way_there_is_shown_to_those_who_may(cast, visit, program):
    def link(browser):
        return re.search(r'href="/events/import"', browser.get("/events").get_data(as_text=True))

    assert link(visit(cast.cora))
    assert not link(visit(cast.ben))
    assert not link(visit())


def test_a_series_without_an_end_goes_on_and_its_file_adds_nothing_again(app, cast, visit, bring):
    endless = calendar(event("RRULE:FREQ=MONTHLY", uid="3", title="Monthly"))
    cora = visit(cast.cora)
    cora.post(f"{bring(endless, is_publishing='y').location}/bring-in")
    stood = count(app)
    with app.app_context():
        last = db.session.scalars(sa.select(Event).order_by(Event.starts_at.desc()).limit(1)).one()
        page = cora.get(f"/events/{last.id}").get_data(as_text=True)
        later = last.starts_at - timedelta(days=200)
    with in_context(app), clock.frozen_at(later):
        go_on_with_series()
    went_on = count(app)
    preview = cora.get(bring(endless, is_publishing="y").location).get_data(as_text=True)
    assert "Every month, without an end" in page
    assert 4 <= went_on - stood <= 6
    assert "<strong>1</strong> stays as it is" in preview
    with app.app_context():
        days = [moment.astimezone(UTC).day for moment in db.session.scalars(sa.select(Event.starts_at)).all()]
    assert len(days) == went_on
    assert len(set(days)) == 1
