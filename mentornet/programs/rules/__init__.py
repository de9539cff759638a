"""Is it allowed? The programs' own rules, by subject."""

from .coordinating import ensure_can_remove_coordinator
from .enrolling import ENROLMENT_STEPS, SIDE_WORDS, ensure_can_step, state_words
from .intake import Way, cohorts_ahead, ensure_has_place, ensure_lets_in, intake_obstacle, next_cohort
from .questions import applies_to, ensure_question_is_whole, missing_answers, tidied_answers
from .weights import CRITERIA, DEFAULT_WEIGHTS, HEAVIEST, Criterion, ensure_weights, shares, whole_weights

__all__ = [
    "CRITERIA",
    "DEFAULT_WEIGHTS",
    "ENROLMENT_STEPS",
    "HEAVIEST",
    "SIDE_WORDS",
    "Criterion",
    "Way",
    "applies_to",
    "cohorts_ahead",
    "ensure_can_remove_coordinator",
    "ensure_can_step",
    "ensure_has_place",
    "ensure_lets_in",
    "ensure_question_is_whole",
    "ensure_weights",
    "intake_obstacle",
    "missing_answers",
    "next_cohort",
    "shares",
    "state_words",
    "tidied_answers",
    "whole_weights",
]
