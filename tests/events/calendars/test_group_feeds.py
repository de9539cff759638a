"""What stands in the calendar of a group, and for whom?"""

from __future__ import annotations

import re
from datetime import date

import pytest
import vobject

from mentornet.events.models import Audience, CalendarKey
from mentornet.foundation.database import db
from mentornet.programs.models import Cohort, Enrolment, EnrolmentState, Side
from tests.events.doors import make_event
from tests.support.applications import in_context
from tests.support.programs import make_cohort, make_enrolment, make_program


@pytest.fixture
def spring(app, cast):
    """Ben's group in Cora's program, beside Ada's, with an event for each and one for the whole program."""
    with in_context(app):
        program = make_program("night", coordinator_id=cast.cora.id)
        spring, fall = (
            make_cohort(program, name, date(2026, month, 1)) for name, month in (("Spring", 3), ("Fall", 9))
        )
        make_enrolment(program, cast.ben.id, Side.MENTEE, cohort_id=spring.id)
        make_enrolment(program, cast.ada.id, Side.MENTOR, cohort_id=fall.id)
        for title, cohort in (("For spring", spring), ("For fall", fall)):
            make_event(title, program_id=program.id, audience=Audience.COHORT, cohort_id=cohort.id)
        make_event("For all of it", program_id=program.id, audience=Audience.PROGRAM)
        return spring.id


def made(visit, who, calendar):
    page = visit(who).post("/calendar/address", data={"calendar": calendar}).get_data(as_text=True)
    return re.findall(r"/calendar/[\w-]{20,}\.ics", page)[0]


def titles_in(visit, feed):
    answer = visit().get(feed)
    assert answer.status_code == 200
    found = vobject.readOne(answer.get_data(as_text=True)).contents.get("vevent", [])
    return {one.summary.value for one in found}


def test_a_group_has_a_calendar_of_its_own(cast, visit, spring):
    feed = made(visit, cast.ben, f"cohort/{spring}")
    assert titles_in(visit, feed) == {"For spring"}
    assert "X-WR-CALNAME:MentorNet events: Spring\\, Night" in visit().get(feed).text
    assert titles_in(visit, made(visit, cast.ben, "program/night")) == {"For spring", "For all of it"}


def test_who_leaves_the_group_finds_nothing_of_it_in_the_calendar_and_can_close_it(app, cast, visit, spring):
    feed = made(visit, cast.ben, f"cohort/{spring}")
    with in_context(app):
        db.session.query(Enrolment).filter_by(account_id=cast.ben.id).one().state = EnrolmentState.WITHDRAWN
    assert titles_in(visit, feed) == set()
    assert "Close the address" in visit(cast.ben).get("/calendar").text
    assert visit(cast.ben).post("/calendar/close", data={"calendar": f"cohort/{spring}"}).status_code == 302
    assert visit().get(feed).status_code == 404


def test_nobody_makes_an_address_for_a_group_that_is_not_theirs(cast, visit, spring):
    for who, calendar in (
        (cast.ada, f"cohort/{spring}"),
        (cast.drew, f"cohort/{spring}"),
        (cast.ben, f"cohort/{spring + 999}"),
        (cast.ben, "cohort/"),
        (cast.ben, "cohort"),
    ):
        assert visit(who).post("/calendar/address", data={"calendar": calendar}).status_code == 404


def test_each_of_ones_calendars_has_one_address_and_a_new_one_closes_the_old(app, cast, visit, spring):
    old = made(visit, cast.ben, f"cohort/{spring}")
    others = [made(visit, cast.ben, calendar) for calendar in ("own", "invited", "program/night")]
    new = made(visit, cast.ben, f"cohort/{spring}")
    assert visit().get(old).status_code == 404
    assert [visit().get(feed).status_code for feed in (new, *others)] == [200] * 4
    with app.app_context():
        assert db.session.query(CalendarKey).count() == 4


def test_groups_stand_among_the_calendars_to_follow(cast, visit, spring):
    bens, adas, strangers = (
        visit(who).get("/events/calendars").get_data(as_text=True) for who in (cast.ben, cast.ada, None)
    )
    link = f'href="/calendar#cohort-{spring}"'
    assert (link in bens, link in adas, link in strangers) == (True, False, False)
    own = visit(cast.ben).get("/calendar").get_data(as_text=True)
    assert f'id="cohort-{spring}"' in own
    assert "Events for Spring" in own


def test_who_runs_the_program_can_follow_its_groups_until_they_end(app, cast, visit, spring):
    feed = made(visit, cast.cora, f"cohort/{spring}")
    assert titles_in(visit, feed) == {"For spring"}
    with in_context(app):
        for cohort in db.session.query(Cohort):
            cohort.ends_on = date(2020, 1, 1)
    own = visit(cast.cora).get("/calendar").get_data(as_text=True)
    assert ("Events for Spring" in own, "Events for Fall" in own) == (True, False)
