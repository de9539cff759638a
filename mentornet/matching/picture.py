"""How does a solved round look? How well its pairs fit, who waits and why, and how many mentees the mentors get."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..foundation.templating import counted
from . import queries
from .engine import Why
from .models import MatchingRound, ProposalState
from .words.unplaced import BY_HAND

WAITS: dict[str, tuple[str, str]] = {
    Why.SEATS_TAKEN: ("Their mentors' seats serve others better", "wait"),
    Why.NO_ELIGIBLE: ("No mentor may be matched with them", "harm"),
    Why.BELOW_MINIMUM: ("Every mentor left is below the minimum fit", "accent"),
    Why.NO_SEATS: ("No seat left for anybody", "soft"),
    BY_HAND: ("Taken out by hand", "soft"),
}
"""Why somebody waits: in words, and in which colour."""
OTHER = ("Their pair no longer held", "soft")


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a bar, or one bar."""

    label: str
    value: int
    kind: str = "accent"


@dataclass(frozen=True, slots=True)
class Picture:
    """A round in three pictures."""

    spread: list[int]
    """Pairs by tenth of fit, lowest first."""
    mean: int | None
    """In parts per million."""
    mentees: list[Share]
    """Who has a pair, and who waits for which reason."""
    mentors: list[Share]
    """How many mentors get how many mentees."""


def picture_of(matching_round: MatchingRound, states: Collection[ProposalState]) -> Picture:
    """Return how the round's pairs in these states look, in five statements whatever their number."""
    spread, mean = queries.spread_of_fit(matching_round, states), queries.mean_fit(matching_round, states)
    waits = [
        Share(*_split(WAITS.get(why, OTHER), number)) for why, number in queries.count_waits(matching_round)
    ]
    loads = queries.count_loads(matching_round, states)
    mentors = [Share(counted(load, "mentee"), number) for load, number in loads]
    none = matching_round.figures.get("mentors", 0) - sum(number for _, number in loads)
    if none > 0 and matching_round.waves == 0:
        mentors.insert(0, Share("No mentee", none))
    return Picture(spread, mean, [*_placed(queries.count_gets(matching_round, states)), *waits], mentors)


def _placed(gets: Sequence[tuple[int, int]]) -> list[Share]:
    """Tell who has a pair, apart by how many mentors where somebody has several."""
    if all(many == 1 for many, _ in gets):
        return [Share("Have a pair", sum(mentees for _, mentees in gets), "done")]
    return [
        Share(f"Have {counted(many, 'mentor')}", mentees, "done" if many == 1 else "accent")
        for many, mentees in gets
    ]


def _split(words: tuple[str, str], number: int) -> tuple[str, int, str]:
    label, kind = words
    return label, number, kind
