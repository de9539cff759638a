"""What becomes of a solved round when people answer and a coordinator changes it by hand."""

from __future__ import annotations

import random

from mentornet.matching.engine import (
    Forbidden,
    Mentee,
    Mentor,
    Pool,
    Rule,
    Rules,
    Settings,
    effect_of,
    open_pool,
    open_rules,
    resolve,
    solve,
    swap,
    verify,
)

from . import pools

PEOPLE = Pool(
    (Mentee(id="ben", goals=("rn",)), Mentee(id="drew", goals=("lead",)), Mentee(id="flo", goals=("rn",))),
    (Mentor(id="ada", goals=("rn",)), Mentor(id="eve", goals=("lead",))),
)
PAIRS = [("ben", "ada"), ("drew", "eve")]


def test_kept_pairs_are_never_touched_and_free_seats_go_to_open_people() -> None:
    result = resolve(
        PEOPLE, Rules(forbidden=(Forbidden("ben", "ada", Rule.DECLINED),)), Settings(), [("drew", "eve")]
    )
    assert [(pair.mentee, pair.mentor) for pair in result.pairs] == [("flo", "ada")]
    assert [one.mentee for one in result.unplaced] == ["ben"]
    assert result.optimal


def test_what_is_left_can_be_verified_like_any_round() -> None:
    draw = random.Random(2)
    people = pools.pool(draw, 40, 25)
    rules = pools.rules(draw, people, locks=0)
    first = solve(people, rules, Settings())
    kept = [(pair.mentee, pair.mentor) for pair in first.pairs[::2]]
    result = resolve(people, rules, Settings(), kept)
    left = open_pool(people, kept)
    assert verify(left, open_rules(rules, left), Settings(), result).holds
    assert len(kept) + len(result.pairs) == len(first.pairs)
    assert sum(pair.score for pair in first.pairs[::2]) + result.total == first.total


def test_mentors_whose_seats_are_all_kept_take_no_part_and_kept_pairs_fill_lower_seats_first() -> None:
    people = Pool(PEOPLE.mentees, (PEOPLE.mentors[0], Mentor(id="eve", seats=3, lower_seats=2)))
    left = open_pool(people, [("ben", "ada"), ("drew", "eve")])
    assert left.mentors == (Mentor(id="eve", seats=2, lower_seats=1),)


def test_a_swap_tells_what_it_costs() -> None:
    remove, add = swap(PAIRS, "ben", "drew")
    effect = effect_of(PEOPLE, Rules(), Settings(), PAIRS, add=add, remove=remove)
    assert (effect.total, effect.delta, effect.placed, effect.broken) == (0, -2_000_000, 0, ())
    assert set(effect.pairs) == {("ben", "eve"), ("drew", "ada")}


def test_a_pair_taken_out_frees_its_mentee() -> None:
    effect = effect_of(PEOPLE, Rules(), Settings(), PAIRS, remove=[("ben", "ada")])
    assert (effect.delta, effect.placed) == (-1_000_000, -1)


def test_an_added_pair_names_the_rules_it_breaks() -> None:
    rules = Rules(forbidden=(Forbidden("flo", "ada", Rule.BLOCKED),))
    effect = effect_of(PEOPLE, rules, Settings(), PAIRS, add=[("flo", "ada"), ("ben", "eve")])
    assert effect.broken == (
        ("flo", "ada", "blocked"),
        ("flo", "ada", "seats"),
        ("ben", "eve", "seats"),
        ("ben", "eve", "mentee_twice"),
    )
