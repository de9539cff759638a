"""A circle takes several at once, and begins with enough of them where that can be had."""

from __future__ import annotations

import pytest

from mentornet.matching.engine import BadPoolError, Mentee, Mentor, Objective, Pool, Rules, Settings, solve
from mentornet.matching.engine.circles import with_circle


@pytest.mark.parametrize("objective", Objective)
def test_a_circle_takes_several_at_once(objective: Objective) -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}", goals=("rn",)) for n in range(5)),
        (with_circle(Mentor(id="ada", seats=0, goals=("rn",)), 4),),
    )
    result = solve(people, Rules(), Settings(objective=objective))
    assert [pair.mentor for pair in result.pairs] == ["ada"] * 4
    assert result.optimal


def test_a_circle_begins_with_enough_where_seats_alone_would_do_better_elsewhere() -> None:
    mentees = tuple(Mentee(id=f"i{n}", goals=("rn", "lead")) for n in range(3))
    best, other = Mentor(id="best", seats=3, goals=("rn", "lead")), Mentor(id="other", seats=0, goals=("rn",))
    alone = solve(Pool(mentees, (best, with_circle(other, 4, least=0))), Rules(), Settings())
    begun = solve(Pool(mentees, (best, with_circle(other, 4))), Rules(), Settings())
    assert [pair.mentor for pair in alone.pairs].count("other") == 0
    assert [pair.mentor for pair in begun.pairs].count("other") == 2


@pytest.mark.parametrize(("size", "least"), [(0, 0), (2, 3), (3, -1)])
def test_a_circle_that_cannot_be_is_refused(size: int, least: int) -> None:
    with pytest.raises(BadPoolError, match="Mentor ada has a circle"):
        with_circle(Mentor(id="ada"), size, least=least)
