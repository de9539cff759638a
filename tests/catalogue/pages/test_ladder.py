"""Can anybody see the way from one role to another, and two ways side by side?"""

from __future__ import annotations

import pytest


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status
    return str(answer.get_data(as_text=True))


def test_the_ladder_opens_with_the_technicians_next_rungs(visit):
    text = text_of(visit().get("/ladder"))
    assert "Next rungs from Mental health technician" in text
    assert "Lead technician" in text


@pytest.mark.parametrize(
    "target",
    [
        "facility-director",
        "clinical-social-worker",
        "licensed-professional-counselor",
        "marriage-family-therapist",
        "clinical-psychologist",
        "psychiatric-nurse-practitioner",
        "behavior-analyst",
    ],
)
def test_the_path_from_technician_is_drawn_to(visit, target):
    text = text_of(visit().get(f"/ladder?from=mental-health-technician&to={target}"))
    assert 'class="rungs"' in text
    assert "in all" in text
    assert f"/catalogue/roles/{target}" in text


def test_each_step_names_time_degree_credentials_hours_and_obstacle(visit):
    text = text_of(visit().get("/ladder?from=mental-health-technician&to=clinical-social-worker"))
    for words in ("2 to 4 years", "MSW", "LCSW", "about 3,000", "Usual obstacle"):
        assert words in text


def test_an_obstacle_leads_to_what_helps_against_it(visit):
    text = text_of(visit().get("/ladder?from=mental-health-technician&to=clinical-social-worker"))
    assert "/catalogue/challenges/supervision-access" in text
    assert "/catalogue/challenges/school-cost-and-time" in text


def test_two_targets_stand_side_by_side(visit):
    text = text_of(
        visit().get("/ladder?from=mental-health-technician&to=registered-nurse&or=clinical-social-worker")
    )
    for words in (
        "Side by side",
        "Usual time",
        "Degrees",
        "What costs money",
        "Where to find the pay",
        "bls.gov",
    ):
        assert words in text


def test_no_way_is_said_in_a_sentence(visit):
    text = text_of(visit().get("/ladder?from=facility-director&to=psychiatric-aide"))
    assert "The catalogue knows no steps from Facility director" in text
    assert "You are there already" in text_of(visit().get("/ladder?from=psychiatrist&to=psychiatrist"))


def test_a_strange_address_still_shows_the_ladder(visit):
    assert "Next rungs" in text_of(visit().get("/ladder?from=nobody&to=nothing&or=%00"))


def test_a_shared_ladder_page_holds_nothing_of_a_person(visit, cast):
    address = "/ladder?from=mental-health-technician&to=registered-nurse"
    assert "Ben" not in text_of(visit().get(address))
