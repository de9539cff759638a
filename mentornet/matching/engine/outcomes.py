"""What does the engine hand back? Pairs with their parts, people left out with their reasons, and the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .values import Objective


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one criterion gave to a pair's score."""

    criterion: str
    points: int
    """Its share of the score, in parts per million; the parts of a pair sum to its score."""
    value: int
    """The criterion's own measure, 0 to 1,000,000."""
    weight: float
    kind: str
    """What was found, e.g. `next_step`, `shared`, `none`: see `scoring/telling.py` for each criterion's kinds."""
    evidence: tuple[str | int, ...] = ()
    """What the two share, the mentee's dearest first."""
    missing: tuple[str | int, ...] = ()
    """What the mentee wants and the mentor does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A pair's score, taken apart."""

    score: int
    parts: tuple[Part, ...]
    """Strongest first; only those that count for the pair."""
    gap: Part | None
    """The part that cost most, if any did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A mentee and the mentor proposed."""

    mentee: str
    mentor: str
    score: int
    explanation: Explanation
    is_locked: bool = False


class Why(StrEnum):
    """Why somebody has no mentor."""

    NO_SEATS = "no_seats"
    """No mentor in the round has a seat left for anybody."""
    NO_ELIGIBLE = "no_eligible"
    """Hard rules removed every mentor with a seat."""
    BELOW_MINIMUM = "below_minimum"
    """Every mentor left scores below the minimum."""
    SEATS_TAKEN = "seats_taken"
    """There are mentors who would do; their seats serve the whole better with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A mentee without a mentor, and the true reason."""

    mentee: str
    why: Why
    mentors: int
    """How many mentors had a seat open to this round."""
    removed: Mapping[str, int] = field(default_factory=dict)
    """How many of those each hard rule removed; one mentor may be removed by several."""
    below_minimum: int = 0
    """How many of those no rule removed score too low."""
    eligible: int = 0
    """How many would do."""
    best_mentor: str | None = None
    """The best of those no rule removed."""
    best_score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """Why the worst fit cannot be higher, and nobody lost a place for it.

    No more mentees can be placed than there are seats with some mentors, and mentees who have a pair with any other.
    """

    threshold: int
    """No open pair scores less."""
    placed: int
    """How many mentees without a lock are placed: with these mentors' seats, no more can be at the minimum score."""
    full_at_minimum: tuple[str, ...]
    full_above: tuple[str, ...]
    """And with these mentors' seats, not as many above the threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Prices that prove a result the best there is.

    A pair is worth `factor` x (score + the mentee's priority); a mentee's first mentor brings `bonus` besides, and each
    filled lower seat `care`. Where the worth of all open pairs equals the bound that follows from the mentors' prices,
    nothing better exists.
    """

    objective: Objective
    factor: int
    bonus: int
    prices: Mapping[str, int]
    """By mentor id; a mentor left out has the price 0. Below nought only where a lower seat waits for somebody."""
    value: int
    bound: int
    care: int = 0
    fairness: Fairness | None = None
    """For the fairest round: its prices prove the best pairs at or above the threshold."""
    blocking: int | None = None
    """For a stable round: how many pairs would leave what they have for each other."""

    @property
    def gap(self) -> float:
        """How much better the best could at most be, as a share of what was found."""
        return (self.bound - self.value) / max(self.value, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a round came to."""

    pairs: tuple[Pair, ...]
    """In the order of the pool's mentees."""
    unplaced: tuple[Unplaced, ...]
    total: int
    """Sum of the scores, in parts per million."""
    seats: int
    violations: Mapping[str, int]
    """Each hard rule and how often the pairs break it: counted afterwards, all zero."""
    optimal: bool
    """True only when the certificate held over all pairs."""
    certificate: Certificate
    seconds: Mapping[str, float]

    @property
    def gap(self) -> float:
        """How much better the best could be at most, as a share of the total; nought where this is the best.

        Above one where it is not ruled out that more people could be placed.
        """
        return (self.certificate.bound - self.certificate.value) / max(
            self.certificate.factor * self.total, 1
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What an independent look at a result found."""

    holds: bool
    faults: tuple[str, ...]
    """Sentences, each naming a record."""
    violations: Mapping[str, int]
    value: int
    bound: int
