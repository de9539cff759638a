"""Do somebody's own words say that they may be in danger? Then the ways to help stand beside the text.

Nobody reads along: the words are looked at while the page is made, and never stored or reported.
"""

from __future__ import annotations

import re

from .identifiers import CURLY

PHRASES = (
    r"kill(?:ing)? myself",
    r"end(?:ing)? (?:it all|my (?:own )?life)",
    r"tak(?:e|ing) my (?:own )?life",
    r"(?:hurt|harm|cut)(?:ting|ing)? myself",
    r"want(?:ed)? to die",
    r"wish i (?:was|were) dead",
    r"better off (?:dead|without me)",
    r"(?:do not|don't) want to (?:live|be here|be alive|wake up)",
    r"no reason to (?:live|go on)",
    r"can(?:no|')t go on(?= (?:like this|any ?more|living)|\s*[.,!]|\s*$)",
    r"(?:i am|i'm|feel(?:ing)?|been) suicidal",
)
_RISK = re.compile(r"\b(?:" + "|".join(PHRASES) + r")\b", re.IGNORECASE)


def shows_risk(text: str) -> bool:
    """Say whether the writer's words tell of danger to themselves; naming suicide as a subject does not."""
    return _RISK.search(text.replace(CURLY, "'")) is not None
