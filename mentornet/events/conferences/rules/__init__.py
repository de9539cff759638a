"""What is decided of a programme? When a session may be, how a day is laid out, and how abstracts are weighed."""

from .calling import (
    LONGEST_WORDS,
    ensure_deadline,
    ensure_may_send,
    ensure_not_own,
    ensure_open,
    ensure_waits,
    mean_score,
)
from .grid import Cell, DayPlan, Line, days_planned
from .placing import (
    clashes_among,
    days_of_conference,
    ensure_capacity,
    ensure_in_one_room,
    ensure_inside,
    ensure_order,
    ensure_room_is_free,
    ensure_speakers_are_free,
    ensure_title,
    overlapping,
    span_words,
)

__all__ = [
    "LONGEST_WORDS",
    "Cell",
    "DayPlan",
    "Line",
    "clashes_among",
    "days_of_conference",
    "days_planned",
    "ensure_capacity",
    "ensure_deadline",
    "ensure_in_one_room",
    "ensure_inside",
    "ensure_may_send",
    "ensure_not_own",
    "ensure_open",
    "ensure_order",
    "ensure_room_is_free",
    "ensure_speakers_are_free",
    "ensure_title",
    "ensure_waits",
    "mean_score",
    "overlapping",
    "span_words",
]
