"""What is so about imports? The imports themselves, the names they are read with, and how people stand to them."""

from .imports import (
    AT_A_TIME,
    BRING,
    READ,
    TELL,
    answers_for,
    brought_of,
    count_claimed,
    each_row,
    find_brought_by_token,
    find_last_job,
    find_memory,
    get_import,
    imports_of,
    rows_of,
    untold_ids,
    values_of,
)
from .names import KIND_WORDS, names_for
from .standing import places_left, said_by, surroundings

__all__ = [
    "AT_A_TIME",
    "BRING",
    "KIND_WORDS",
    "READ",
    "TELL",
    "answers_for",
    "brought_of",
    "count_claimed",
    "each_row",
    "find_brought_by_token",
    "find_last_job",
    "find_memory",
    "get_import",
    "imports_of",
    "names_for",
    "places_left",
    "rows_of",
    "said_by",
    "surroundings",
    "untold_ids",
    "values_of",
]
