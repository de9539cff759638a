"""How is a match told to people? The engine's findings in plain sentences, with the catalogue's titles."""

from .advice import advice_words, instead_words, move_rows, people_of
from .circles import circle_asks, circle_words
from .objectives import OBJECTIVES, Sought
from .reasons import Reason, gap_of, reasons_of
from .several import several_asks, several_words
from .terms import term_rows
from .titles import Titles, load_titles
from .unplaced import removed_words, unplaced_words
from .verdicts import RULE_WORDS, left_out_words, rule_words

__all__ = [
    "OBJECTIVES",
    "RULE_WORDS",
    "Reason",
    "Sought",
    "Titles",
    "advice_words",
    "circle_asks",
    "circle_words",
    "gap_of",
    "instead_words",
    "left_out_words",
    "load_titles",
    "move_rows",
    "people_of",
    "reasons_of",
    "removed_words",
    "rule_words",
    "several_asks",
    "several_words",
    "term_rows",
    "unplaced_words",
]
