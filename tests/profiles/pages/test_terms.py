"""Are hours, seats, ties and own words kept, and held where they should be?"""

from __future__ import annotations

import sqlalchemy as sa

from mentornet.audit.models import AuditEntry
from mentornet.foundation.database import db
from mentornet.profiles.queries import get_profile
from mentornet.profiles.rules import Step
from tests.profiles.pages.scenes import ABOUT, HELP, HERE, MATCHING, THERE, WHEN, profile_of
from tests.support.applications import in_context


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
