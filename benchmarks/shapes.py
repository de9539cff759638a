"""Which rounds are measured? Each shape by its name: people of any number, and the settings they are solved with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks.generated import SEATS, make_round
from mentornet.matching.engine import Mentee, Mentor, Objective, Pool, Settings, with_circle

SEED = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of round."""

    told: str
    make: Callable[[int], Pool]
    settings: Settings = Settings(seed=SEED)  # noqa: RUF009  # frozen


def even(mentees: int) -> Pool:
    """Make about as many seats as mentees."""
    return make_round(mentees, mentees * 5 // 8)


def _with_seats(share: float) -> Callable[[int], Pool]:
    return lambda mentees: make_round(mentees, round(mentees * share / SEATS))


def _copies(mentees: int) -> Pool:
    return make_round(mentees, mentees * 5 // 8, clones=0.8)


def _in_groups(mentees: int) -> Pool:
    """Let one in twenty mentees speak nothing but one of ten tongues that few mentors speak."""
    pool = even(mentees)

    def mentee(number: int, one: Mentee) -> Mentee:
        return replace(one, languages=(f"tongue-{number // 20 % 10}",)) if number % 20 == 0 else one

    def mentor(number: int, one: Mentor) -> Mentor:
        return replace(one, languages=(f"tongue-{number // 80 % 10}", "en")) if number % 80 == 0 else one

    return Pool(
        tuple(mentee(*pair) for pair in enumerate(pool.mentees)),
        tuple(mentor(*pair) for pair in enumerate(pool.mentors)),
    )


def _each_somebody(mentees: int) -> Pool:
    """Ask that every mentor should get somebody."""
    pool = even(mentees)
    return replace_mentors(pool, lambda _number, one: replace(one, lower_seats=1))


def _circles(mentees: int) -> Pool:
    """Let one mentor in twenty hold a circle of four in place of a seat more."""
    pool = _with_seats(0.8)(mentees)
    return replace_mentors(pool, lambda number, one: with_circle(one, 4) if number % 20 == 0 else one)


def _two_each(mentees: int) -> Pool:
    """Let every second mentee have two mentors, with seats for that."""
    pool = _with_seats(1.5)(mentees)
    return Pool(
        tuple(replace(one, most_mentors=1 + number % 2) for number, one in enumerate(pool.mentees)),
        pool.mentors,
    )


def _let_down(mentees: int) -> Pool:
    """Let one mentee in ten have been let down by the last round, where seats are scarce."""
    pool = _with_seats(0.8)(mentees)
    return Pool(
        tuple(
            replace(one, priority=100_000 if number % 10 == 0 else 0)
            for number, one in enumerate(pool.mentees)
        ),
        pool.mentors,
    )


def replace_mentors(pool: Pool, change: Callable[[int, Mentor], Mentor]) -> Pool:
    """Return the pool with every mentor changed."""
    return Pool(pool.mentees, tuple(change(*pair) for pair in enumerate(pool.mentors)))


def _aiming(objective: Objective) -> Settings:
    return Settings(seed=SEED, objective=objective)


VARIANTS = {
    "scarce-0.5": Shape("0.5 seats a mentee", _with_seats(0.5)),
    "scarce-0.8": Shape("0.8 seats a mentee", _with_seats(0.8)),
    "plentiful-1.5": Shape("1.5 seats a mentee", _with_seats(1.5)),
    "clones-0.8": Shape("80 % copies", _copies),
    "languages": Shape("small language groups", _in_groups),
}
OBJECTIVES = {
    "even": Shape("as many as possible, then the total", even),
    "total": Shape("the best total", even, _aiming(Objective.TOTAL)),
    "fairest": Shape("the worst fit first", even, _aiming(Objective.FAIREST)),
    "stable-mentees": Shape("stable, mentees ask", even, _aiming(Objective.STABLE_MENTEES)),
    "stable-mentors": Shape("stable, mentors ask", even, _aiming(Objective.STABLE_MENTORS)),
}
OPTIONS = {
    "minimum": Shape("a minimum score of 50 %", even, Settings(seed=SEED, minimum_score=500_000)),
    "lower-seats": Shape("a lower seat for every mentor", _each_somebody),
    "circles": Shape("circles of four", _circles),
    "priorities": Shape("priorities for people let down", _let_down),
}
SEVERAL = {"several": Shape("two mentors for every second mentee", _two_each)}
SHAPES = VARIANTS | OBJECTIVES | OPTIONS | SEVERAL
