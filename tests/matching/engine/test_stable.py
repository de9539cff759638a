"""Stable pairs hold, and the asking side does as well as it can: known by trying everything."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import Mentee, Mentor, Pool, Rules, Settings, Unranked
from mentornet.matching.engine.looks import Block, Picked
from mentornet.matching.engine.stability import find_blocking
from mentornet.matching.engine.stable import match_stably
from mentornet.matching.engine.wanting import NEVER, Wanting, wanting_of

from . import pools

Made = list[tuple[int, int]]


def silent(stage: str, fraction: float) -> None:
    """Tell nobody."""


def seats_of(people: Pool) -> tuple[np.ndarray, np.ndarray]:
    return np.ones(len(people.mentees), int), np.array([mentor.seats for mentor in people.mentors], int)


def ranked(draw: random.Random, people: Pool) -> Pool:
    """Give both sides ranked lists: whole, partial or none."""
    mentees, mentors = [one.id for one in people.mentees], [one.id for one in people.mentors]

    def some(names: list[str]) -> tuple[str, ...]:
        return tuple(draw.sample(names, draw.randint(0, len(names))))

    return Pool(
        tuple(replace(one, wishes=some(mentors)) for one in people.mentees),
        tuple(replace(one, wishes=some(mentees)) for one in people.mentors),
    )


def orders(wanting: Wanting, people: Pool) -> tuple[np.ndarray, np.ndarray]:
    whole = Picked(np.arange(len(people.mentees)), np.arange(len(people.mentors)))
    return wanting.places(whole, whole.shape)


def every_stable(people: Pool, own: np.ndarray, theirs: np.ndarray) -> Iterator[Made]:
    """Try every set of pairs, and keep those that no pair blocks."""
    seats = [mentor.seats for mentor in people.mentors]
    choices = [[None, *np.flatnonzero(row < NEVER).tolist()] for row in own]
    for chosen in itertools.product(*choices):
        taken = Counter(column for column in chosen if column is not None)
        if any(count > seats[column] for column, count in taken.items()):
            continue
        made = [(row, column) for row, column in enumerate(chosen) if column is not None]
        if not any(
            blocks(made, dict(made), seats, own, theirs, row, column)
            for row in range(len(own))
            for column in range(len(seats))
        ):
            yield made


def blocks(  # everything there is about one pair
    made: Made,
    mine: dict[int, int],
    seats: list[int],
    own: np.ndarray,
    theirs: np.ndarray,
    row: int,
    column: int,
) -> bool:
    held = [one for one, other in made if other == column]
    if own[row, column] >= NEVER or mine.get(row) == column or not seats[column]:
        return False
    would = row not in mine or own[row, column] < own[row, mine[row]]
    takes = len(held) < seats[column] or theirs[row, column] < max(theirs[one, column] for one in held)
    return bool(would and takes)


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(0, 5), st.integers(0, 4)),
    unranked=st.sampled_from(Unranked),
    minimum=st.sampled_from((0, 0, 300_000)),
)
def test_each_side_gets_its_best_of_all_stable_rounds_when_it_asks(
    seed: int, sizes: tuple[int, int], unranked: Unranked, minimum: int
) -> None:
    draw = random.Random(seed)
    people = ranked(draw, pools.pool(draw, *sizes))
    rules = pools.rules(draw, people, locks=0)
    wanted = Settings(seed=seed, unranked=unranked, minimum_score=minimum)
    wanting = wanting_of(people, rules, wanted)
    own, theirs = orders(wanting, people)
    stable = list(every_stable(people, own, theirs))
    for mentees_ask in (True, False):
        found = match_stably(wanting, seats_of(people), silent, mentees_ask=mentees_ask)
        assert found in stable
        for row in range(sizes[0]):
            places = [own[row, dict(made)[row]] if row in dict(made) else NEVER for made in stable]
            got = own[row, dict(found)[row]] if row in dict(found) else NEVER
            assert got == (min(places) if mentees_ask else max(places))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), unranked=st.sampled_from(Unranked), clones=st.sampled_from((0.2, 0.8)))
def test_no_pair_blocks_by_the_independent_count_and_a_pair_taken_away_does(
    seed: int, unranked: Unranked, clones: float
) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, 30, 20, clones=clones)
    people = ranked(draw, people) if seed % 2 else people
    rules = pools.rules(draw, people, locks=0)
    wanted = Settings(unranked=unranked)
    found = match_stably(
        wanting_of(people, rules, wanted), seats_of(people), silent, mentees_ask=bool(seed % 3)
    )
    named = [(people.mentees[row].id, people.mentors[column].id) for row, column in found]
    assert not find_blocking(people, rules, wanted, named, silent)
    if named:
        assert named[0] in find_blocking(people, rules, wanted, named[1:], silent)


def test_a_list_longer_than_what_is_fetched_at_once_is_gone_through() -> None:
    size = 100
    mentors = tuple(Mentor(id=f"j{n}") for n in range(size))
    names = tuple(mentor.id for mentor in mentors)
    people = Pool(tuple(Mentee(id=f"i{n}", wishes=names) for n in range(size)), mentors)
    found = match_stably(wanting_of(people, Rules(), Settings()), seats_of(people), silent, mentees_ask=True)
    assert found == [
        (n, n) for n in range(size)
    ]  # all want the same; mentors take who comes first by the seed


def test_whoever_refuses_the_unranked_stays_alone_rather_than_with_them() -> None:
    people = Pool((Mentee(id="ben", wishes=("ada",)),), (Mentor(id="ada", seats=0), Mentor(id="eve")))
    for unranked, made in ((Unranked.SCORE, [(0, 1)]), (Unranked.REFUSE, [])):
        wanting = wanting_of(people, Rules(), Settings(unranked=unranked))
        assert match_stably(wanting, seats_of(people), silent, mentees_ask=True) == made


def test_a_mentor_who_ranks_nobody_takes_by_score_even_where_the_unranked_are_refused() -> None:
    people = Pool(
        (Mentee(id="ben", goals=("rn",), wishes=("ada",)), Mentee(id="drew", goals=("x",), wishes=("ada",))),
        (Mentor(id="ada", goals=("rn",)),),
    )
    wanting = wanting_of(people, Rules(), Settings(unranked=Unranked.REFUSE))
    assert match_stably(wanting, seats_of(people), silent, mentees_ask=True) == [(0, 0)]


@pytest.mark.parametrize("mentees_ask", [True, False])
def test_one_mentee_with_many_mentors_gets_the_best(*, mentees_ask: bool) -> None:
    mentors = (*(Mentor(id=f"j{n}", goals=("x",)) for n in range(3000)), Mentor(id="ada", goals=("rn",)))
    people = Pool((Mentee(id="ben", goals=("rn",)),), mentors)
    wanting = wanting_of(people, Rules(), Settings())
    assert match_stably(wanting, seats_of(people), silent, mentees_ask=mentees_ask) == [(0, 3000)]


def test_picked_people_are_measured_as_a_block_measures_them() -> None:
    draw = random.Random(9)
    people = pools.pool(draw, 40, 30)
    wanting = wanting_of(people, pools.rules(draw, people), Settings())
    whole = wanting.places(Block(slice(0, 40), slice(0, 30)), (40, 30))
    rows, columns = np.array([0, 3, 4, 39]), np.array([1, 2, 17])
    some = wanting.places(Picked(rows, columns), (4, 3))
    for part, found in zip(whole, some, strict=True):
        assert (part[np.ix_(rows, columns)] == found).all()
