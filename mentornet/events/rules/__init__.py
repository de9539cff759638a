"""What is allowed of an event, and what follows from what is known of it?"""

from .credit import amount, credit_text
from .practising import Check, checks_of, count_words, speaking_words
from .series import LEAST, MOST, Repeat, days_of, repeat_of, rule_for, ways_for, words_for
from .steps import (
    MATTERS,
    MOST_PROPOSALS,
    MOST_SEATS,
    STEPS,
    ensure_audience,
    ensure_can_edit,
    ensure_can_step,
    ensure_capacity,
    ensure_credit,
    ensure_sound,
    ensure_title,
)
from .taste import Taste, reasons_for
from .times import ensure_in_order, ensure_window, moment_of, moment_on, wall_of, whole_days

__all__ = [
    "LEAST",
    "MATTERS",
    "MOST",
    "MOST_PROPOSALS",
    "MOST_SEATS",
    "STEPS",
    "Check",
    "Repeat",
    "Taste",
    "amount",
    "checks_of",
    "count_words",
    "credit_text",
    "days_of",
    "ensure_audience",
    "ensure_can_edit",
    "ensure_can_step",
    "ensure_capacity",
    "ensure_credit",
    "ensure_in_order",
    "ensure_sound",
    "ensure_title",
    "ensure_window",
    "moment_of",
    "moment_on",
    "reasons_for",
    "repeat_of",
    "rule_for",
    "speaking_words",
    "wall_of",
    "ways_for",
    "whole_days",
    "words_for",
]
