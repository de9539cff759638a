"""Which texts are held because they could point to a client, and which are let through?"""

from __future__ import annotations

import pytest

from mentornet.safety.identifiers import RULES, explanation, find_identifiers
from mentornet.safety.risk import shows_risk

HELD = [
    ("names", "I worked with a client named Maria for months."),
    ("names", "My client Maria taught me patience."),
    ("names", "One of my guys, J.R., was hard to reach."),
    ("names", "We had a patient, T. who never spoke."),
    ("names", "The resident's mother Teresa calls daily."),
    ("names", "The client's name was Ortega."),
    ("names", "Maria, a client of mine, left."),
    ("geography", "the kid in room 12 on the west unit"),
    ("geography", "She lives at 44 Willow Street."),
    ("geography", "Sacramento, CA 95814"),
    ("geography", "It happened on Unit 4B."),
    ("dates", "He was admitted last Tuesday."),
    ("dates", "On March 3 she was discharged to her family."),
    ("dates", "born 4/12/1987"),
    ("dates", "I sat with a 93-year-old."),
    ("phone", "His family can be called at (916) 555-0142."),
    ("phone", "415 555 0142"),
    ("fax", "Fax: 916-555-0142"),
    ("email", "write to j.ortega@mail.example"),
    ("ssn", "123-45-6789"),
    ("mrn", "MRN 0045512"),
    ("mrn", "look at chart number 88123"),
    ("plan-id", "Medicaid ID 99887766A"),
    ("account", "it was 4400123456789"),
    ("certificate-licence", "license no. PT34567"),
    ("vehicle", "he drove off, plate 7ABC123"),
    ("device", "the pump, serial number AB-99812"),
    ("urls", "see https://social.example/j.ortega"),
    ("ip", "came from 192.168.4.17"),
    ("photos", "I have a picture of our client on my phone"),
    ("biometric", "the fingerprints of a patient"),
    ("other-unique", "You know, the one from the news."),
]

LET_THROUGH = [
    "I have been a Patient Care Technician since 2014.",
    "Client rights and patient safety are what I care about.",
    "I work nights at a state hospital in California and want to become a nurse.",
    "I am a resident of Ohio and speak Spanish.",
    "Clients teach me patience. I help each client I meet.",
    "I got my RN in 2021 after 3 years as a technician.",
    "In 2016 I moved from the day shift to nights.",
    "I worked 12 hour shifts on three units.",
    "There is room to grow. My unit was kind.",
    "Call or text 988, or SAMHSA at 1-800-662-4357.",
    "The state's rules are on https://www.bvnpt.ca.gov/licensees.",
    "Group work with older adults, some over 80.",
    "I supervise 14 people and have 25 years in the field.",
    "I took the NCPT-1 exam and the CPI refresher.",
    "I was a Patient Advocate before.",
    "Suicide prevention is my specialty.",
    "I want someone who made the step to LPN or RN.",
    "My hours: Monday to Friday, 8 to 4.",
    "The patient I think of taught me to listen.",
    "I read the news and follow staffing law.",
    "",
]


@pytest.mark.parametrize(("slug", "text"), HELD)
def test_a_planted_identifier_is_found_and_its_class_is_named(slug, text):
    assert slug in {finding.slug for finding in find_identifiers(text)}


@pytest.mark.parametrize("text", LET_THROUGH)
def test_words_about_oneself_are_no_false_alarm(text):
    assert find_identifiers(text) == []


def test_every_class_of_the_catalogue_has_a_rule():
    assert len({rule.slug for rule in RULES}) == 18


def test_the_explanation_quotes_the_words_and_says_what_to_do():
    said = explanation(find_identifiers("My client Maria."))
    assert "“client Maria” looks like the name" in said
    assert "write it another way" in said


def test_a_fax_number_is_not_named_twice():
    assert [finding.slug for finding in find_identifiers("Fax: 916-555-0142")] == ["fax"]


@pytest.mark.parametrize(
    "text", ["x" * 5_000, "client " * 1_000, "1-" * 3_000, "admitted " * 800, "A. " * 2_000]
)
def test_long_texts_of_one_pattern_are_read_to_their_end(text):
    # a pattern that goes back over what it has read would not come to an end here
    assert len(find_identifiers(text + " MRN 12345678")) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "Some days I want to die.",
        "I don\N{RIGHT SINGLE QUOTATION MARK}t want to be here any more",
        "I'm suicidal",
        "thinking of killing myself",
    ],
)
def test_words_of_danger_to_oneself_are_seen(text):
    assert shows_risk(text)


@pytest.mark.parametrize(
    "text",
    [
        "I teach suicide prevention.",
        "I ended my shift late.",
        "I want to live near the sea.",
        "end my contract",
    ],
)
def test_the_subject_itself_is_no_danger(text):
    assert not shows_risk(text)
