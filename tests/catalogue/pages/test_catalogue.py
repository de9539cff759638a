"""Is the whole catalogue found, read and linked in the browser?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.catalogue.kinds import PUBLIC
from mentornet.catalogue.models import Credential, Faq, Organization, Role, State
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.catalogue.pages.scenes import text_of
from tests.support.applications import in_context
from tests.support.statements import counted_statements

ARTICLE_ORGANIZATIONS = [
    "aapt",
    "nami",
    "samhsa",
    "psychology-today",
    "nimh",
    "apa",
    "mha",
    "nasw",
    "the-mighty",
    "treatment-advocacy-center",
]


def test_the_index_names_every_public_kind(visit):
    text = text_of(visit().get("/catalogue"))
    assert all(f'href="/catalogue/{kind.key}"' in text for kind in PUBLIC)


def test_searching_bht_shows_the_mental_health_technician_first(visit):
    text = text_of(visit().get("/catalogue?q=BHT"))
    technician = text.index("/catalogue/roles/mental-health-technician")
    assert technician < text.index("/catalogue/roles/shift-supervisor")


def test_the_list_of_roles_finds_by_another_name(visit):
    text = text_of(visit().get("/catalogue/roles?q=psych+tech"))
    assert "/catalogue/roles/mental-health-technician" in text


def test_letters_with_two_meanings_are_spelled_out_on_search_and_page(visit):
    assert "American Psychiatric Association" in text_of(visit().get("/catalogue?q=APA"))
    assert "has more than one meaning" in text_of(visit().get("/catalogue/organizations/apa"))


def test_a_search_without_finds_says_what_to_try(visit):
    assert "Try another name for it" in text_of(visit().get("/catalogue?q=astronaut"))


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.key)
def test_every_entry_of_every_public_kind_has_a_page(app, visit, kind):
    with in_context(app):
        slugs = db.session.scalars(sa.select(kind.model.slug)).all()
    browser = visit()
    for slug in slugs if kind.table != "states" else slugs[:8]:
        text = text_of(browser.get(f"/catalogue/{kind.key}/{slug}"))
        assert "Where this comes from" in text


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.key)
def test_every_list_can_be_filtered_and_paged(visit, kind):
    text_of(visit().get(f"/catalogue/{kind.key}?q=a&page=2"))
    for name in kind.filters:
        text_of(visit().get(f"/catalogue/{kind.key}?{name}=nonsense&page=9999"))


def test_a_filter_narrows_the_list_and_can_be_removed(visit):
    text = text_of(visit().get("/catalogue/states?psych_tech_licensed=yes"))
    assert "<strong>4</strong>" in text
    assert 'href="/catalogue/states"' in text


@pytest.mark.parametrize(
    "address",
    [
        "/catalogue/roles/astronaut",
        "/catalogue/planets",
        "/catalogue/phi-identifiers",
        "/catalogue/roles/%00",
        "/catalogue/roles/x%27y",
    ],
)
def test_what_is_not_there_is_not_found(visit, address):
    assert visit().get(address).status_code == 404


@pytest.mark.parametrize(
    "typed", ["%00", "%25", "a%00b", "x" * 5000, "%F0%9F%98%80", "page=99999999999999999999"]
)
def test_strange_words_do_no_harm(visit, typed):
    text_of(visit().get(f"/catalogue?q={typed}&{typed}"))
    text_of(visit().get(f"/catalogue/roles?q={typed}&{typed}"))


def test_a_role_card_says_who_directs_whom_and_what_the_work_is(visit):
    text = text_of(visit().get("/catalogue/roles/mental-health-technician"))
    for words in (
        "Also called",
        "What the work is",
        "Works under the direction of",
        "Psychiatrist",
        "Next rungs",
    ):
        assert words in text


@pytest.mark.parametrize(
    "slug", ["lead-technician", "shift-supervisor", "milieu-manager", "program-coordinator"]
)
def test_lead_and_supervisor_cards_list_duties(visit, slug):
    assert "What the work is" in text_of(visit().get(f"/catalogue/roles/{slug}"))


def test_clinicians_are_roles_too(app):
    with in_context(app):
        for slug in ("psychiatrist", "clinical-psychologist", "registered-nurse", "clinical-social-worker"):
            assert db.session.get_one(Role, slug).retired_at is None


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_each_ncpt_level_has_a_page_with_prerequisites_and_source(visit, level):
    text = text_of(visit().get(f"/catalogue/credentials/ncpt-{level}"))
    assert "Before you can apply" in text
    assert "psychtechs.org" in text


def test_every_credential_says_that_the_issuers_page_prevails(app, visit):
    with in_context(app):
        credentials = db.session.execute(sa.select(Credential.slug, Credential.where_to_verify)).all()
    browser = visit()
    for slug, where in credentials:
        text = text_of(browser.get(f"/catalogue/credentials/{slug}"))
        assert "own page prevails" in text
        assert not where or where in text


def test_renewal_figures_nobody_confirmed_stand_behind_a_word_of_warning(visit):
    confirmed = text_of(visit().get("/catalogue/credentials/bcba"))
    assert "Confirm with the issuer" not in confirmed
    assert "Every 2 years, 32 hours of education" in confirmed
    unconfirmed = text_of(visit().get("/catalogue/credentials/ncpt-1"))
    assert "Show the figures that are not confirmed" in unconfirmed


def test_a_licence_and_a_certificate_are_told_apart(visit):
    assert "A licence: a state" in text_of(visit().get("/catalogue/credentials/ca-lpt"))
    assert "It is not a licence" in text_of(visit().get("/catalogue/credentials/ncpt-1"))


def test_all_fifty_six_states_have_a_page_and_four_say_that_a_licence_is_needed(app, visit):
    with in_context(app):
        slugs = db.session.scalars(sa.select(State.slug)).all()
    browser = visit()
    texts = {slug: text_of(browser.get(f"/catalogue/states/{slug}")) for slug in slugs}
    assert len(texts) == 56
    licensing = {slug for slug, text in texts.items() if "you need the state" in text}
    assert licensing == {"us-ca", "us-co", "us-ar", "us-ks"}
    assert "The board: State Board of Nursing" in texts["us-ks"]
    assert "Nurse Licensure Compact" in texts["us-tx"]
    assert "Sources differ" in texts["us-mo"]


@pytest.mark.parametrize("slug", ["cadc", "ncac-1", "ncac-2", "icrc-aadc", "mac", "rbt", "bcaba", "bcba"])
def test_addiction_and_behavior_credentials_show_their_renewal(visit, slug):
    assert "Every 2 years" in text_of(visit().get(f"/catalogue/credentials/{slug}"))


def test_a_goal_shows_milestones_and_at_least_two_resources(visit):
    text = text_of(visit().get("/catalogue/goals/get-certified"))
    assert "Milestones to begin from" in text
    assert text.count('href="/catalogue/organizations/') >= 2


def test_paying_for_school_has_links(visit):
    text = text_of(visit().get("/catalogue/goals/pay-for-school"))
    assert 'href="/catalogue/organizations/' in text


def test_the_medication_skill_points_to_state_law(visit):
    assert "decided by state law" in text_of(visit().get("/catalogue/specializations/medication-support"))


def test_the_eight_questions_of_the_article_are_answered(app, visit):
    with in_context(app):
        faqs = db.session.scalars(sa.select(Faq.slug).where(Faq.is_in_article)).all()
    assert len(faqs) == 8
    for slug in faqs:
        text_of(visit().get(f"/catalogue/faqs/{slug}"))


def test_questions_can_be_searched_by_words_of_the_answer(visit):
    assert "faq-supervised-hours" in text_of(visit().get("/catalogue/faqs?q=approved+supervisor"))


@pytest.mark.parametrize(
    ("slug", "link"),
    [
        ("faq-education", "/ladder?to=registered-nurse"),
        ("faq-certification", "/catalogue/credentials/ca-lpt"),
        ("faq-supervisor-duties", "/catalogue/roles/lead-technician"),
        ("faq-specialties", "/catalogue/specializations/trauma-therapy"),
        ("faq-networking", "/catalogue/goals/build-network"),
        ("faq-challenges", "/catalogue/challenges/turnover"),
        ("faq-continuous-development", "/catalogue/credentials/ncpt-1"),
        ("faq-mentorship", "/catalogue/goals/choose-path"),
    ],
)
def test_each_question_of_the_article_is_linked_onward(visit, slug, link):
    assert f'href="{link}"' in text_of(visit().get(f"/catalogue/faqs/{slug}"))


def test_the_mentor_question_says_what_mentors_are_not(visit):
    assert "not your supervisor, your therapist" in text_of(visit().get("/catalogue/faqs/faq-mentorship"))


@pytest.mark.parametrize("slug", ["funding-cuts", "turnover", "emotional-toll"])
def test_the_three_challenges_of_the_article_have_facts_and_helps(visit, slug):
    text = text_of(visit().get(f"/catalogue/challenges/{slug}"))
    assert "What is known" in text
    assert "What helps" in text


def test_all_ten_organizations_of_the_article_are_there(app):
    with in_context(app):
        named = db.session.scalars(sa.select(Organization.slug).where(Organization.is_in_article)).all()
    assert sorted(named) == sorted(ARTICLE_ORGANIZATIONS)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("aapt", "/catalogue/credentials/ncpt-1"),
        ("nami", "/catalogue/conferences/namicon"),
        ("nami", "/catalogue/goals/understand-families"),
        ("samhsa", "1-800-662-4357"),
        ("samhsa", "links and programmes can vanish"),
        ("psychology-today", "/catalogue/goals/burnout"),
        ("nimh", "/catalogue/goals/research-path"),
        ("apa", "American Psychological Association"),
        ("apa", "not the American Psychiatric Association"),
        ("mha", "/catalogue/credentials/ncps"),
        ("nasw", "/catalogue/tracks/social-work"),
        ("the-mighty", "no clinical oversight"),
        ("treatment-advocacy-center", "this entry takes no side"),
    ],
)
def test_an_organization_of_the_article_is_linked_and_described(visit, slug, words):
    assert words in text_of(visit().get(f"/catalogue/organizations/{slug}"))


def test_organizations_can_be_filtered_by_need(visit):
    text = text_of(visit().get("/catalogue/organizations?serves_goals=research-path"))
    assert "/catalogue/organizations/nimh" in text
    assert "/catalogue/organizations/cpi" not in text


def test_support_shows_988_before_everything_else(visit):
    text = text_of(visit().get("/support"))
    assert 0 < text.index('href="tel:988"') < text.index("Veterans Crisis Line")
    assert "not a crisis service" in text


def test_figures_show_their_year_and_source(visit):
    text = text_of(visit().get("/catalogue/field-stats"))
    assert "2022-32" in text
    assert "Occupational Outlook Handbook" in text


def test_a_retired_entry_says_so_and_is_no_longer_listed(app, visit):
    with in_context(app):
        db.session.get_one(Credential, "mandt").retired_at = clock.now()
    assert "This entry is retired" in text_of(visit().get("/catalogue/credentials/mandt"))
    assert "/catalogue/credentials/mandt" not in text_of(visit().get("/catalogue/credentials?q=mandt"))


def test_a_page_costs_a_few_queries_however_much_is_on_it(app, visit):
    browser = visit()
    text_of(browser.get("/catalogue/roles/mental-health-technician"))
    with app.app_context(), counted_statements() as statements:
        text_of(browser.get("/catalogue/roles/mental-health-technician"))
    assert 3 < len(statements) <= 20
