"""What does a round seek? Each objective by name, in one plain sentence, and what is proved of its result."""

from __future__ import annotations

from dataclasses import dataclass

from ..engine.values import Objective, Unranked


@dataclass(frozen=True, slots=True)
class Sought:
    """An objective in words."""

    name: str
    means: str
    proved: str
    """What a coordinator may say of a round that was proved."""


OBJECTIVES: dict[Objective, Sought] = {
    Objective.MOST: Sought(
        "As many as possible",
        "As many mentees as can be get a mentor; of all the ways to do that, the one with the best total fit.",
        "No other set of pairs places more mentees, and none that places as many has a better total.",
    ),
    Objective.TOTAL: Sought(
        "The best total",
        "The sum of all fits is as high as it can be, also where that gives fewer mentees a mentor.",
        "No other set of pairs has a better total.",
    ),
    Objective.FAIREST: Sought(
        "The fairest",
        "Nobody loses a place for it, and the worst fit of the round is as high as it can be; then the best total.",
        "As many mentees as can be are placed, the worst fit cannot be raised without placing fewer, and no other set "
        "of pairs that keeps it has a better total.",
    ),
    Objective.STABLE_MENTEES: Sought(
        "Stable, best for mentees",
        "No mentee and mentor would both rather have each other: wishes first, then fit. Mentees get the best they can "
        "have that way; some people may stay without a partner.",
        "No mentee and mentor who may be a pair would both rather have each other than what they have.",
    ),
    Objective.STABLE_MENTORS: Sought(
        "Stable, best for mentors",
        "No mentee and mentor would both rather have each other: wishes first, then fit. Mentors get the best they can "
        "have that way; some people may stay without a partner.",
        "No mentee and mentor who may be a pair would both rather have each other than what they have.",
    ),
}

UNRANKED: dict[Unranked, tuple[str, str]] = {
    Unranked.SCORE: (
        "The others come after, by fit",
        "Whoever ranked some people can still be matched with others.",
    ),
    Unranked.REFUSE: (
        "Nobody else will do",
        "Whoever ranked some people is matched with one of them or with nobody. Who ranked nobody goes by fit.",
    ),
}
"""What a stable round does with people somebody did not rank: a name, and what it means."""
