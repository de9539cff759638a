"""How does a day stand in a table, and which sessions clash?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mentornet.events.conferences import rules
from mentornet.events.conferences.hours import Hours
from mentornet.events.models import ConferenceRoom, ConferenceSession, Event

ZONE = "America/Chicago"
NINE = datetime(2027, 1, 8, 15, tzinfo=UTC)
HALL, STUDIO = (
    ConferenceRoom(id=number, name=name, position=number) for number, name in ((1, "Hall"), (2, "Studio"))
)


def session(number: int, room: ConferenceRoom | None, begins: float, ends: float) -> ConferenceSession:
    """Return a session of these hours after nine."""
    return ConferenceSession(
        id=number,
        title=f"Session {number}",
        room=room,
        room_id=room.id if room else None,
        starts_at=NINE + timedelta(hours=begins),
        ends_at=NINE + timedelta(hours=ends),
    )


def picture(*sessions: ConferenceSession) -> list[list[tuple[int, int, int]]]:
    """Return the only day's table: session, rows and columns of each cell."""
    (plan,) = rules.days_planned(sessions, [HALL, STUDIO], zone=ZONE)
    return [
        [(cell.session.id if cell.session else 0, cell.rows, cell.columns) for cell in line.cells]
        for line in plan.lines
    ]


def test_a_long_session_stands_beside_two_short_ones():
    assert picture(session(1, HALL, 0, 2), session(2, STUDIO, 0, 1), session(3, STUDIO, 1, 2)) == [
        [(1, 2, 1), (2, 1, 1)],
        [(3, 1, 1)],
    ]


def test_what_is_for_everybody_stands_across_all_rooms():
    assert picture(session(1, HALL, 0, 1), session(2, STUDIO, 0, 1), session(3, None, 1, 2))[1] == [(3, 1, 2)]


def test_time_in_which_nothing_is_on_takes_no_row():
    assert picture(session(1, HALL, 0, 1), session(2, HALL, 3, 4)) == [[(1, 1, 1)], [(2, 1, 1)]]


def test_sessions_without_a_room_beside_others_have_columns_of_their_own():
    (plan,) = rules.days_planned(
        [session(1, HALL, 0, 2), session(2, None, 0, 1), session(3, None, 0, 2)], [HALL], zone=ZONE
    )
    assert plan.columns == ("Hall", "No room yet", "No room yet")
    assert [len(line.cells) for line in plan.lines] == [3, 1]


def test_every_cell_of_a_full_day_has_its_place():
    """Rows and columns add up: no session lies over another, and no cell is missing."""
    day = [session(n, (HALL, STUDIO)[n % 2], n / 2, n / 2 + 0.5 + (n % 3) / 4) for n in range(0, 12, 2)]
    day += [session(n, STUDIO, n, n + 1) for n in range(1, 4)]
    (plan,) = rules.days_planned(day, [HALL, STUDIO], zone=ZONE)
    taken = [0] * len(plan.lines)
    for place, line in enumerate(plan.lines):
        for cell in line.cells:
            for row in range(place, place + cell.rows):
                taken[row] += cell.columns
    assert set(taken) == {len(plan.columns)}


def test_days_are_those_of_the_place():
    late = session(1, HALL, 10, 11)
    (plan,) = rules.days_planned([late, session(2, HALL, 14, 14.5)], [HALL], zone=ZONE)
    assert len(plan.sessions) == 2
    assert len(rules.days_planned([late, session(2, HALL, 14, 14.5)], [HALL], zone="Asia/Tokyo")) == 1
    assert len(rules.days_planned([late, session(2, HALL, 4, 5)], [HALL], zone="UTC")) == 2


def test_sessions_that_touch_do_not_clash_and_those_that_overlap_do():
    one, two, three = session(1, HALL, 0, 1), session(2, STUDIO, 1, 2), session(3, None, 0.5, 1.5)
    assert rules.clashes_among([one, two]) == []
    assert rules.clashes_among([three, two, one]) == [(one, three), (three, two)]


def test_the_readers_hours_stand_beside_those_of_the_place_where_they_differ():
    hours = Hours(ZONE, "Asia/Tokyo")
    one = session(1, HALL, 0, 1)
    assert hours.span(one) == "09:00 to 10:00"
    assert hours.span_mine(one) == "Sat 00:00 to 01:00"
    assert Hours(ZONE, ZONE).span_mine(one) == ""
    assert Hours(ZONE, "America/Winnipeg").at_mine(NINE) == ""


def test_the_days_of_a_conference_end_with_its_last_midnight():
    event = Event(
        starts_at=NINE, ends_at=datetime(2027, 1, 10, 6, tzinfo=UTC), time_zone=ZONE, is_all_day=False
    )
    assert [day.day for day in rules.days_of_conference(event)] == [8, 9]
