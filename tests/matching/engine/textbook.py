"""Deferred acceptance as the textbook has it: one asks after the other, in plain Python, with scores of the plain scorer.

D. Gale, L. S. Shapley, *College admissions and the stability of marriage*, 1962. Whoever asks gets the best they can have in any
stable set of pairs, and there is one such set alone: any right way of finding it finds the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from mentornet.matching.engine import Mentee, Mentor, Objective, Rules, Unranked
from mentornet.matching.engine.proof.audit import Auditor
from mentornet.matching.engine.proof.plain import plain_score
from mentornet.matching.engine.seeding import in_seeded_order

from . import tiny

Pair = tuple[str, str]
Order = Mapping[str, Mapping[str, tuple[int, int, int]]]
"""By person, how dear each other is: less is dearer, who is missing is refused."""


def stable_pairs(made: tiny.Batch) -> set[Pair]:
    """Return the pairs that the asking side would have, the locked ones among them."""
    locked = {(lock.mentee, lock.mentor) for lock in made.rules.locked}
    places = Counter({one.id: one.most_mentors for one in made.pool.mentees})
    places.update({one.id: one.seats for one in made.pool.mentors})
    places.subtract(name for pair in locked for name in pair)
    mentees, mentors = orders(made, locked)
    if made.wanted.objective is Objective.STABLE_MENTEES:
        return locked | ask(mentees, mentors, places)
    return locked | {(mentee, mentor) for mentor, mentee in ask(mentors, mentees, places)}


def ask(askers: Order, asked: Order, places: Mapping[str, int]) -> set[Pair]:
    """Let everybody with a place left ask the dearest whom they have not asked; each keeps the dearest who asked."""
    waiting = {name: sorted(others, key=others.__getitem__) for name, others in askers.items()}
    held: dict[str, list[str]] = defaultdict(list)
    had: Counter[str] = Counter()
    open_ = [name for name in askers if places[name] > 0]
    while open_:
        name = open_[-1]
        if had[name] >= places[name] or not waiting[name]:
            open_.pop()
            continue
        other = waiting[name].pop(0)
        held[other].append(name)
        had[name] += 1
        if len(held[other]) > places[other]:
            last = max(held[other], key=asked[other].__getitem__)
            held[other].remove(last)
            had[last] -= 1
            open_.append(last)
    return {(name, other) for other, names in held.items() for name in names}


def orders(made: tiny.Batch, locked: set[Pair]) -> tuple[Order, Order]:
    """Ask everybody of a group what they think of everybody: by rank, then by fit, then by the seed's draw."""
    people = in_seeded_order(made.pool, made.wanted.seed)
    auditor = Auditor(Rules(forbidden=made.rules.forbidden), made.wanted)
    mentees: dict[str, dict[str, tuple[int, int, int]]] = {one.id: {} for one in people.mentees}
    mentors: dict[str, dict[str, tuple[int, int, int]]] = {one.id: {} for one in people.mentors}
    for row, mentee in enumerate(people.mentees):
        for column, mentor in enumerate(people.mentors):
            if tiny.group_of(mentee.id) != tiny.group_of(mentor.id) or (mentee.id, mentor.id) in locked:
                continue
            score = plain_score(mentee, mentor, made.wanted)
            mine = ranked(mentee, mentor.id, made)
            theirs = ranked(mentor, mentee.id, made)
            if score < made.wanted.minimum_score or None in (mine, theirs):
                continue
            if not auditor.broken_by(mentee, mentor) and mine is not None and theirs is not None:
                mentees[mentee.id][mentor.id] = mine, -score, column
                mentors[mentor.id][mentee.id] = theirs, -score, row
    return mentees, mentors


def ranked(one: Mentee | Mentor, other: str, made: tiny.Batch) -> int | None:
    """Return the rank of somebody; behind all ranks where there is none, nothing where that means no."""
    wishes: Sequence[str] = one.wishes
    if other in wishes:
        return wishes.index(other)
    refuses = made.wanted.unranked is Unranked.REFUSE and bool(wishes)
    return None if refuses else 10_000
