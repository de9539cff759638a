"""The list of events, one event, and how it is announced."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events import queries
from mentornet.events.models import Audience, Event, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.programs.models import Intake, Side
from tests.events.doors import TYPED, make_event
from tests.support.applications import in_context
from tests.support.programs import make_enrolment, make_program


def read(browser, address):
    return browser.get(address).get_data(as_text=True)


def test_a_stranger_reads_what_is_ahead_by_months_and_what_is_past_below(app, visit):
    with in_context(app):
        make_event("Spring fair", starts_at=datetime(2099, 4, 2, 15, tzinfo=UTC))
        make_event("Long ago", starts_at=clock.now() - timedelta(days=40))
        make_event("Secret", state=EventState.DRAFT)

    page = read(visit(), "/events")

    assert page.index("April 2099") < page.index("Spring fair") < page.index("Past") < page.index("Long ago")
    assert "Secret" not in page


def test_an_empty_list_says_what_will_be_there(visit):
    assert "No event is planned just now" in read(visit(), "/events")


def test_the_list_is_narrowed_by_kind_topic_and_place(app, visit):
    with in_context(app):
        make_event("Calm", topics=["de-escalation"], is_online=True)
        make_event("Prep", kind_slug="study-group", topics=["certification-prep"])

    browser = visit()

    assert "Prep" not in read(browser, "/events?topic=de-escalation")
    assert "Calm" not in read(browser, "/events?kind=study-group")
    assert "Prep" not in read(browser, "/events?where=online")
    both = read(browser, "/events?topic=%25&kind=nonsense&where=moon")
    assert "Calm" in both
    assert "Prep" in both


def test_times_are_the_readers_own_with_the_events_behind(app, cast, visit):
    with in_context(app):
        event = make_event(starts_at=datetime(2099, 1, 15, 0, tzinfo=UTC)).id
        db.session.get_one(Account, cast.ben.id).time_zone = "America/Los_Angeles"

    ben, stranger = read(visit(cast.ben), f"/events/{event}"), read(visit(), f"/events/{event}")

    assert "Wed, Jan 14, 2099, 16:00 PST" in ben
    assert "Wed, Jan 14, 2099, 18:00 CST there" in ben
    assert "18:00 CST" in stranger
    assert "there)" not in stranger


def test_an_event_for_a_program_is_for_those_in_it(app, cast, visit):
    with in_context(app):
        program = make_program(intake=Intake.INVITATION)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        event = make_event("Ours", program_id=program.id, audience=Audience.PROGRAM).id

    assert "Ours" in read(visit(cast.ben), "/events")
    assert "Ours" in read(visit(cast.root), "/events")
    assert "Ours" not in read(visit(cast.drew), "/events")
    assert visit(cast.drew).get(f"/events/{event}").status_code == 404
    with app.app_context():
        assert [e.title for e in queries.next_events(db.session.get_one(Account, cast.ben.id))] == ["Ours"]
        assert queries.next_events(None) == []


@pytest.fixture
def cora(app, cast, visit):
    with in_context(app):
        make_program(coordinator_id=cast.cora.id)
    return visit(cast.cora)


@pytest.fixture
def typed(app, cora):
    with app.app_context():
        from mentornet.programs.queries import get_program

        return TYPED | {"program": str(get_program("rungs").id)}


def test_a_coordinator_announces_publishes_and_cancels(app, cora, typed, visit):
    where = cora.post("/events/new", data=typed | {"topics": ["de-escalation"]}).location
    draft = visit().get(where).status_code
    cora.post(f"{where}/publish")
    seen = read(visit(), where)
    twice = cora.post(f"{where}/publish").status_code
    cora.post(f"{where}/cancel")

    assert draft == 404
    assert "Night school" in seen
    assert "De-escalation" in seen
    assert twice == 409
    assert "This event is cancelled." in read(visit(), where)
    assert "Cancelled" in read(visit(), "/events")
    with app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        assert event.starts_at == datetime(2099, 5, 4, 23, tzinfo=UTC)


def test_an_edit_shows_the_events_own_hours_and_keeps_them(app, cora, typed):
    where = cora.post("/events/new", data=typed).location

    page = read(cora, f"{where}/edit")
    cora.post(f"{where}/edit", data=typed | {"title": "Day school"})

    assert 'value="18:00"' in page
    with app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        assert (event.title, event.starts_at) == ("Day school", datetime(2099, 5, 4, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_time": "17:00"}, "The event ends before it starts."),
        (
            {"starts_on": "2027-03-14", "starts_time": "02:30"},
            "clocks there go forward and 02:30 does not exist",
        ),
        ({"time_zone": "Mars/Olympus"}, "Not a valid choice"),
        ({"is_online": ""}, "Say where it takes place, or that it is online."),
        ({"website": "javascript:alert(1)"}, "beginning with https://"),
        ({"kind_slug": "party"}, "Not a valid choice"),
    ],
)
def test_an_event_that_cannot_be_keeps_what_was_typed(cora, typed, wrong, sentence):
    data = {name: value for name, value in (typed | wrong).items() if value}

    answer = cora.post("/events/new", data=data)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Night school"' in page
