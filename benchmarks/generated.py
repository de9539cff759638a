"""Generated rounds of any size, the same every time: realistic people, a fifth of them copies of others."""

from __future__ import annotations

import random
from dataclasses import replace

from mentornet.matching.engine import Forbidden, Lock, Mentee, Mentor, Pool, Rule, Rules, Walked

ROLES = tuple(f"role-{number}" for number in range(30))
GOALS = tuple(f"goal-{number}" for number in range(20))
SPECIALIZATIONS = tuple(f"specialization-{number}" for number in range(30))
SKILLS = tuple(f"skill-{number}" for number in range(25))
CREDENTIALS = tuple(f"credential-{number}" for number in range(30))
PLACES = tuple(f"setting-{number}" for number in range(14))
GROUPS = tuple(f"population-{number}" for number in range(10))
STATES = tuple(f"state-{number}" for number in range(20))
LANGUAGES = ("en", "es", "tl", "zh", "vi")
SEATS = 1.6
"""A mentor's, on average: eleven in twenty have one, six two, three have three. So 0.625 mentors a mentee have as many seats."""


def _week(draw: random.Random) -> int:
    """Return a few blocks of three hours."""
    return sum(0b111 << start for start in draw.sample(range(0, 165, 3), draw.randint(2, 6)))


def _spoken(draw: random.Random) -> tuple[str, ...]:
    others = tuple(draw.sample(LANGUAGES[1:], draw.choice((0, 0, 0, 1))))
    return ("en", *others) if draw.random() < 0.97 else others or ("es",)


def _words(draw: random.Random, words: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(draw.sample(words, draw.randint(1, most)))


def _mentee(draw: random.Random, number: int) -> Mentee:
    rung = draw.randrange(12)
    path = (ROLES[rung], ROLES[rung + draw.randint(1, 4)], ROLES[rung + draw.randint(5, 9)])
    return Mentee(
        id=f"mentee-{number}",
        current_role=path[0],
        target_role=path[-1],
        steps_wanted=((path[0], path[1]), (path[1], path[2])),
        level=rung // 4,
        years=float(draw.randint(0, 8)),
        goals=_words(draw, GOALS, 4),
        specializations=_words(draw, SPECIALIZATIONS, 3),
        skills=_words(draw, SKILLS, 4),
        credentials=_words(draw, CREDENTIALS, 2),
        settings=_words(draw, PLACES, 2),
        populations=_words(draw, GROUPS, 2),
        region=draw.choice(STATES),
        licence_state=draw.choice((None, *STATES[:4])),
        available=_week(draw),
        rotates=draw.random() < 0.15,
        languages=_spoken(draw),
        employer=f"employer-{draw.randrange(200)}",
        allows_same_employer=draw.random() < 0.5,
        identities=(f"mentee-{number}@example.org",),
    )


def _mentor(draw: random.Random, number: int) -> Mentor:
    rung = draw.randrange(3, 20)
    roles = (ROLES[max(0, rung - draw.randint(1, 4))], ROLES[rung], ROLES[rung + draw.randint(1, 9)])
    return Mentor(
        id=f"mentor-{number}",
        seats=draw.choices((1, 2, 3), (11, 6, 3))[0],
        current_role=roles[-1],
        walked=(
            Walked(from_role=roles[0], to_role=roles[1], year=draw.randint(2005, 2020)),
            Walked(from_role=roles[1], to_role=roles[2], year=draw.randint(2020, 2026)),
        ),
        level=rung // 4,
        years=float(draw.randint(3, 25)),
        goals=_words(draw, GOALS, 8),
        specializations=_words(draw, SPECIALIZATIONS, 6),
        skills=_words(draw, SKILLS, 8),
        credentials=_words(draw, CREDENTIALS, 4),
        settings=_words(draw, PLACES, 4),
        populations=_words(draw, GROUPS, 4),
        region=draw.choice(STATES),
        licence_states=_words(draw, STATES, 2),
        available=_week(draw),
        rotates=draw.random() < 0.1,
        languages=_spoken(draw),
        employer=f"employer-{draw.randrange(200)}",
        allows_same_employer=draw.random() < 0.5,
        identities=(f"mentor-{number}@example.org",),
    )


def make_round(mentees: int, mentors: int, *, clones: float = 0.2, seed: int = 1) -> Pool:
    """Make a pool; clones are exact copies but for their id and address."""
    draw = random.Random(seed)
    left: list[Mentee] = []
    for number in range(mentees):
        own = _mentee(draw, number)
        is_clone = bool(left) and draw.random() < clones
        left.append(replace(draw.choice(left), id=own.id, identities=own.identities) if is_clone else own)
    right: list[Mentor] = []
    for number in range(mentors):
        mentor = _mentor(draw, number)
        is_clone = bool(right) and draw.random() < clones
        right.append(
            replace(draw.choice(right), id=mentor.id, identities=mentor.identities) if is_clone else mentor
        )
    return Pool(tuple(left), tuple(right))


def make_rules(pool: Pool, *, seed: int = 2) -> Rules:
    """Forbid two pairs a mentee at random, and lock one mentee in a hundred where that is allowed."""
    draw = random.Random(seed)
    forbidden = tuple(
        Forbidden(
            mentee.id, draw.choice(pool.mentors).id, draw.choice((Rule.BLOCKED, Rule.DECLINED, Rule.ENDED))
        )
        for mentee in pool.mentees
        for _ in range(2)
    )
    barred = {(one.mentee, one.mentor) for one in forbidden}
    locked = []
    for mentee, mentor in zip(pool.mentees[::100], pool.mentors, strict=False):
        is_free = (mentee.id, mentor.id) not in barred and mentee.employer != mentor.employer
        if is_free and set(mentee.languages) & set(mentor.languages):
            locked.append(Lock(mentee.id, mentor.id))
    return Rules(forbidden=forbidden, locked=tuple(locked))
