"""By which names is an entry found? Titles, aliases and short forms, folded into one searchable text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..foundation.words import folded
from .kinds import Kind

BAR = "|"


def spellings(name: str) -> Iterator[str]:
    """Yield a name as written, without what stands in brackets, and each part of `LPC/LMHC`."""
    yield name
    yield re.sub(r"\([^)]*\)", "", name)
    if "/" in name:
        yield from name.split("/")


def _texts(value: Any) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else [str(value or "")]


def looked_for(text: str) -> str:
    """Return what somebody typed as it is compared with names: folded, without bars."""
    return folded(text.replace(BAR, " "))


def search_text(kind: Kind, values: Mapping[str, Any]) -> str:
    """Return the names and searched texts of an entry, folded, each between bars: `|mental health technician|bht|`."""
    names = [name for column in (kind.title, *kind.names) for name in _texts(values[column])]
    texts = [text for column in kind.texts for text in _texts(values[column])]
    spelled = [spelling for name in names for spelling in spellings(name)] + texts
    parts = dict.fromkeys(looked_for(text) for text in spelled)
    return BAR + BAR.join(part for part in parts if part) + BAR
