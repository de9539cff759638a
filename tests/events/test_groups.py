"""Who sees an event that is for one group of a program, and who may come?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.events import queries, services
from mentornet.events.models import Audience, Event, EventState, Registration
from mentornet.events.registering.services import register
from mentornet.events.rules import Repeat
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.programs.models import Cohort, Enrolment, EnrolmentState, Program, Side
from mentornet.programs.services import remove_cohort
from tests.events.doors import TYPED, make_event
from tests.support.applications import in_context
from tests.support.programs import make_cohort, make_enrolment, make_program

TITLE = "First month on nights"


@pytest.fixture
def groups(app, cast):
    """Cora's program with Ben in its spring group and Ada in its fall group; Olga runs another with a group."""
    with in_context(app):
        program = make_program("nights", coordinator_id=cast.cora.id)
        spring = make_cohort(program, "Spring", date(2026, 3, 1))
        fall = make_cohort(program, "Fall", date(2026, 9, 1))
        make_enrolment(program, cast.ben.id, Side.MENTEE, cohort_id=spring.id)
        make_enrolment(program, cast.ada.id, Side.MENTOR, cohort_id=fall.id)
        other = make_cohort(
            make_program("other", coordinator_id=cast.olga.id), "Day people", date(2026, 3, 1)
        )
        return {"program": program.id, "spring": spring.id, "fall": fall.id, "other": other.id}


@pytest.fixture
def evening(app, groups):
    """An evening for the spring group."""
    with in_context(app):
        return make_event(
            TITLE,
            program_id=groups["program"],
            audience=Audience.COHORT,
            cohort_id=groups["spring"],
            description="An hour about sleep",
        ).id


def person(one):
    return db.session.get_one(Account, one.id)


def facts(groups, **values):
    starts_at = clock.now() + timedelta(days=3)
    return {
        "title": TITLE,
        "kind_slug": "workshop",
        "program_id": groups["program"],
        "audience": Audience.COHORT,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "time_zone": "America/Chicago",
        "place": "Hall 1",
    } | values


def test_only_the_people_of_the_group_and_who_runs_the_program_see_its_event(cast, visit, evening):
    seen = {
        name: visit(who).get(f"/events/{evening}").status_code
        for name, who in {
            "ben": cast.ben,
            "ada": cast.ada,
            "cora": cast.cora,
            "olga": cast.olga,
            "drew": cast.drew,
            "root": cast.root,
            "stranger": None,
        }.items()
    }
    assert seen == {
        "ben": 200,
        "ada": 404,
        "cora": 200,
        "olga": 404,
        "drew": 404,
        "root": 200,
        "stranger": 404,
    }


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize("where", ["/events", "/events?text=sleep", "/events/month", "/"])
def test_lists_and_searches_hold_it_for_its_group_alone(cast, visit, where):
    def holds(who):
        return TITLE in visit(who).get(where).get_data(as_text=True)

    assert (holds(cast.ben), holds(cast.ada), holds(cast.drew)) == (True, False, False)
    assert holds(None) is False


def test_its_page_says_for_whom_it_is_and_is_kept_from_search_engines(cast, visit, evening):
    page = visit(cast.ben).get(f"/events/{evening}").get_data(as_text=True)
    assert "The people of Spring (Nights)" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "application/ld+json" not in page


def test_only_the_people_of_the_group_can_register(app, cast, visit, evening):
    assert visit(cast.ada).post(f"/events/{evening}/register").status_code == 404
    assert visit(cast.drew).post(f"/events/{evening}/register").status_code == 404
    assert visit(cast.ben).post(f"/events/{evening}/register").status_code == 302
    with app.app_context():
        event = db.session.get_one(Event, evening)
        with pytest.raises(NotFoundError):
            register(event, by=person(cast.ada))
        assert [one.account_id for one in db.session.query(Registration)] == [cast.ben.id]


def test_who_leaves_the_group_sees_it_no_more_unless_they_have_a_seat(app, cast, visit, evening, groups):
    with in_context(app):
        enrolment = make_enrolment(
            db.session.get_one(Program, groups["program"]),
            cast.drew.id,
            Side.MENTEE,
            cohort_id=groups["spring"],
        ).id
    visit(cast.ben).post(f"/events/{evening}/register")
    before = visit(cast.drew).get(f"/events/{evening}").status_code
    with in_context(app):
        db.session.get_one(Enrolment, enrolment).state = EnrolmentState.WITHDRAWN
        db.session.query(Enrolment).filter_by(account_id=cast.ben.id).one().cohort_id = groups["fall"]
    assert (before, visit(cast.drew).get(f"/events/{evening}").status_code) == (200, 404)
    assert visit(cast.ben).get(f"/events/{evening}").status_code == 200
    assert visit(cast.ben).post(f"/events/{evening}/register/cancel").status_code == 302
    assert visit(cast.ben).get(f"/events/{evening}").status_code == 404


def test_the_form_offers_the_groups_of_the_programs_one_runs(cast, visit, groups):
    page = visit(cast.cora).get("/events/new").get_data(as_text=True)
    assert "A group of the program" in page
    assert f'<option value="{groups["spring"]}">Spring</option>' in page
    assert "Day people" not in page


def test_a_member_proposes_for_their_own_group_only(cast, visit, groups):
    page = visit(cast.ben).get("/events/new").get_data(as_text=True)
    assert f'<option value="{groups["spring"]}">Spring</option>' in page
    assert "Fall" not in page
    typed = TYPED | {"audience": "cohort", "program": str(groups["program"]), "cohort": str(groups["fall"])}
    assert visit(cast.ben).post("/events/new", data=typed).status_code == 422


def test_where_there_are_no_groups_the_form_says_nothing_of_them(cast, visit):
    page = visit(cast.drew).get("/events/new").get_data(as_text=True)
    assert "A group of the program" not in page
    assert visit(cast.drew).post("/events/new", data=TYPED | {"audience": "cohort"}).status_code == 422


def test_an_event_for_a_group_is_announced_and_changed_by_the_form(app, cast, visit, groups):
    cora = visit(cast.cora)
    typed = TYPED | {"audience": "cohort", "program": str(groups["program"]), "cohort": str(groups["spring"])}
    where = cora.post("/events/new", data=typed).location
    with app.app_context():
        event = db.session.query(Event).one()
        assert (event.audience, event.cohort_id) == (Audience.COHORT, groups["spring"])
    assert f'value="{groups["spring"]}" selected>Spring' in cora.get(f"{where}/edit").text
    cora.post(f"{where}/edit", data=typed | {"audience": "program"})
    with app.app_context():
        event = db.session.query(Event).one()
        assert (event.audience, event.cohort_id) == (Audience.PROGRAM, None)


@pytest.mark.parametrize(
    ("program", "cohort", "sentence"),
    [
        ("program", None, "Choose the group whose people may come"),
        (None, "spring", "Choose the group whose people may come, and the program it belongs to."),
        ("program", "other", "This group belongs to another program."),
        ("program", "nonsense", "Choose the group whose people may come"),
        ("program", 10**12, "This is not among the choices."),
    ],
)
def test_a_group_that_cannot_be_is_refused_at_its_field(cast, visit, groups, program, cohort, sentence):
    typed = TYPED | {
        "audience": "cohort",
        "program": str(groups.get(program, 0)),
        "cohort": str(groups.get(cohort, cohort or 0)),
    }
    answer = visit(cast.root).post("/events/new", data=typed)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


@pytest.mark.parametrize("which", ["other", None])
def test_no_service_takes_a_group_of_another_program(app, cast, groups, which):
    with app.app_context(), pytest.raises(Refusal, match="group"):
        services.announce_event(by=person(cast.cora), **facts(groups, cohort_id=groups.get(which)))


def test_a_series_and_a_duplicate_are_for_the_same_group(app, cast, groups):
    with app.app_context():
        event = services.announce_event(by=person(cast.cora), **facts(groups, cohort_id=groups["spring"]))
        services.publish_event(event, by=person(cast.cora))
        copy = services.duplicate_event(event, by=person(cast.cora))
        series = services.make_series(event, by=person(cast.cora), repeat=Repeat.WEEKLY, times=3)
        services.edit_following(series[1], by=person(cast.cora), cohort_id=groups["fall"])
        assert (copy.audience, copy.cohort_id) == (Audience.COHORT, groups["spring"])
        assert [one.cohort_id for one in series] == [groups["spring"], groups["fall"], groups["fall"]]


def test_a_group_that_an_event_is_for_is_not_removed(app, cast, visit, groups):
    with in_context(app):
        empty = make_cohort(
            db.session.get_one(Cohort, groups["spring"]).program, "Winter", date(2026, 12, 1)
        ).id
        event = make_event(program_id=groups["program"], audience=Audience.COHORT, cohort_id=empty).id
    address = f"/programs/nights/cohorts/{empty}/remove"
    refused = visit(cast.cora).post(address, follow_redirects=True)
    assert "1 event is for the people of Winter. Choose another audience there first." in refused.text
    with in_context(app):
        db.session.get_one(Event, event).state = EventState.CANCELLED
    with in_context(app):
        remove_cohort(db.session.get_one(Cohort, empty), by=person(cast.cora))
    assert visit(cast.ben).get(f"/events/{event}").status_code == 404
    assert "A group that is no longer there" in visit(cast.cora).get(f"/events/{event}").text


def test_who_runs_a_program_writes_for_its_groups_and_a_member_for_their_own(app, cast, groups):
    def names(one):
        return [cohort.name for cohort in queries.cohorts_to_write_for(person(one))]

    with app.app_context():
        assert names(cast.cora) == ["Fall", "Spring"]
        assert names(cast.ben) == ["Spring"]
        assert names(cast.drew) == []
        assert names(cast.root) == ["Fall", "Spring", "Day people"]
        db.session.get_one(Cohort, groups["spring"]).ends_on = date(2020, 1, 1)
        assert names(cast.cora) == ["Fall", "Spring"]
