"""Are texts compared as people mean them?"""

from __future__ import annotations

import pytest

from mentornet.foundation.forms import is_local, tidied
from mentornet.foundation.templating import counted, initials, joined
from mentornet.foundation.words import canonical_address, folded, slugified


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Ben.Okoro@Gmail.com", "benokoro@gmail.com"),
        ("ben+mentors@people.example", "ben@people.example"),
        (" BEN@People.Example ", "ben@people.example"),
        ("b.e.n@googlemail.com", "ben@gmail.com"),
    ],
)
def test_one_mailbox_written_differently_is_one_address(typed, same):
    assert canonical_address(typed) == same


def test_search_does_not_mind_case_accents_or_spaces():
    assert folded("  José   NÚÑEZ ") == "jose nunez"


def test_a_slug_is_made_of_plain_words():
    assert slugified("Bridges: North & South") == "bridges-north-south"
    assert slugified("李") == "x"


def test_typed_text_is_tidied():
    assert tidied(" a\x00b\r\nc ") == "ab\nc"


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u3164", " \u00a0 ", "\u0301"])
def test_a_text_that_nobody_sees_is_empty(text):
    assert tidied(text) == ""


@pytest.mark.parametrize("text", ["?", "李", "\U0001f642", "a\u0301"])
def test_a_text_that_is_seen_stays(text):
    assert tidied(text)


@pytest.mark.parametrize("target", ["/rounds/7", "/people?page=2"])
def test_a_page_of_ours_is_local(target):
    assert is_local(target)


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "", None, "javascript:1", "/ x", "/\tx"],
)
def test_what_leads_elsewhere_is_not(target):
    assert not is_local(target)


def test_numbers_and_names_read_as_words():
    assert counted(1, "mentee") == "1 mentee"
    assert counted(1200, "mentee") == "1,200 mentees"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert initials("Maria de la Cruz") == "MC"
