"""The organizer's editor, the public programme, and one's own agenda."""

from __future__ import annotations

import pytest

from mentornet.events.conferences import queries, services
from mentornet.events.queries import get_event
from tests.events.conferences.scenes import a_conference, a_session, come, room
from tests.events.doors import TYPED, make_event
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context
from tests.support.statements import counted_statements

BUSY, WRONG = 409, 422


def read(browser, address):
    return browser.get(address).get_data(as_text=True)


@pytest.fixture
def conference(app, cast):
    """A conference with a session in the hall at nine; its address, and what an organizer would type."""
    with in_context(app):
        event = a_conference(cast)
        a_session(
            event, "Calm voices", cast, room_id=room(event, "Hall"), speakers=event.speakers[:1], capacity=1
        )
        come(event, cast.ada, cast.ben)
        typed = {
            "title": "The next rung",
            "kind": "workshop",
            "description": "Bring a pen.",
            "day": event.starts_at.date().isoformat(),
            "starts_time": "09:30",
            "ends_time": "10:30",
            "room": str(room(event, "Studio")),
            "track": "0",
            "capacity": "",
        }
        hall, gil = str(room(event, "Hall")), str(event.speakers[0].id)
        return f"/events/{event.id}", typed, hall, gil


def add(browser, base, typed, **more):
    return browser.post(f"{base}/programme/sessions/new", data=typed | more)


def test_a_refusal_of_the_whole_form_is_one_thing_to_mend(cast, visit, conference):
    base, *_ = conference
    cora = visit(cast.cora)
    program = (
        cora.get(f"{base}/edit")
        .get_data(as_text=True)
        .split('id="program"')[1]
        .split('value="')[1]
        .split('"')[0]
    )
    answer = cora.post(f"{base}/edit", data=TYPED | {"program": program})
    page = answer.get_data(as_text=True)
    assert answer.status_code == WRONG
    assert "outside these times" in page
    assert "One thing to mend" in page


def test_the_organizer_adds_a_session_beside_another(cast, visit, conference):
    base, typed, *_ = conference
    assert add(visit(cast.cora), base, typed).status_code == 302
    page = read(visit(), f"{base}/programme")
    assert "The next rung" in page
    assert "09:30 to 10:30" in page
    assert '<th scope="col">Studio</th>' in page
    assert "Times are by the clocks of the place (Central Time)." in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"starts_time": "08:00"}, "The conference begins on"),
        ({"ends_time": "09:00"}, "ends before it starts"),
        ({"day": "2020-01-01"}, "The conference is not on that day"),
        ({"day": ""}, "Choose the day as well"),
        ({"starts_time": ""}, "Say at what time"),
        ({"capacity": "0"}, "Give at least one seat"),
        ({"capacity": "9" * 9}, "seats at most"),
        ({"capacity": "9" * 30}, "too large to be meant"),
        ({"title": " "}, "Give the session a title"),
        ({"room": "9999"}, "This is not among the choices."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    cast, visit, conference, more, sentence
):
    base, typed, *_ = conference
    answer = add(visit(cast.cora), base, typed, **more)
    page = answer.get_data(as_text=True)
    assert answer.status_code == WRONG
    assert sentence in page
    assert "Bring a pen." in page
    assert 'aria-invalid="true"' in page


def test_two_in_one_room_two_rooms_at_once_and_a_speaker_in_two_places_are_refused(cast, visit, conference):
    base, typed, hall, gil = conference
    cora = visit(cast.cora)
    assert "“Calm voices” is in Hall then" in add(cora, base, typed, room=hall).get_data(as_text=True)
    both = add(cora, base, typed, room=[hall, typed["room"]]).get_data(as_text=True)
    assert "A session is in one room at a time" in both
    told = add(cora, base, typed, speakers=[gil]).get_data(as_text=True)
    assert "Gil Guest speaks at “Calm voices” then" in told


def test_a_session_without_a_day_is_a_draft_that_only_organizers_see(cast, visit, conference):
    base, typed, *_ = conference
    cora = visit(cast.cora)
    add(cora, base, typed, day="", starts_time="", ends_time="")
    assert "Without a time" in read(cora, f"{base}/programme/edit")
    assert "The next rung" not in read(visit(), f"{base}/programme")


def test_rooms_are_added_on_the_page_and_refused_there(cast, visit, conference):
    base, *_ = conference
    cora = visit(cast.cora)
    assert cora.post(f"{base}/programme/rooms", data={"rooms-name": "Quiet room"}).status_code == 302
    again = cora.post(f"{base}/programme/rooms", data={"rooms-name": "quiet room"})
    assert again.status_code == WRONG
    assert "quiet room is there already" in again.get_data(as_text=True)


def test_a_reader_far_away_sees_their_own_hours_beside(app, cast, visit, conference):
    base, *_ = conference
    with in_context(app):
        account_of(cast.ben).time_zone = "Asia/Tokyo"
    page = read(visit(cast.ben), f"{base}/programme?view=list")
    assert "(yours: " in page
    assert "with yours beside them" in page
    assert "<table" not in page


def test_an_agenda_is_starred_together_and_says_what_clashes(app, cast, visit, conference):
    base, typed, *_ = conference
    add(visit(cast.cora), base, typed)
    ben = visit(cast.ben)
    assert "Nothing in your agenda yet" in read(ben, f"{base}/agenda")
    first = int(base.rpartition("/")[2])
    with app.app_context():
        ids = [one.id for one in queries.sessions_of(get_event(first))]
    for number in ids:
        back = ben.post(f"{base}/programme/sessions/{number}/star", data={"next": f"{base}/agenda"})
        assert back.location.endswith(f"{base}/agenda")
    page = read(ben, f"{base}/agenda")
    assert (
        "“Calm voices” (09:00 to 10:00) and “The next rung” (09:30 to 10:30) are on at the same time" in page
    )
    ada = visit(cast.ada)
    assert "Full" in read(ada, f"{base}/programme")
    full = ada.post(f"{base}/programme/sessions/{ids[0]}/star")
    assert full.status_code == BUSY
    ben.post(f"{base}/programme/sessions/{ids[0]}/unstar")
    assert "at the same time" not in read(ben, f"{base}/agenda")
    assert "begins with a seat" in read(visit(cast.drew), f"{base}/agenda")


def test_the_page_of_the_event_leads_to_its_programme(app, cast, visit, conference):
    base, *_ = conference
    assert f'href="{base}/programme"' in read(visit(), base)
    with in_context(app):
        bare = make_event("Bare").id
    assert "See the programme" not in read(visit(), f"/events/{bare}")
    assert "No session has its time yet" in read(visit(), f"/events/{bare}/programme")


def test_a_long_programme_asks_no_more_of_the_database_than_a_short_one(app, cast, visit, conference):
    base, *_ = conference
    ben = visit(cast.ben)
    read(ben, f"{base}/programme")
    with app.app_context(), counted_statements() as few:
        read(ben, f"{base}/programme")
    with in_context(app):
        event = get_event(int(base.rpartition("/")[2]))
        for number in range(12):
            one = a_session(event, f"Session {number}", cast, hour=1 + number, room_id=room(event, "Studio"))
            services.star_session(one, by=account_of(cast.ben))
    with app.app_context(), counted_statements() as many:
        read(ben, f"{base}/programme")
    assert len(many) <= len(few)
