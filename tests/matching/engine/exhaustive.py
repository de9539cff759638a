"""Small rounds with every option together, and the best of each by trying everything in plain Python."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from mentornet.matching.engine import FULL, Mentee, Objective, Pool, Rules, Settings, score_pair
from mentornet.matching.engine.proof.audit import Auditor


def with_places(draw: random.Random, people: Pool) -> Pool:
    """Let some want several mentors, some come first, and some mentors wait for somebody."""
    return Pool(
        tuple(
            replace(one, most_mentors=draw.choice((1, 1, 2, 3)), priority=draw.choice((0, 0, 0, 250_000)))
            for one in people.mentees
        ),
        tuple(replace(one, lower_seats=draw.randint(0, one.seats)) for one in people.mentors),
    )


def choices_of(
    mentee: Mentee, people: Pool, rules: Rules, wanted: Settings
) -> Iterator[tuple[frozenset[int], int]]:
    """Yield each set of mentors that the mentee may have, with its worth."""
    auditor = Auditor(rules, wanted)
    locked = {(lock.mentee, lock.mentor) for lock in rules.locked}
    must = {place for place, mentor in enumerate(people.mentors) if (mentee.id, mentor.id) in locked}
    scores = [score_pair(mentee, mentor, wanted) + mentee.priority for mentor in people.mentors]
    able = [
        place
        for place, mentor in enumerate(people.mentors)
        if place in must
        or (not auditor.broken_by(mentee, mentor) and scores[place] - mentee.priority >= wanted.minimum_score)
    ]
    for count in range(mentee.most_mentors + 1):
        for some in itertools.combinations(able, count):
            if must <= set(some):
                yield frozenset(some), sum(scores[place] for place in some)


def exhaustive(people: Pool, rules: Rules, wanted: Settings) -> tuple[int, int]:
    """Return the largest (placed, worth) in the objective's own order, by trying everything.

    The worth is scores, priorities and a little more than a whole for each lower seat filled, locked pairs among them.
    """
    choices = [list(choices_of(mentee, people, rules, wanted)) for mentee in people.mentees]

    def order(outcome: tuple[int, int]) -> tuple[int, int]:
        return outcome if wanted.objective is Objective.MOST else (outcome[1], outcome[0])

    @cache
    def search(row: int, taken: tuple[int, ...]) -> tuple[int, int]:
        if row == len(choices):
            filled = sum(
                min(count, mentor.lower_seats) for count, mentor in zip(taken, people.mentors, strict=True)
            )
            return 0, filled * (FULL + 1)
        found = [(-(10**6), -(10**12))]
        for some, worth in choices[row]:
            after = tuple(count + (place in some) for place, count in enumerate(taken))
            if all(count <= mentor.seats for count, mentor in zip(after, people.mentors, strict=True)):
                placed, total = search(row + 1, after)
                found.append((placed + bool(some), total + worth))
        return max(found, key=order)

    return search(0, (0,) * len(people.mentors))


def worth_of(people: Pool, result_pairs: list[tuple[str, str]], wanted: Settings) -> tuple[int, int]:
    mentees, mentors = {one.id: one for one in people.mentees}, {one.id: one for one in people.mentors}
    worth = sum(score_pair(mentees[a], mentors[b], wanted) + mentees[a].priority for a, b in result_pairs)
    filled = sum(
        min(mentor.lower_seats, sum(other == mentor.id for _, other in result_pairs))
        for mentor in people.mentors
    )
    return len({mentee for mentee, _ in result_pairs}), worth + filled * (FULL + 1)
