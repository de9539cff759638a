"""Can both sides say where they are and where they want to be, step by step?"""

from __future__ import annotations

import pytest

from mentornet.profiles.models import Stance
from mentornet.profiles.rules import STEPS
from tests.profiles.pages.scenes import HELP, HERE, MATCHING, THERE, WHEN, profile_of


@pytest.mark.parametrize("step", STEPS)
def test_every_step_says_why_it_is_asked_and_who_sees_it(ben, ada, step):
    for browser in (ben, ada):
        page = browser.get(f"/profile/{step}")
        assert page.status_code == 200
        assert "People of your programs" in page.text or "Only you see this" in page.text
        assert "Save and finish" in page.text
        assert "% complete" in page.text


def test_there_is_no_seventh_step(ben):
    assert ben.get("/profile/where-i-was").status_code == 404


def test_the_meter_names_the_most_valuable_missing_answer(ben, ada):
    assert "Add your target role: it counts most in matching." in ben.get(HERE).text
    assert "Add the roles you have had" in ada.get(HERE).text


def test_a_role_is_chosen_in_one_step_from_the_list(app, begun, ben):
    answer = ben.post(
        HERE, data={"role": "psychiatric-aide", "years_in_field": "2", "is_employer_hidden": "y"}
    )
    assert answer.location == THERE
    profile = profile_of(app, begun.ben)
    assert (profile.current_role_slug, profile.years_in_field) == ("psychiatric-aide", 2)


@pytest.mark.parametrize(
    ("title", "role"), [("Psychiatrist", "psychiatrist"), ("Registered nurse", "registered-nurse")]
)
def test_a_clinician_registers_as_a_mentor(app, begun, ada, title, role):
    typed = {"role_typed": title, "walked-0-role": role, "walked-0-began_in": "2014"}
    assert ada.post(HERE, data=typed).location == THERE
    profile = profile_of(app, begun.ada)
    assert profile.current_role_slug == role
    assert [step.role_slug for step in profile.roles_walked] == [role]


def test_a_role_is_found_by_the_name_an_employer_gives_it(app, begun, ben):
    assert ben.post(HERE, data={"role_typed": "bht"}).location == THERE
    assert profile_of(app, begun.ben).current_role_slug == "mental-health-technician"


def test_a_title_that_could_mean_several_roles_offers_them_and_keeps_the_rest(ben):
    page = ben.post(HERE, data={"role_typed": "nurse", "employer": "Willow Creek"})
    assert page.status_code == 422
    assert "Several roles could be meant" in page.text
    assert 'value="registered-nurse"' in page.text
    assert 'value="Willow Creek"' in page.text


def test_a_title_nobody_knows_is_said_to_be_unknown(ben):
    assert "No role has that name here" in ben.post(HERE, data={"role_typed": "astronaut"}).text


@pytest.mark.parametrize("years", ["-1", "61", "many"])
def test_years_that_cannot_be_are_refused_and_kept(ben, years):
    page = ben.post(HERE, data={"years_in_field": years, "employer": "Willow Creek"})
    assert page.status_code == 422
    assert f'value="{years}"' in page.text
    assert 'value="Willow Creek"' in page.text


def test_roles_walked_are_added_and_removed_without_script(app, begun, ada):
    typed = {
        "walked-0-role": "psychiatric-aide",
        "walked-0-began_in": "2014",
        "walked-0-ended_in": "2016",
        "employer": "Willow Creek",
    }
    page = ada.post(HERE, data=typed | {"rows": "add"})
    assert page.status_code == 200
    assert 'name="walked-1-role"' in page.text
    assert 'value="Willow Creek"' in page.text
    assert profile_of(app, begun.ada).roles_walked == []
    fewer = ada.post(HERE, data=typed | {"walked-1-role": "registered-nurse", "rows": "remove-0"})
    assert (
        "2014"
        not in fewer.text.split('name="walked-1-role"')[1].split("</select>")[1].split("</fieldset>")[0]
    )


def test_roles_walked_are_kept_in_the_order_of_their_years(app, begun, ada):
    ada.post(
        HERE,
        data={
            "walked-0-role": "registered-nurse",
            "walked-0-began_in": "2020",
            "walked-1-role": "psychiatric-aide",
            "walked-1-began_in": "2014",
            "walked-1-ended_in": "2016",
            "walked-2-role": "",
            "has_supervised": "y",
        },
    )
    profile = profile_of(app, begun.ada)
    assert [walked.role_slug for walked in profile.roles_walked] == ["psychiatric-aide", "registered-nurse"]
    assert profile.mentor.has_supervised


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"walked-0-role": "psychiatric-aide"}, "Give the year you began."),
        ({"walked-0-began_in": "2014"}, "Choose the role of these years"),
        (
            {"walked-0-role": "psychiatric-aide", "walked-0-began_in": "2016", "walked-0-ended_in": "2014"},
            "Give a last year between 2016",
        ),
    ],
)
def test_a_row_that_makes_no_sense_says_so(ada, row, sentence):
    page = ada.post(HERE, data=row)
    assert page.status_code == 422
    assert sentence in page.text


def test_choosing_a_target_shows_the_way_and_another_role_computes_it_anew(ben):
    ben.post(HERE, data={"role": "mental-health-technician"})
    assert ben.post(THERE, data={"target": "registered-nurse", "then": "look"}).location == THERE
    first = ben.get(THERE).text
    assert "The way there" in first
    assert "From Mental health technician to Registered nurse" in first
    ben.post(HERE, data={"role": "psychiatric-aide"})
    assert "From Psychiatric aide to Registered nurse" in ben.get(THERE).text


def test_a_target_without_a_way_is_kept_with_a_sentence(app, begun, ben):
    ben.post(HERE, data={"role_typed": "Psychiatrist"})
    ben.post(THERE, data={"target": "psychiatric-aide"})
    assert "no usual way" in ben.get(THERE).text
    assert profile_of(app, begun.ben).mentee.target_role_slug == "psychiatric-aide"


def test_a_licence_belongs_to_a_state(app, begun, ada):
    ada.post(THERE, data={"held": ["rn", "ca-lpt", "cpi-nci"]})
    ada.post(
        MATCHING,
        data={"languages": "en", "state": "us-ks", "meeting_mode": "any", "seats": "1", "hours_a_month": "2"},
    )
    states = {one.credential_slug: one.state_slug for one in profile_of(app, begun.ada).credentials}
    assert states == {"rn": "us-ks", "ca-lpt": "us-ca", "cpi-nci": None}


def test_goals_are_ranked_and_subjects_kept_by_stance(app, begun, ben):
    answer = ben.post(
        HELP,
        data={
            "goals_wanted-0": "nursing-path",
            "goals_wanted-1": "",
            "goals_wanted-2": "documentation",
            "specializations_wanted": ["geriatric", "suicide-prevention"],
            "skills_wanted": ["de-escalation"],
            "settings": ["inpatient-acute"],
            "populations": ["geriatric"],
        },
    )
    assert answer.location == WHEN
    profile = profile_of(app, begun.ben)
    assert [(goal.goal_slug, goal.rank) for goal in profile.goals] == [
        ("nursing-path", 1),
        ("documentation", 2),
    ]
    assert {one.specialization_slug for one in profile.specializations if one.stance == Stance.WANTED} == {
        "geriatric",
        "suicide-prevention",
        "de-escalation",
    }
    shown = ben.get(HELP).text
    assert shown.count('value="geriatric" checked') == 2


def test_one_goal_cannot_be_chosen_twice(ben):
    page = ben.post(HELP, data={"goals_wanted-0": "nursing-path", "goals_wanted-1": "nursing-path"})
    assert page.status_code == 422
    assert "This goal stands above already" in page.text


def test_a_mentee_asks_for_help_with_one_skill(app, begun, ben):
    ben.post(HELP, data={"skills_wanted": ["documentation"]})
    assert [one.specialization_slug for one in profile_of(app, begun.ben).specializations] == [
        "documentation"
    ]
