"""What may the organizer read? Sums of whole fives of answers: fewer could be told apart, or by what a sum grew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...foundation.errors import Refusal
from ..models import Event, EventFeedback, Pace

FEWEST = 5
OPEN_FOR = timedelta(days=30)
SCALE = (1, 2, 3, 4, 5)
PACE_WORDS = {
    Pace.TOO_EASY: "Too easy for me",
    Pace.RIGHT: "Just right",
    Pace.TOO_HARD: "Too hard for me",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What the answers come to; nothing but their number where there are too few."""

    answers: int
    waiting: int = 0
    """How many came since, and are summed up when they are five."""
    useful: float = 0.0
    again: float = 0.0
    useful_counts: tuple[int, ...] = ()
    pace: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether there are too few answers to show."""
        return self.answers < FEWEST


def summary(answers: Sequence[EventFeedback]) -> Summary:
    """Sum up the answers, given in the order they came: the first five, ten and so on, never one more alone.

    Words come in the order of the alphabet, so that nobody is known by when they wrote.
    """
    waiting = len(answers) % FEWEST
    count = len(answers) - waiting
    if not count:
        return Summary(waiting)
    answers = answers[:count]
    useful, pace = Counter(one.useful for one in answers), Counter(one.pace for one in answers)
    return Summary(
        count,
        waiting=waiting,
        useful=sum(one.useful for one in answers) / count,
        again=sum(one.again for one in answers) / count,
        useful_counts=tuple(useful[step] for step in SCALE),
        pace=tuple((words, pace[kind]) for kind, words in PACE_WORDS.items()),
        words=tuple(sorted(one.words for one in answers if one.words)),
    )


def ensure_open(event: Event, now: datetime) -> None:
    """Refuse answers before the end, and long after it."""
    if now < event.ends_at:
        raise Refusal("The event is not over yet. Come back when you know how it was.")
    if now > event.ends_at + OPEN_FOR:
        raise Refusal("This event was more than thirty days ago, so answers are no longer taken.")
