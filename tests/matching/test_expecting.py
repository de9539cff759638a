"""What a round takes is said before it runs; more than the site allows is refused by a sentence."""

from __future__ import annotations

import pytest

from config import Settings
from mentornet.foundation.errors import Refusal
from mentornet.matching.engine import Cost, Mentee, Mentor, Pool, expected_cost
from mentornet.matching.expecting import cost_words, ensure_within, expected_of_pool


def test_more_people_take_longer_and_more_memory():
    small, large = expected_cost(1_000, 625, 1_000), expected_cost(10_000, 6_250, 10_000)
    assert small.seconds < 1 < large.seconds
    assert small.megabytes < large.megabytes


def test_several_mentors_each_are_said_to_take_longer_and_more_memory():
    mentors = (Mentor(id="1", seats=3),)
    one, two = (
        expected_of_pool(Pool((Mentee(id="1"), Mentee(id="2", most_mentors=most)), mentors))
        for most in (1, 2)
    )
    assert two.seconds > 2 * one.seconds
    assert two.megabytes > one.megabytes


def test_more_processors_take_less_time():
    alone = expected_cost(100_000, 62_500, 100_000)
    assert expected_cost(100_000, 62_500, 100_000, processors=2).seconds < alone.seconds


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (Cost(0.2, 83), "less than a second and 80 MB of memory"),
        (Cost(11.7, 274), "about 12 seconds and 270 MB of memory"),
        (Cost(300, 1530), "about 5 minutes and 1,530 MB of memory"),
    ],
)
def test_a_cost_is_said_in_words(cost, words):
    assert cost_words(cost) == words


@pytest.mark.parametrize("limit", [{"matching_memory": "500"}, {"matching_minutes": "2"}])
def test_what_the_site_does_not_allow_is_refused(limit):
    ensure_within(Cost(60, 400), Settings(**limit))
    with pytest.raises(
        Refusal, match="would take about 5 minutes and 1,500 MB of memory, and this site allows"
    ):
        ensure_within(Cost(300, 1500), Settings(**limit))


def test_a_site_without_limits_refuses_nothing():
    ensure_within(Cost(1e6, 1e6), Settings())
