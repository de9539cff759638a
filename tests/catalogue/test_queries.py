"""Does the search know other names, and do titles and choices follow what is live?"""

from __future__ import annotations

import pytest

from mentornet.catalogue import choices, queries
from mentornet.catalogue.kinds import kind_of
from mentornet.catalogue.models import Credential, Goal, Organization, Role, Specialization
from mentornet.catalogue.stamp import stamp_anew
from mentornet.foundation import clock
from mentornet.foundation.errors import NotFoundError


def test_bht_finds_the_mental_health_technician_first(session):
    assert queries.search(kind_of(Role), "BHT")[0].slug == "mental-health-technician"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("psych tech", "mental-health-technician"),
        ("psychiatric technician", "mental-health-technician"),
        ("Behavioral Health Technician", "mental-health-technician"),
        ("  mht ", "mental-health-technician"),
        ("qma", "mental-health-technician"),
        ("RN", "registered-nurse"),
        ("bcba", "behavior-analyst"),
        ("registered nur", "registered-nurse"),
    ],
)
def test_a_role_is_found_by_every_name_people_use(session, typed, slug):
    assert queries.search(kind_of(Role), typed)[0].slug == slug


def test_a_name_comes_before_a_beginning_and_that_before_the_rest(session):
    ranks = [found.rank for found in queries.search(kind_of(Credential), "cna")]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0


def test_words_may_come_in_any_order_and_all_must_be_there(session):
    found = queries.search(kind_of(Role), "nurse psychiatric practitioner")
    assert [role.slug for role in found] == ["psychiatric-nurse-practitioner"]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "|", "zzzz", "'; drop table roles; --"])
def test_a_search_for_nothing_we_have_finds_nothing(session, typed):
    assert queries.search(kind_of(Role), typed) == []


def test_synonyms_of_specializations_resolve(session):
    assert queries.search(kind_of(Specialization), "geropsych")[0].slug == "geriatric"
    assert queries.search(kind_of(Specialization), "SUD")[0].slug == "substance-use-counseling"


def test_letters_with_two_meanings_are_spelled_out(session):
    assert any("Psychiatric Association" in meaning for meaning in queries.meanings_of("apa"))
    assert queries.meanings_of("RBT") == []


def test_a_retired_entry_is_titled_but_no_longer_chosen_or_found(session):
    goal = session.get_one(Goal, "research-path")
    goal.retired_at = clock.now()
    session.flush()
    stamp_anew()
    assert "research-path" not in queries.titles(Goal)
    assert "research-path" in queries.all_titles(Goal)
    assert queries.get_entry(Goal, "research-path") is goal
    assert "research-path" not in [slug for group in choices.goals().values() for slug, *_ in group]


def test_an_unknown_slug_is_not_found(session):
    with pytest.raises(NotFoundError):
        queries.get_entry(Role, "astronaut")


def test_a_list_can_be_narrowed_by_a_column_of_many_words(session):
    kind = kind_of(Organization)
    found = session.scalars(queries.listed(kind, chosen={"serves_goals": "research-path"})).all()
    assert {"nimh", "apa"} <= {organization.slug for organization in found}


def test_choices_are_grouped_and_begin_with_technicians(session):
    groups = choices.roles()
    assert next(iter(groups)) == "Direct care technician"
    assert len(choices.states()["States"]) == 50
    assert {"Certifications", "Licences"} <= set(choices.credentials())
    assert set(choices.specializations("care-setting")) == {"Care setting"}
    assert "Care setting" not in choices.specializations(without=("care-setting",))
    assert any("BHT" in told["data-words"] for _, _, told in groups["Direct care technician"])


def test_the_three_specializations_with_special_openings_can_be_chosen(session):
    slugs = {slug for group in choices.specializations().values() for slug, *_ in group}
    assert {"substance-use-counseling", "geriatric", "trauma-therapy"} <= slugs
