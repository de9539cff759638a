"""What happens to imports and to the people they bring? By step: received, read, confirmed, told, claimed, forgotten."""

from .bringing import StalePreviewError, bring_in, check_preview
from .claiming import claim, note_confirmed, object_to
from .reading import (
    begin_edition,
    decide_lines,
    keep_unknown,
    note_surveyed,
    reading_of,
    show_edition,
    survey,
)
from .receiving import receive
from .steps import (
    answer_values,
    confirm,
    discard,
    read_anew,
    set_columns,
    stop,
    take_back_to_columns,
    take_back_to_preview,
)
from .telling import tell, untold
from .tidying import forget_old_imports

__all__ = [
    "StalePreviewError",
    "answer_values",
    "begin_edition",
    "bring_in",
    "check_preview",
    "claim",
    "confirm",
    "decide_lines",
    "discard",
    "forget_old_imports",
    "keep_unknown",
    "note_confirmed",
    "note_surveyed",
    "object_to",
    "read_anew",
    "reading_of",
    "receive",
    "set_columns",
    "show_edition",
    "stop",
    "survey",
    "take_back_to_columns",
    "take_back_to_preview",
    "tell",
    "untold",
]
