"""What will limit a round before it runs? Seats against mentees, wants against offers, and people who cannot be paired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..programs.models import Side
from . import engine
from .engine import Mentee, Mentor
from .intake import Gathered, LeftOut

P = TypeVar("P", Mentee, Mentor)

MOST_ROWS = 12
MOST_PAIRS = 6_000_000
"""Beyond so many pairs the hard rules are left to the run itself: a page should not wait for them."""

FACTS_OF_MENTEES: Mapping[str, Callable[[Mentee], object]] = {
    "target role": lambda person: person.target_role,
    "goals": lambda person: person.goals,
    "free hours": lambda person: person.rotates or person.available,
    "languages": lambda person: person.languages,
    "specializations": lambda person: person.specializations or person.skills,
}
"""What matching misses most in a mentee, the most valuable first."""

FACTS_OF_MENTORS: Mapping[str, Callable[[Mentor], object]] = {
    "roles walked": lambda person: person.walked or person.current_role,
    "goals to help with": lambda person: person.goals,
    "free hours": lambda person: person.rotates or person.available,
    "languages": lambda person: person.languages,
    "specializations": lambda person: person.specializations or person.skills,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """How many mentees want one thing, and how many seats belong to mentors who offer it."""

    label: str
    demand: int
    supply: int


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Somebody in the pool whose profile lacks what matching counts."""

    account_id: int
    name: str
    side: Side
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a coordinator should know before the run."""

    mentees: int
    mentors: int
    seats: int
    specializations: list[Bar]
    goals: list[Bar]
    incomplete: list[Incomplete]
    unreachable: list[engine.Unreachable] | None
    """None where the pool is too large to look at every pair for a page."""
    left_out: list[tuple[Side, LeftOut, int]]
    let_down: int
    """Mentees whom the last round left without a mentor: their fits count a little more when pairs are chosen."""
    served: int = 0
    """Mentees who have a mentor or a proposal already, and seek one more."""
    wishing: tuple[int, int] = (0, 0)
    """How many mentees and how many mentors named somebody of the other side whom they would like."""

    @property
    def seats_short(self) -> int:
        """How many mentees must stay without a mentor, for want of seats alone."""
        return max(0, self.mentees - self.served - self.seats)


def look_ahead(
    gathered: Gathered, *, specializations: Mapping[str, str], goals: Mapping[str, str]
) -> Outlook:
    """Say what will limit a round, from what was gathered; titles are given by slug."""
    pool = gathered.pool
    is_small = len(pool.mentees) * len(pool.mentors) <= MOST_PAIRS
    return Outlook(
        mentees=len(pool.mentees),
        mentors=len(pool.mentors),
        seats=gathered.seats,
        specializations=_bars(gathered, specializations, _fields),
        goals=_bars(gathered, goals, lambda person: person.goals),
        incomplete=_incomplete(gathered),
        unreachable=engine.find_unreachable(pool, gathered.rules, gathered.settings) if is_small else None,
        left_out=left_out_counts(gathered),
        let_down=len(gathered.let_down),
        served=len(gathered.served),
        wishing=(
            sum(bool(one.wishes) for one in pool.mentees),
            sum(bool(one.wishes) for one in pool.mentors),
        ),
    )


def _fields(person: Mentee | Mentor) -> Iterable[str]:
    return {*person.specializations, *person.skills, *person.settings, *person.populations}


def _bars(
    gathered: Gathered, titles: Mapping[str, str], words_of: Callable[[Mentee | Mentor], Iterable[str]]
) -> list[Bar]:
    """List what is wanted, that which lacks most seats first, no more than a page can show."""
    demand = Counter(word for mentee in gathered.pool.mentees for word in words_of(mentee))
    supply: Counter[str] = Counter()
    for mentor in gathered.pool.mentors:
        for word in words_of(mentor):
            supply[word] += mentor.seats
    wanted = sorted(demand, key=lambda word: (supply[word] - demand[word], word))
    return [Bar(titles.get(word, word), demand[word], supply[word]) for word in wanted[:MOST_ROWS]]


def _incomplete(gathered: Gathered) -> list[Incomplete]:
    """List those who lack most first: a mentor's gap touches more people, so mentors come before mentees."""
    found = [
        *(_lacks(gathered, one, Side.MENTOR, FACTS_OF_MENTORS) for one in gathered.pool.mentors),
        *(_lacks(gathered, one, Side.MENTEE, FACTS_OF_MENTEES) for one in gathered.pool.mentees),
    ]
    return sorted((one for one in found if one.missing), key=lambda one: -len(one.missing))


def _lacks(
    gathered: Gathered, person: P, side: Side, facts: Mapping[str, Callable[[P], object]]
) -> Incomplete:
    missing = tuple(name for name, tell in facts.items() if not tell(person))
    return Incomplete(int(person.id), gathered.names[person.id], side, missing)


def left_out_counts(gathered: Gathered) -> list[tuple[Side, LeftOut, int]]:
    """Count who is enrolled and takes no part, by side and reason."""
    counts = Counter((side, why) for (side, _), why in gathered.left_out.items())
    return [(side, why, number) for (side, why), number in sorted(counts.items())]
