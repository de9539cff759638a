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
from mentornet.matching.engine.others.stable import match_stably
from mentornet.matching.engine.others.wanting import NEVER, Wanting, wanting_of
from mentornet.matching.engine.proof.stability import find_blocking
from mentornet.matching.engine.scoring.looks import Block, Picked

from . import pools

Made = list[tuple[int, int]]


def silent(stage: str, fraction: float) -> None:
    """Tell nobody."""


def seats_of(people: Pool) -> tuple[np.ndarray, np.ndarray]:
    return (
        np.array([mentee.most_mentors for mentee in people.mentees], int),
        np.array([mentor.seats for mentor in people.mentors], int),
    )


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


def every_stable(seats: tuple[np.ndarray, np.ndarray], own: np.ndarray, theirs: np.ndarray) -> Iterator[Made]:
    """Try every set of pairs, and keep those that no pair blocks."""
    choices = [
        [
            some
            for count in range(int(wants) + 1)
            for some in itertools.combinations(np.flatnonzero(row < NEVER).tolist(), count)
        ]
        for row, wants in zip(own, seats[0], strict=True)
    ]
    for chosen in itertools.product(*choices):
        taken = Counter(column for some in chosen for column in some)
        if all(count <= seats[1][column] for column, count in taken.items()):
            made = [(row, column) for row, some in enumerate(chosen) for column in some]
            if not any(blocks(made, seats, own, theirs, pair) for pair in np.ndindex(own.shape)):
                yield made


def blocks(
    made: Made,
    seats: tuple[np.ndarray, np.ndarray],
    own: np.ndarray,
    theirs: np.ndarray,
    pair: tuple[int, ...],
) -> bool:
    row, column = pair
    mine = [own[one, other] for one, other in made if one == row]
    held = [theirs[one, other] for one, other in made if other == column]
    if own[pair] >= NEVER or (row, column) in made or not seats[1][column]:
        return False
    would = len(mine) < seats[0][row] or own[pair] < max(mine)
    takes = len(held) < seats[1][column] or theirs[pair] < max(held)
    return bool(would and takes)


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    sizes=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    unranked=st.sampled_from(Unranked),
    minimum=st.sampled_from((0, 0, 300_000)),
    most=st.sampled_from((1, 1, 2)),
)
def test_each_side_gets_its_best_of_all_stable_rounds_when_it_asks(
    seed: int, sizes: tuple[int, int], unranked: Unranked, minimum: int, most: int
) -> None:
    draw = random.Random(seed)
    people = ranked(draw, pools.pool(draw, *sizes))
    people = Pool(
        tuple(replace(one, most_mentors=draw.randint(1, most)) for one in people.mentees), people.mentors
    )
    rules = pools.rules(draw, people, locks=0)
    wanted = Settings(seed=seed, unranked=unranked, minimum_score=minimum)
    wanting = wanting_of(people, rules, wanted)
    own, theirs = orders(wanting, people)
    stable = list(every_stable(seats_of(people), own, theirs))
    for mentees_ask in (True, False):
        found = match_stably(wanting, seats_of(people), silent, mentees_ask=mentees_ask)
        assert found in stable
        better = min if mentees_ask else max
        for row in range(sizes[0]):
            had = [sorted(own[pair] for pair in made if pair[0] == row) for made in stable]
            assert len({len(places) for places in had}) == 1
            got = sorted(own[pair] for pair in found if pair[0] == row)
            assert got == [better(places) for places in zip(*had, strict=True)]


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
