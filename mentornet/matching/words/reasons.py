"""Why these two, and what is not there? A proposal's parts as plain sentences, one honest gap among them.

The sentences are true for whoever reads them: mentee, mentor and coordinator see the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...foundation.templating import counted
from ...profiles.availability import in_words
from ...programs.rules import CRITERIA
from ..engine import FULL
from .titles import Titles, inline, languages, listed

LABELS: dict[str, str] = {criterion.name: criterion.label for criterion in CRITERIA}
MOST_TIMES = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its sentence, how strong it is from 0 to 1, and the criterion's name for people."""

    words: str
    score: float
    criterion: str


@dataclass(frozen=True, slots=True)
class Teller:
    """What a sentence needs besides the finding itself."""

    titles: Titles
    zone: str
    on: date


Finding = Mapping[str, Any]
Words = Callable[[Finding, Teller], str]


def label_of(criterion: str) -> str:
    """Return how a criterion is called for people."""
    return LABELS.get(criterion, criterion)


def reasons_of(
    parts: Sequence[Finding], titles: Titles, *, zone: str, on: date, most: int | None = None
) -> list[Reason]:
    """Tell a proposal's reasons, strongest first; times are in the reader's `zone` as its clocks stand on `on`."""
    teller = Teller(titles, zone, on)
    spoken = [
        Reason(_told(part, teller), part["value"] / FULL, label_of(part["criterion"]))
        for part in parts
        if part["points"] > 0 and part["kind"] != "none"
    ]
    return spoken[:most]


def gap_of(gap: Finding, titles: Titles, *, zone: str, on: date) -> str:
    """Tell what cost the pair most, as one honest sentence; empty where nothing is missing."""
    if not gap:
        return ""
    teller = Teller(titles, zone, on)
    if gap["kind"] != "none" and not gap["missing"]:
        return WEAK[gap["criterion"]](gap, teller) if gap["criterion"] in WEAK else ""
    return MISSING[gap["criterion"]](gap, teller) if gap["criterion"] in MISSING else ""


def _told(part: Finding, teller: Teller) -> str:
    tell = SHARED.get(part["criterion"])
    return tell(part, teller) if tell else label_of(part["criterion"])


def _step(slugs: Sequence[Any], teller: Teller) -> str:
    start, end = (inline(teller.titles.roles.get(slug, slug)) for slug in slugs[:2])
    return f"from {start} to {end}"


def _role(slug: str, teller: Teller) -> str:
    return inline(teller.titles.roles.get(slug, slug))


def _path_walked(part: Finding, teller: Teller) -> str:
    found = part["evidence"]
    if part["kind"] == "reached_target":
        return f"Reached the role of {_role(found[0], teller)} by another road"
    year = f" in {found[2]}" if len(found) > len(("from", "to")) else ""
    later = "a later step of this road, " if part["kind"] == "later_step" else "the step "
    return f"Made {later}{_step(found, teller)}{year}"


def _path_missing(gap: Finding, teller: Teller) -> str:
    missing = gap["missing"]
    if len(missing) > 1:
        return f"The mentor has not made the step {_step(missing, teller)}"
    return f"The mentor has not held the role of {_role(missing[0], teller)}"


def _state(slugs: Sequence[Any], teller: Teller) -> str:
    return listed(slugs, teller.titles.states, as_names=True)


def _licence(part: Finding, teller: Teller) -> str:
    state = _state(part["evidence"], teller)
    return f"Licensed in {state}" if part["kind"] == "holds_licence" else f"Both work in {state}"


def _availability(part: Finding, teller: Teller) -> str:
    if part["kind"] == "rotates":
        return "Shifts rotate, so times are found week by week"
    bits = 0
    for hour in part["evidence"][1:]:
        bits |= 1 << hour
    spans = in_words(bits, teller.zone, teller.on)
    rest = f" and {counted(len(spans) - MOST_TIMES, 'other time')}" if len(spans) > MOST_TIMES else ""
    return f"Both free {'; '.join(spans[:MOST_TIMES])}{rest}"


def _distance(part: Finding) -> list[tuple[int, str]]:
    nouns = [noun for noun in ("rung", "year") if noun in part["kind"]]
    return list(zip(part["evidence"], nouns, strict=False))


def _experience(part: Finding, _teller: Teller) -> str:
    ahead = [counted(number, noun) for number, noun in _distance(part) if number > 0]
    return f"{' and '.join(ahead)} ahead" if ahead else "At nearly the same point of the way"


def _experience_far(part: Finding, _teller: Teller) -> str:
    said = [f"{counted(number, noun)} ahead" for number, noun in _distance(part) if number > 0]
    if said:
        return f"The mentor is {' and '.join(said)}, some way from a near peer"
    return "The mentor is no further along the way"


def _wishes(part: Finding, _teller: Teller) -> str:
    asked = {
        "mutual": "Each asked for the other",
        "mentee": "The mentee asked for this mentor",
        "mentor": "The mentor asked for this mentee",
    }
    return asked[part["kind"]]


def _goals(slugs: Sequence[Any], teller: Teller) -> str:
    quoted = {slug: f"“{title}”" for slug, title in teller.titles.goals.items()}
    return listed(slugs, quoted, as_names=True)


def _list(field: str, before: str, *, of: str = "specializations") -> Words:
    def tell(part: Finding, teller: Teller) -> str:
        return f"{before}{listed(part[field], getattr(teller.titles, of))}"

    return tell


SHARED: dict[str, Words] = {
    "path_walked": _path_walked,
    "goals": lambda part, teller: f"Offers help towards {_goals(part['evidence'], teller)}",
    "specializations": _list("evidence", "Works in a field that is sought: "),
    "skills": _list("evidence", "Can teach "),
    "setting_population": _list("evidence", "Common ground: "),
    "credentials": lambda part, teller: (
        "Holds " + listed(part["evidence"], teller.titles.credentials, as_names=True) + ", which is sought"
    ),
    "licence_state": _licence,
    "availability": _availability,
    "languages": lambda part, _teller: f"Both speak {languages(part['evidence'])}",
    "experience": _experience,
    "wishes": _wishes,
}
"""How each criterion tells what it found."""

MISSING: dict[str, Words] = {
    "path_walked": _path_missing,
    "goals": lambda gap, teller: f"No help is offered towards {_goals(gap['missing'], teller)}",
    "specializations": _list("missing", "Not among what the mentor works in: "),
    "skills": _list("missing", "The mentor does not teach "),
    "setting_population": _list("missing", "Not common ground: "),
    "credentials": lambda gap, teller: (
        "No shared credential: the mentor does not hold "
        + listed(gap["missing"], teller.titles.credentials, as_names=True)
    ),
    "licence_state": lambda gap, teller: (
        f"The mentor neither works nor is licensed in {_state(gap['missing'], teller)}"
    ),
    "availability": lambda _gap, _teller: "No free hours in common; a time has to be found",
    "languages": lambda gap, _teller: f"Not shared: {languages(gap['missing'])}",
    "experience": _experience_far,
    "wishes": lambda _gap, _teller: "Neither asked for the other",
}
"""How each criterion tells what is not there."""

WEAK: dict[str, Words] = {
    "path_walked": lambda gap, teller: _path_walked(gap, teller) + ", not the very next step",
    "licence_state": lambda gap, teller: (
        f"The mentor works in {_state(gap['evidence'], teller)} and does not say they are licensed there"
    ),
    "availability": lambda gap, _teller: (
        "Shifts rotate, so there is no fixed time"
        if gap["kind"] == "rotates"
        else f"Only {counted(gap['evidence'][0], 'hour')} of the week in common"
    ),
    "experience": _experience_far,
    "wishes": lambda _gap, _teller: "Others were asked for first",
}
"""How a criterion tells of what was found and yet falls short of the best."""
