"""What happens to a round? Opened, solved, edited, published, closed: one verb a function."""

from .advising import Standing, answer_advice, ask_advice, find_advice
from .answering import close_round, discard_wave, nudge_people
from .edits import Edit, Weighed, make_edit, swap_mentors, weigh_edit
from .opening import cancel_round, open_round, set_terms, terms_of
from .pair_rules import decide_pair, forbid_pair, lift_pair_rule, lock_pair, unlock_pair
from .publishing import Published, publish_round
from .solving import (
    awaits_solution,
    ensure_ready,
    is_running,
    keep_solution,
    return_round,
    start_backfill,
    start_solving,
    stop_solving,
    take_at_hand,
)

__all__ = [
    "Edit",
    "Published",
    "Standing",
    "Weighed",
    "answer_advice",
    "ask_advice",
    "awaits_solution",
    "cancel_round",
    "close_round",
    "decide_pair",
    "discard_wave",
    "ensure_ready",
    "find_advice",
    "forbid_pair",
    "is_running",
    "keep_solution",
    "lift_pair_rule",
    "lock_pair",
    "make_edit",
    "nudge_people",
    "open_round",
    "publish_round",
    "return_round",
    "set_terms",
    "start_backfill",
    "start_solving",
    "stop_solving",
    "swap_mentors",
    "take_at_hand",
    "terms_of",
    "unlock_pair",
    "weigh_edit",
]
