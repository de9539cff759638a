"""Random rounds to try the engine on, small for exhaustive search and large for everything else."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from mentornet.matching.engine import Forbidden, Lock, Mentee, Mentor, Pool, Rule, Rules, Settings, Walked
from mentornet.matching.engine.proof.audit import Auditor

ROLES = ("aide", "technician", "certified", "nurse", "lead", "counselor")
WORDS = tuple("abcdefgh")
STATES = ("CA", "CO", "KS")
LANGUAGES = ("en", "es", "tl")


def some(draw: random.Random, words: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(draw.sample(words, draw.randint(0, most)))


def mentee(draw: random.Random, name: str) -> Mentee:
    here = draw.randrange(len(ROLES) - 1)
    path = ROLES[here : here + draw.randint(1, 3) + 1]
    return Mentee(
        id=name,
        current_role=path[0],
        target_role=path[-1],
        steps_wanted=tuple(itertools.pairwise(path)),
        level=draw.choice((None, here)),
        years=draw.choice((None, 1.0, 4.5)),
        goals=some(draw, WORDS, 3),
        specializations=some(draw, WORDS, 2),
        skills=some(draw, WORDS, 2),
        credentials=some(draw, WORDS, 1),
        settings=some(draw, WORDS, 1),
        populations=some(draw, WORDS, 1),
        region=draw.choice((None, *STATES)),
        licence_state=draw.choice((None, None, *STATES)),
        available=draw.choice((None, draw.getrandbits(168) & draw.getrandbits(168))),
        rotates=draw.random() < 0.2,
        languages=some(draw, LANGUAGES, 2),
        employer=draw.choice((None, "north", "south")),
        allows_same_employer=draw.random() < 0.5,
        identities=(draw.choice(("p1", "p2", f"{name}@x")),) if draw.random() < 0.3 else (),
        managers=(draw.choice(("j0", "j1")),) if draw.random() < 0.2 else (),
    )


def mentor(draw: random.Random, name: str, most_seats: int = 3) -> Mentor:
    start = draw.randrange(len(ROLES) - 1)
    roles = ROLES[start : start + draw.randint(1, 3) + 1]
    return Mentor(
        id=name,
        seats=draw.randint(0 if most_seats < 3 else 1, most_seats),
        current_role=roles[-1],
        walked=tuple(Walked(from_role=a, to_role=b, year=2020) for a, b in itertools.pairwise(roles)),
        level=draw.choice((None, start + 2)),
        years=draw.choice((None, 6.0, 15.0)),
        goals=some(draw, WORDS, 4),
        specializations=some(draw, WORDS, 3),
        skills=some(draw, WORDS, 3),
        credentials=some(draw, WORDS, 2),
        settings=some(draw, WORDS, 2),
        populations=some(draw, WORDS, 2),
        region=draw.choice((None, *STATES)),
        licence_states=some(draw, STATES, 2),
        available=draw.choice((None, draw.getrandbits(168) & draw.getrandbits(168))),
        rotates=draw.random() < 0.2,
        languages=some(draw, LANGUAGES, 2),
        employer=draw.choice((None, "north", "south")),
        allows_same_employer=draw.random() < 0.5,
        identities=(draw.choice(("p1", "p2", f"{name}@y")),) if draw.random() < 0.3 else (),
        managers=(draw.choice(("i0", "i1")),) if draw.random() < 0.2 else (),
    )


def pool(
    draw: random.Random, mentees: int, mentors: int, *, clones: float = 0.2, most_seats: int = 2
) -> Pool:
    """Make a pool in which some people are exact copies of others but for their id."""
    left: list[Mentee] = []
    for number in range(mentees):
        copy = bool(left) and draw.random() < clones
        left.append(replace(draw.choice(left), id=f"i{number}") if copy else mentee(draw, f"i{number}"))
    right: list[Mentor] = []
    for number in range(mentors):
        clone = bool(right) and draw.random() < clones
        right.append(
            replace(draw.choice(right), id=f"j{number}") if clone else mentor(draw, f"j{number}", most_seats)
        )
    return with_wishes(draw, Pool(tuple(left), tuple(right)))


def with_wishes(draw: random.Random, people: Pool) -> Pool:
    mentors = tuple(one.id for one in people.mentors)
    mentees = tuple(one.id for one in people.mentees)

    def wishes(names: tuple[str, ...]) -> tuple[str, ...]:
        return some(draw, names, min(2, len(names))) if draw.random() < 0.3 else ()

    return Pool(
        tuple(replace(one, wishes=wishes(mentors)) for one in people.mentees),
        tuple(replace(one, wishes=wishes(mentees)) for one in people.mentors),
    )


def rules(draw: random.Random, people: Pool, *, forbidden: float = 0.1, locks: int = 2) -> Rules:
    """Forbid some pairs at random and lock some that may be."""
    kinds = (Rule.BLOCKED, Rule.DECLINED, Rule.ENDED, Rule.FORBIDDEN)
    barred = tuple(
        Forbidden(one.id, other.id, draw.choice(kinds))
        for one in people.mentees
        for other in people.mentors
        if draw.random() < forbidden
    )
    found = Rules(forbidden=barred)
    auditor = Auditor(found, Settings())
    seats = {one.id: one.seats for one in people.mentors}
    locked: list[Lock] = []
    for one in draw.sample(people.mentees, min(locks, len(people.mentees))):
        able = [o for o in people.mentors if seats[o.id] and not auditor.broken_by(one, o)]
        if able:
            other = draw.choice(able)
            seats[other.id] -= 1
            locked.append(Lock(one.id, other.id))
    return replace(found, locked=tuple(locked))


def shuffled(draw: random.Random, people: Pool) -> Pool:
    return Pool(
        tuple(draw.sample(people.mentees, len(people.mentees))),
        tuple(draw.sample(people.mentors, len(people.mentors))),
    )
