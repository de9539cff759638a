"""How does a text read without what could point to a client?"""

from __future__ import annotations

import re

from .identifiers import CURLY, DAY, KIN, LONGEST_READ, NAME, PERSON, RULES

MARKS = {
    "names": "[someone]",
    "geography": "[a place]",
    "dates": "[a day]",
    "email": "[an address]",
    "urls": "[a page]",
    "photos": "[a picture]",
}
ANY = "[left out]"
"""What stands where no closer word does."""
MORE_NAMES = re.compile(rf"(?:\s+(?:{NAME}|[A-Z]\.))+")
INITIALS = re.compile(r"\b[A-Z]\.(?:\s?[A-Z]\.){0,2}")
NO_NAME = re.compile(rf"{PERSON}s?|{KIN}|[Nn]amed|[Cc]alled|[Nn]ame|[Oo]ne")


def without_identifiers(text: str) -> str:
    """Return `text` with a mark in place of whatever in it could point to a client.

    1. Collect the names beside a client, and put a mark wherever one of them stands in the text.
    2. Put a mark for each other match; of a day tied to a person only the day goes.
    What no pattern knows stays: whoever wrote the text reads it once more.
    """
    text = _without_names(text[:LONGEST_READ].replace(CURLY, "'"))
    for rule in RULES:
        mark = MARKS.get(rule.slug, ANY)
        if rule.slug == "dates":
            text = rule.pattern.sub(_without_day, text)
        text = rule.pattern.sub(mark, text)
    return text


def _without_names(text: str) -> str:
    for rule in RULES:
        if rule.slug == "names":
            names = {name for match in rule.pattern.finditer(text) for name in _names_in(match)}
            text = rule.pattern.sub(_without_initials, text)
            if names:
                one = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
                text = re.sub(rf"\b(?:{one})(?:\s+(?:{one}))*(?!\w)", MARKS["names"], text)
    return text


def _names_in(match: re.Match[str]) -> list[str]:
    """Return the names that a match shows, those that stand before and behind it included."""
    after = MORE_NAMES.match(match.string, match.end())
    before = re.search(rf"(?:{NAME}\s+)+\Z", match.string[: match.start()])
    words = " ".join(part.group() for part in (before, match, after) if part)
    return [name for name in re.findall(rf"\b{NAME}", words) if not NO_NAME.fullmatch(name)]


def _without_initials(match: re.Match[str]) -> str:
    return INITIALS.sub(MARKS["names"], match.group())


def _without_day(match: re.Match[str]) -> str:
    return re.sub(DAY, MARKS["dates"], match.group())
