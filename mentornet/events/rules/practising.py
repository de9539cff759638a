"""Is an abstract ready for strangers? What it should say, how long it is, and what it must leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS_A_MINUTE = 130
SHORT, LONG = 100, 300
LEARNS = re.compile(
    r"(?i)\b(you will|participants? will|attendees? will|learn|leave with|take away|be able to|objectives?)\b"
)
FOR_WHOM = re.compile(
    r"(?i)\b(for (?:all |new |anyone|everyone|technicians?|nurses?|aides?|staff|peers?|students?|leads?|supervisors?)|audience|who should)\b"
)
PRACTICE = re.compile(
    r"(?i)\b(practi[cs]e|exercise|role.?play|demonstrat\w+|discussion|questions|pairs?|small groups?)\b"
)
WORD = re.compile("\\w[\\w\N{RIGHT SINGLE QUOTATION MARK}'-]*")
SOURCES = re.compile(r"(?i)\b(stud(?:y|ies)|research|evidence|survey|data|guidelines?|(?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that an abstract does or does not do yet; `advice` says how to."""

    title: str
    is_met: bool
    advice: str


def checks_of(title: str, abstract: str, *, has_findings: bool) -> list[Check]:
    """Return what an abstract is looked through for, the client's privacy first."""
    count = count_words(abstract)
    return [
        Check(
            "Nothing points to a client",
            not has_findings,
            "Rewrite what is marked below. Use an invented case, and say that it is invented.",
        ),
        Check(
            f"Between {SHORT} and {LONG} words",
            SHORT <= count <= LONG,
            f"It has {count:,} words. Most conferences ask for {SHORT} to {LONG}.",
        ),
        Check(
            "The title says what it is about in at most fifteen words",
            0 < count_words(title) <= 15,  # noqa: PLR2004 - the number stands in the sentence
            "Write a title of at most fifteen words.",
        ),
        Check(
            "It says what people will be able to do afterwards",
            bool(LEARNS.search(abstract)),
            "Add one sentence that begins: You will be able to …",
        ),
        Check(
            "It says for whom it is",
            bool(FOR_WHOM.search(abstract)),
            "Name the people it is for, such as new technicians or charge nurses.",
        ),
        Check(
            "People do something in it",
            bool(PRACTICE.search(abstract)),
            "Say how people take part: practice in pairs, questions, a short exercise.",
        ),
        Check(
            "It says what it rests on",
            bool(SOURCES.search(abstract)),
            "Name the guideline, the study or the years of practice behind it.",
        ),
    ]


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(WORD.findall(text))


def speaking_words(minutes: int) -> int:
    """Return how many spoken words fill so many minutes at an easy pace."""
    return minutes * WORDS_A_MINUTE
