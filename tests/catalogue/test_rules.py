"""What may an entry say, what may stand as fact, and how are values said?"""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from mentornet.catalogue import rules, wording
from mentornet.catalogue.kinds import BY_TABLE
from mentornet.catalogue.models import Challenge, Confidence, Credential, Role, Transition
from mentornet.catalogue.naming import search_text
from mentornet.catalogue.related import naming

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize("slug", ["night-lead", "rbt", "us-ca", "a--b", "faq-1"])
def test_a_slug_is_small_letters_figures_and_hyphens(slug):
    assert rules.slug_problem(slug) is None


@pytest.mark.parametrize("slug", ["", "Night", "a b", "-a", "a-", "a/b", "ü", "a\n"])
def test_any_other_slug_is_refused(slug):
    assert "small letters" in (rules.slug_problem(slug) or "")


@pytest.mark.parametrize(
    ("table", "values", "column"),
    [
        (
            "transitions",
            {"typical_months_min": 9, "typical_months_max": 3, "from_role_slug": "a", "to_role_slug": "b"},
            "typical_months_max",
        ),
        (
            "transitions",
            {"typical_months_min": 1, "typical_months_max": 3, "from_role_slug": "a", "to_role_slug": "a"},
            "to_role_slug",
        ),
        ("roles", {"level": 8}, "level"),
        ("states", {"primary_timezone": "Mars/Olympus", "all_timezones": []}, "primary_timezone"),
        ("organizations", {"website_domain": "https://nami.org/"}, "website_domain"),
        ("event_kinds", {"typical_minutes_min": 60, "typical_minutes_max": 30}, "typical_minutes_max"),
        ("tracks", {"checked_on": date(2026, 3, 2)}, "checked_on"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_column(table, values, column):
    found = rules.problems(BY_TABLE[table], {"checked_on": TODAY, **values}, today=TODAY)
    assert list(found) == [column]


def test_what_is_well_said_has_no_problems():
    assert rules.problems(BY_TABLE["roles"], {"level": 7, "checked_on": TODAY}, today=TODAY) == {}


def test_renewal_stands_as_fact_only_where_somebody_confirmed_it():
    for confidence, shown in (
        (Confidence.DOCUMENTED, True),
        (Confidence.SECONDARY, True),
        (Confidence.UNVERIFIED, False),
    ):
        assert rules.shows_renewal(Credential(renewal_confidence=confidence)) is shown


@pytest.mark.parametrize(
    ("obstacle", "challenge"),
    [
        ("Finding an approved supervisor; counting hours correctly", "supervision-access"),
        ("Unpaid placement hours", "supervision-access"),
        ("Cost", "school-cost-and-time"),
        ("Pay difference is small", "low-pay"),
        ("", None),
    ],
)
def test_an_obstacle_belongs_to_the_challenge_its_words_name(obstacle, challenge):
    assert rules.challenge_behind(obstacle) == challenge


def test_every_challenge_that_an_obstacle_leads_to_is_there(session):
    there = set(session.scalars(sa.select(Challenge.slug)))
    assert {slug for slug, _ in rules.OBSTACLES} <= there
    obstacles = [text for text in session.scalars(sa.select(Transition.usual_obstacle)) if text]
    led = [text for text in obstacles if rules.challenge_behind(text)]
    assert len(led) > len(obstacles) / 2


def test_names_are_searched_without_brackets_and_by_each_part():
    text = search_text(BY_TABLE["roles"], {"title": "Élève", "aliases": ["QMA (some employers)", "LPN/LVN"]})
    for name in ("|eleve|", "|qma|", "|lpn|", "|lvn|", "|lpn/lvn|"):
        assert name in text


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (1, 6, "1 to 6 months"),
        (6, 18, "6 months to 1½ years"),
        (24, 48, "2 to 4 years"),
        (12, 12, "about 1 year"),
        (0, 12, "up to 1 year"),
        (12, 24, "1 to 2 years"),
        (1, 1, "about 1 month"),
        (79, 198, "6½ to 16½ years"),
        (58, 59, "about 5 years"),
    ],
)
def test_months_are_said_as_people_do(low, high, words):
    assert wording.between(low, high) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "Yes"),
        (None, ""),
        (12.0, "12"),
        (2.5, "2.5"),
        ("state-dependent", "Depends on the state"),
        ("employer-designation", "Employer designation"),
        (["a", "b"], "a; b"),
        (date(2026, 1, 15), "January 15, 2026"),
        ("NCLEX-RN", "NCLEX-RN"),
    ],
)
def test_values_are_said_in_words(value, words):
    assert wording.in_words(value) == words


@pytest.mark.parametrize(
    ("text", "domain"), [("bacb.org", "bacb.org"), ("state registry", ""), ("javascript:alert(1)", "")]
)
def test_only_a_domain_becomes_a_link(text, domain):
    assert wording.domain_of(text) == domain


def test_lists_that_name_a_slug_are_found_and_those_that_only_begin_so_are_not(session):
    session.add(
        Role(
            slug="made-up",
            title="Made up",
            track_slug="technician",
            level=1,
            directed_by=["nurse-manager-two"],
        )
    )
    session.flush()
    assert "made-up" not in [role.slug for role in naming(Role, "directed_by", "nurse-manager")]
