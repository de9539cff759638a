"""The list of people: filters in the address, wishes, and what it costs."""

from __future__ import annotations

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.programs.models import Side
from mentornet.programs.wishes import wishes_of
from tests.directory.people import put_mentors, put_person, put_program
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.statements import counted_statements


@pytest.fixture
def house(app, cast):
    with in_context(app):
        put_program(cast)
    return cast


def more_mentors(app, number):
    from mentornet.programs.queries import get_program

    with in_context(app):
        return put_mentors(get_program("rungs"), number)


def test_a_mentee_sees_the_mentors_of_the_program_with_what_they_can_help_with(house, visit):
    page = visit(house.ben).get("/people")
    assert page.status_code == 200
    assert "Mentors of your programs" in page.text
    assert "<strong>1</strong> mentor" in page.text
    assert "Helps with: Move into nursing" in page.text
    assert "Walked: Psychiatric aide, then Mental health technician" in page.text
    assert "Geriatric" in page.text


def test_the_chosen_filters_are_shown_and_can_be_removed(house, visit):
    page = visit(house.ben).get("/people?population=geriatric&has_free_seat=y").text
    assert "Group of clients: Geriatric" in page
    assert 'href="/people?has_free_seat=y"' in page
    assert 'href="/people?population=geriatric"' in page
    assert "fits what you chose" in page


def test_a_step_that_a_mentor_made_can_be_asked_for(house, visit):
    edge = "psychiatric-aide--mental-health-technician"
    page = visit(house.ben).get(f"/people?step={edge}").text
    assert "Has been: Psychiatric aide" in page
    assert "And then became: Mental health technician" in page
    assert "<strong>1</strong> mentor" in page
    assert "Nobody fits all of this" in visit(house.ben).get("/people?state=us-ks").text


@pytest.mark.parametrize(
    "nonsense", ["state=mars", "step=a--b", "side=mentee", "page=x", "page=99999", "side=both"]
)
def test_an_address_typed_by_hand_breaks_nothing(house, visit, nonsense):
    page = visit(house.ben).get(f"/people?{nonsense}")
    assert page.status_code == 200
    assert "Mentors of your programs" in page.text


def test_coordinators_may_look_through_mentees(house, visit):
    page = visit(house.cora).get("/people?side=mentee").text
    assert "Mentees of your programs" in page
    assert ">Ben</a>" in page
    assert 'name="side"' not in visit(house.ben).get("/people").text


def test_somebody_in_no_program_is_told_what_will_be_here(cast, visit):
    assert "Join a program to see them" in visit(cast.drew).get("/people").text


def test_the_list_takes_as_many_statements_for_5_rows_as_for_25(app, house, visit):
    browser = visit(house.ben)
    browser.get("/people")
    counts = []
    for number in (4, 30):
        more_mentors(app, number) if number == 4 else _again(app, number)
        with app.app_context(), counted_statements() as sent:
            page = browser.get("/people").text
        counts.append(len(sent))
        assert page.count('class="person-row"') == min(25, number + 1)
    assert counts[0] == counts[1] <= 15


def _again(app, number):
    from mentornet.programs.queries import get_program

    with in_context(app):
        program = get_program("rungs")
        for place in range(number):
            put_person(program, make_account(f"Further {place:02}"), Side.MENTOR)


def test_a_list_of_25_is_light(app, house, visit):
    more_mentors(app, 30)
    assert len(visit(house.ben).get("/people").data) < 40_000


def test_a_long_list_has_pages_that_keep_the_filters(app, house, visit):
    more_mentors(app, 30)
    page = visit(house.ben).get("/people?population=geriatric").text
    assert "Page 1 of 2" in page
    assert 'href="/people?population=geriatric&amp;page=2"' in page
    assert "Page 2 of 2" in visit(house.ben).get("/people?population=geriatric&page=2").text


def test_names_of_any_script_and_length_are_shown_whole(app, house, visit):
    names = ["محمد عبد الرحمن", "Nguyễn Thị Ánh", "W" * 60, "<b>Bo</b>"]
    with in_context(app):
        from mentornet.programs.queries import get_program

        program = get_program("rungs")
        for place, name in enumerate(names):
            put_person(program, make_account(name, email=f"p{place}@people.example"), Side.MENTOR)
    page = visit(house.ben).get("/people").text
    assert all(name in page for name in names[:3])
    assert "&lt;b&gt;Bo&lt;/b&gt;" in page


def wished(app, person):
    with app.app_context():
        return [wish.for_id for wish in wishes_of(db.session.get_one(Account, person.id))]


def test_a_wish_is_made_raised_and_removed(app, house, visit):
    (other,) = more_mentors(app, 1)
    browser = visit(house.ben)
    for account_id in (house.ada.id, other):
        browser.post(f"/people/{account_id}/wish", data={"program": "rungs", "act": "add"})
    assert wished(app, house.ben) == [house.ada.id, other]
    assert "Your wishes" in browser.get("/people").text
    browser.post(f"/people/{other}/wish", data={"program": "rungs", "act": "raise", "back": "list"})
    assert wished(app, house.ben) == [other, house.ada.id]
    browser.post(f"/people/{other}/wish", data={"program": "rungs", "act": "remove"})
    assert wished(app, house.ben) == [house.ada.id]


def test_a_mentor_ranks_mentees_where_the_terms_let_mentors_look(app, house, visit):
    from mentornet.programs.queries import get_program

    ada = visit(house.ada)
    assert "Mentors of your programs" in ada.get("/people?side=mentee").text
    with in_context(app):
        program = get_program("rungs")
        program.lists_mentees = True
        other = put_person(program, make_account("Bo"), Side.MENTEE).account_id
    assert "Look at the mentees" in ada.get("/programs/rungs").text
    assert "can look through its mentees as well" in visit(house.ben).get("/programs/rungs").text
    page = ada.get("/people?side=mentee").text
    assert "Mentees of your programs" in page
    for account_id in (house.ben.id, other):
        assert f"/people/{account_id}" in page
        assert "I would like to be matched with" in ada.get(f"/people/{account_id}").text
        ada.post(f"/people/{account_id}/wish", data={"program": "rungs", "act": "add"})
    ada.post(f"/people/{other}/wish", data={"program": "rungs", "act": "raise", "back": "list"})
    assert wished(app, house.ada) == [other, house.ben.id]


def test_a_sixth_wish_is_refused_in_a_sentence(app, house, visit):
    browser = visit(house.ben)
    answers = [
        browser.post(f"/people/{account_id}/wish", data={"program": "rungs"})
        for account_id in more_mentors(app, 6)
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [409]
    assert "Remove one first" in answers[5].text


def test_a_wish_for_somebody_elsewhere_leads_nowhere(house, visit):
    for person, form in (
        (house.drew, {"program": "rungs"}),
        (house.ben, {"program": "moon"}),
        (house.ben, {}),
    ):
        assert visit(person).post(f"/people/{house.ada.id}/wish", data=form).status_code == 404
