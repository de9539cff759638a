"""Is it allowed? The programs' own rules, by subject."""

from .completing import BANDS
from .coordinating import ensure_can_remove_coordinator
from .enrolling import ENROLMENT_STEPS, SIDE_WORDS, ensure_can_step, state_words
from .intake import Way, cohorts_ahead, ensure_has_place, ensure_lets_in, intake_obstacle, next_cohort
from .inviting import (
    LASTS,
    Line,
    ensure_can_send_again,
    ensure_usable,
    invitation_state,
    is_open,
    masked,
    read_addresses,
)
from .questions import (
    applies_to,
    ensure_can_change_kind,
    ensure_can_delete,
    ensure_question_is_whole,
    missing_answers,
    tidied_answers,
)
from .terms import ensure_days_in_order, ensure_terms
from .weights import CRITERIA, DEFAULT_WEIGHTS, HEAVIEST, Criterion, ensure_weights, shares, whole_weights

__all__ = [
    "BANDS",
    "CRITERIA",
    "DEFAULT_WEIGHTS",
    "ENROLMENT_STEPS",
    "HEAVIEST",
    "LASTS",
    "SIDE_WORDS",
    "Criterion",
    "Line",
    "Way",
    "applies_to",
    "cohorts_ahead",
    "ensure_can_change_kind",
    "ensure_can_delete",
    "ensure_can_remove_coordinator",
    "ensure_can_send_again",
    "ensure_can_step",
    "ensure_days_in_order",
    "ensure_has_place",
    "ensure_lets_in",
    "ensure_question_is_whole",
    "ensure_terms",
    "ensure_usable",
    "ensure_weights",
    "intake_obstacle",
    "invitation_state",
    "is_open",
    "masked",
    "missing_answers",
    "next_cohort",
    "read_addresses",
    "shares",
    "state_words",
    "tidied_answers",
    "whole_weights",
]
