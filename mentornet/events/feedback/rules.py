"""What may the organizer read? Sums of whole fives of answers: fewer could be told apart, or by what a sum grew or lost."""

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
    """What the answers come to; nothing but numbers of answers where there are too few."""

    answers: int
    waiting: int = 0
    """How many came since, and are summed up when they are five."""
    left_out: int = 0
    """How many were summed up with one that was erased since, and are in no sum any more."""
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
    """Sum up the answers batch by batch: five at a time, never one more alone.

    A batch of which an answer was erased is left out whole: the sum of its other four, beside the sum that was shown
    before, would tell the fifth. Words come in the order of the alphabet, so that nobody is known by when they wrote.
    """
    waiting = sum(one.batch is None for one in answers)
    sizes = Counter(one.batch for one in answers if one.batch is not None)
    whole = [one for one in answers if one.batch is not None and sizes[one.batch] >= FEWEST]
    left_out = len(answers) - waiting - len(whole)
    count = len(whole)
    if not count:
        return Summary(0, waiting=waiting, left_out=left_out)
    useful, pace = Counter(one.useful for one in whole), Counter(one.pace for one in whole)
    return Summary(
        count,
        waiting=waiting,
        left_out=left_out,
        useful=sum(one.useful for one in whole) / count,
        again=sum(one.again for one in whole) / count,
        useful_counts=tuple(useful[step] for step in SCALE),
        pace=tuple((words, pace[kind]) for kind, words in PACE_WORDS.items()),
        words=tuple(sorted(one.words for one in whole if one.words)),
    )


def ensure_open(event: Event, now: datetime) -> None:
    """Refuse answers before the end, and long after it."""
    if now < event.ends_at:
        raise Refusal("The event is not over yet. Come back when you know how it was.")
    if now > event.ends_at + OPEN_FOR:
        raise Refusal("This event was more than thirty days ago, so answers are no longer taken.")
