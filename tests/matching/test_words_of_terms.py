"""Are a round's terms, and what several mentors mean, said in plain words?"""

from __future__ import annotations

import pytest

from mentornet.matching.engine import Objective, Unranked
from mentornet.matching.rules import Terms
from mentornet.matching.words import several_asks, several_words, term_rows
from mentornet.programs.models import Side


def test_a_round_as_it_begins_says_so_in_five_lines():
    assert term_rows(Terms()) == [
        ("Seeks", "As many as possible"),
        ("Meet", "One to one"),
        ("For each mentor", "As fit decides"),
        ("For each mentee", "One mentor"),
        ("Minimum fit", "None"),
    ]


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        (Terms(least_mentees=1), ("For each mentor", "At least 1 mentee, where that can be")),
        (
            Terms(least_mentees=1, most_mentees=3),
            ("For each mentor", "At least 1 mentee, where that can be; at most 3 mentees"),
        ),
        (Terms(most_mentees=1), ("For each mentor", "At most 1 mentee")),
        (Terms(most_mentees=2, circle_size=4), ("For each mentor", "As fit decides")),
        (Terms(circle_size=4), ("Meet", "Circles of up to 4")),
        (Terms(most_mentors=3), ("For each mentee", "Up to 3 mentors at once")),
        (Terms(minimum_fit=40), ("Minimum fit", "40 %")),
        (
            Terms(objective=Objective.STABLE_MENTORS, unranked=Unranked.REFUSE),
            ("Who was not ranked", "Nobody else will do"),
        ),
    ],
)
def test_each_term_is_said(terms, line):
    assert line in term_rows(terms)


def test_several_mentors_are_told_only_where_there_may_be_several():
    assert several_words(1, [(1, 5)], 0) == ""
    assert several_words(2, [(1, 1), (2, 4)], 0).endswith(
        "4 mentees would get 2 mentors and 1 mentee would get 1 mentor."
    )
    assert several_words(2, [], 1).endswith("1 mentee had one before, and took part for one more.")
    assert several_asks(1, Side.MENTEE) == ""
    assert several_asks(3, Side.MENTEE) == (
        "You may have up to 3 mentors here at once; answer each proposal by itself"
    )
    assert "you would be one of them" in several_asks(3, Side.MENTOR)
