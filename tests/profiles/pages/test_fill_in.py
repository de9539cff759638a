"""The six steps: what is asked, what is kept, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.foundation.database import db
from mentornet.profiles.models import Stance
from mentornet.profiles.queries import get_profile
from mentornet.profiles.rules import STEPS, Step
from mentornet.profiles.services import begin_profile
from tests.support.applications import in_context

HERE, THERE, HELP, WHEN, MATCHING, ABOUT = (f"/profile/{step}" for step in STEPS)


@pytest.fixture
def begun(app, cast):
    """Ben is a mentee, Ada a mentor; neither has said anything yet."""
    with in_context(app):
        for person, mentor in ((cast.ben, False), (cast.ada, True)):
            account = db.session.get_one(Account, person.id)
            begin_profile(account, mentee=not mentor, mentor=mentor)
    return cast


@pytest.fixture
def ben(begun, visit):
    return visit(begun.ben)


@pytest.fixture
def ada(begun, visit):
    return visit(begun.ada)


def profile_of(app: Any, person: Any) -> Any:
    with app.app_context():
        profile = get_profile(person.id)
        db.session.expunge_all()
        return profile


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


def test_the_week_and_the_zone_are_kept(app, begun, ben):
    ben.post(
        WHEN,
        data={"shift_pattern": "rotating", "time_zone": "America/Chicago", "blocks": ["tue-20", "thu-20"]},
    )
    profile = profile_of(app, begun.ben)
    assert profile.account.time_zone == "America/Chicago"
    assert "Tuesday and Thursday nights, 8 pm to midnight" in ben.get("/profile").text


def test_a_zone_nobody_knows_is_refused(ben):
    assert ben.post(WHEN, data={"time_zone": "Moon/Sea"}).status_code == 422


TERMS = {
    "languages": ["en", "es"],
    "state": "us-ca",
    "meeting_mode": "video",
    "seats": "3",
    "hours_a_month": "4",
}


def test_a_mentors_seats_hours_and_pause_are_kept(app, begun, ada):
    assert ada.post(MATCHING, data=TERMS | {"paused_until": "2099-01-31"}).location == ABOUT
    profile = profile_of(app, begun.ada)
    assert (profile.mentor.seats, profile.mentor.hours_a_month) == (3, 4)
    assert str(profile.mentor.paused_until) == "2099-01-31"
    assert profile.languages == ["en", "es"]


def test_seats_below_those_taken_are_refused_with_a_sentence(app, begun, ada):
    with in_context(app):
        profile = get_profile(begun.ada.id)
        assert profile.mentor
        profile.mentor.seats, profile.mentor.seats_taken = 3, 2
    page = ada.post(MATCHING, data=TERMS | {"seats": "1"})
    assert page.status_code == 422
    assert "you cannot offer fewer than 2 now" in page.text
    assert profile_of(app, begun.ada).mentor.seats == 3


def test_a_pause_that_is_over_already_is_refused(ada):
    assert "Give a day to come" in ada.post(MATCHING, data=TERMS | {"paused_until": "2020-01-01"}).text


def test_at_least_one_language_is_needed(ben):
    assert "Choose at least one language" in ben.post(MATCHING, data={"meeting_mode": "any"}).text


def test_ties_are_kept_by_address_in_one_written_form(app, begun, ben):
    ties = {"ties-0-kind": "supervisor", "ties-0-email": "M.Ortega+work@GMAIL.com"}
    ties |= {"ties-1-kind": "family", "ties-1-name": "Jo Ortega"}
    ben.post(MATCHING, data=TERMS | ties)
    kept = {(tie.kind, tie.canonical_email, tie.name) for tie in profile_of(app, begun.ben).ties}
    assert kept == {("supervisor", "mortega@gmail.com", ""), ("family", "", "Jo Ortega")}


def test_a_tie_needs_a_kind_and_somebody(ben):
    page = ben.post(MATCHING, data=TERMS | {"ties-0-kind": "family", "ties-1-name": "Jo"})
    assert "Give their address or their name" in page.text
    assert "Choose how you are tied" in page.text


def test_words_that_could_point_to_a_client_are_held_and_explained(app, begun, ben):
    words = "My client Maria taught me patience."
    page = ben.post(ABOUT, data={"about": words})
    assert page.status_code == 422
    assert "looks like the name or initials of a client" in page.text
    assert words in page.text
    assert "This is not about a client" in page.text
    assert profile_of(app, begun.ben).about == ""


def test_who_vouches_for_held_words_can_save_them_and_it_is_written_down(app, begun, ben):
    words = {"about": "Write to me at ben@people.example."}
    seal = ben.post(ABOUT, data=words).text.split('name="vouched" value="')[1].split('"')[0]
    assert ben.post(ABOUT, data=words | {"vouched": seal}).location == "/profile"
    assert profile_of(app, begun.ben).about == words["about"]
    with app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "text.vouched")).one()
        assert entry.details == {"classes": ["email"]}


def test_vouching_for_some_words_does_not_let_others_through(ben):
    seal = (
        ben.post(ABOUT, data={"about": "Write to ben@people.example."})
        .text.split('name="vouched" value="')[1]
        .split('"')[0]
    )
    assert ben.post(ABOUT, data={"about": "My client Maria.", "vouched": seal}).status_code == 422


def test_a_text_that_is_too_long_is_refused_and_kept(ben):
    page = ben.post(ABOUT, data={"about": "a" * 1_001})
    assert page.status_code == 422
    assert "a" * 1_001 in page.text


def test_words_of_danger_to_oneself_show_the_crisis_panel(ben):
    answer = ben.post(ABOUT, data={"about": "Some nights I want to die."})
    assert answer.location == ABOUT
    for address in (ABOUT, "/profile"):
        page = ben.get(address).text
        assert "You do not have to carry this alone" in page
        assert "Nobody at MentorNet reads along" in page


def test_back_and_later_save_what_was_typed(app, begun, ben):
    assert ben.post(ABOUT, data={"about": "I work nights.", "then": "back"}).location == MATCHING
    assert profile_of(app, begun.ben).about == "I work nights."
    assert ben.post(HERE, data={"years_in_field": "7", "then": "later"}).location == "/profile"
    assert profile_of(app, begun.ben).years_in_field == 7


def test_begin_leads_to_the_first_step_where_something_is_missing(ben):
    assert ben.get("/profile/begin").location == HERE
    ben.post(HERE, data={"role": "psychiatric-aide", "years_in_field": "2"})
    assert ben.get("/profile/begin").location == THERE


def test_a_free_box_has_the_reminder_beside_it(ada):
    assert ada.get(ABOUT).text.count("Leave out anything that could point to a client") == 2


def test_the_steps_of_both_sides_are_asked_of_those_on_both(ben):
    ben.post("/profile/sides", data={"mentee": "y", "mentor": "y"})
    page = ben.get(HELP).text
    assert "Goals you can help with" in page
    assert "Your goals, the dearest first" in page
    assert ben.get(f"/profile/{Step.HERE}").text.count("Roles you have had") == 1


def test_memberships_are_chosen_from_the_catalogue_and_shown_by_name(app, begun, ben):
    wrong = ben.post(ABOUT, data={"memberships": ["nami", "a-club-of-mine"]})
    ben.post(ABOUT, data={"memberships": ["nami", "aapt"]})

    assert wrong.status_code == 422
    assert profile_of(app, begun.ben).memberships == ["aapt", "nami"]
    page = ben.get("/profile").text
    assert "Belongs to" in page
    assert "National Alliance on Mental Illness" in page
    assert "American Association of Psychiatric Technicians" in page
