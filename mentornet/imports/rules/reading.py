"""What does one line say of a person? Cells to plain answers, and what cannot be read in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from ...foundation.forms import is_visible, tidied
from ...foundation.words import canonical_address
from ...profiles.rules import (
    LONGEST_TEXT,
    MOST_GOALS,
    MOST_HOURS,
    MOST_ROWS,
    MOST_SEATS,
    MOST_YEARS,
    years_fault,
)
from ...programs.models import ProgramQuestion, QuestionKind, Side
from ...programs.rules.questions import LONGEST_ANSWER
from .cells import blocks_of, client_fault, listed, role_with_years, sides_of, whole_number, yes_or_no
from .columns import BY_NAME, LEAVE_OUT, NEW_QUESTION, OWN_WORDS, QUESTION, Field
from .person import Person
from .values import KEPT_AS_WORDS, LEFT_OUT, Dictionary

LONGEST_NAME = 120
LONGEST_EMPLOYER = 200
NEW = "new:"
_TEXTS = {"about": "about", "words": "about", "help": "help"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the lines of one file are read: what each column is, the side of all where they share one, the questions."""

    columns: Mapping[str, str]
    headings: Mapping[str, str]
    side: Side | None
    dictionary: Dictionary
    questions: Mapping[int, ProgramQuestion]
    this_year: int

    def person(self, line: int, cells: Mapping[str, str]) -> Person:
        """Read one line; what cannot be read stands in its faults, each naming the column."""
        return _Reader(self, Person(line), cells).read()

    def look_up(self, cells: Mapping[str, str]) -> None:
        """Look up one line's names of roles, goals and the like; unknown ones gather in the dictionary."""
        _Reader(self, Person(0), cells).look_up()


class _Reader:
    """Reads one line; own words are gathered by where they will stand."""

    def __init__(self, reading: Reading, person: Person, cells: Mapping[str, str]) -> None:
        self.reading, self.person, self.cells = reading, person, cells
        self.words: dict[str, list[str]] = defaultdict(list)
        self.texts: dict[str, list[str]] = defaultdict(list)
        self.names: dict[str, str] = {}

    def read(self) -> Person:
        """Read what says who it is, then the rest; sides first, since they say what the rest means."""
        cells = self._tidied()
        for key, (name, text) in cells.items():
            self._read_cell(key, name, text)
        self._read_identity()
        self._write_texts()
        return self.person

    def look_up(self) -> None:
        """Read no more than the names of ours that the line holds."""
        for key, (name, text) in self._tidied().items():
            if name in BY_NAME and BY_NAME[name].kind:
                self._read_cell(key, name, text)

    def _tidied(self) -> dict[str, tuple[str, str]]:
        """Return the cells that say something by their column's key, with the field each is; the side is read first."""
        cells = {
            key: (name, text)
            for key, name in self.reading.columns.items()
            if name != LEAVE_OUT and (text := _tidy(self.cells.get(key, "")))
        }
        self._read_sides({name: (key, text) for key, (name, text) in cells.items()})
        return cells

    def _read_sides(self, by_name: Mapping[str, tuple[str, str]]) -> None:
        sides: tuple[Side, ...] = (self.reading.side,) if self.reading.side else ()
        if not sides:
            _key, text = by_name.get("side", ("", ""))
            sides = sides_of(text)
            if not sides:
                told = (
                    f"“{text}” is neither mentee nor mentor"
                    if text
                    else "it is not said whether this is a mentee or a mentor"
                )
                self._fault("side", f"{told}. Write mentee, mentor or both.")
        key, text = by_name.get("both", ("", ""))
        answer = yes_or_no(text)
        if answer is None:
            self._fault_at(key, f"“{text}” is neither yes nor no.")
        if answer:
            sides = tuple(Side)
        self.person.sides = [str(side) for side in sides]

    def _read_cell(self, key: str, name: str, text: str) -> None:
        field_ = BY_NAME.get(name)
        if name in _TEXTS:
            heading = self.reading.headings[key]
            (self.words if name == OWN_WORDS else self.texts)[_TEXTS[name]].append(
                f"{heading}: {text}" if name == OWN_WORDS else text
            )
        elif name == NEW_QUESTION or name.startswith(QUESTION):
            self._read_answer(key, name, text)
        elif field_ is None or (field_.side and str(field_.side) not in self.person.sides):
            return
        elif reader := getattr(self, f"_read_{name}", None):
            reader(key, text)
        elif field_.kind:
            self._read_names(field_, text)
        else:
            self.names[name] = " ".join(text.split())

    def _read_answer(self, key: str, name: str, text: str) -> None:
        if len(text) > LONGEST_ANSWER:
            self._fault_at(key, f"this answer has {len(text):,} characters; {LONGEST_ANSWER:,} fit.")
        if name == NEW_QUESTION:
            self.person.answers[f"{NEW}{key}"] = text
            return
        question = self.reading.questions[int(name.removeprefix(QUESTION))]
        if question.asked_of and str(question.asked_of) not in self.person.sides:
            return
        self.person.answers[str(question.id)] = self._chosen(key, question, text)

    def _chosen(self, key: str, question: ProgramQuestion, text: str) -> str | list[str]:
        if question.kind is QuestionKind.TEXT:
            return text
        options = {option.casefold(): option for option in question.options}
        whole = [text] if question.kind is QuestionKind.CHOICE or text.casefold() in options else listed(text)
        strange = [one for one in whole if one.casefold() not in options]
        if strange:
            self._fault_at(key, f"“{strange[0]}” is none of the answers to this question.")
            return ""
        chosen = [options[one.casefold()] for one in whole]
        return chosen if question.kind is QuestionKind.CHOICES else chosen[0]

    def _read_names(self, field_: Field, text: str) -> None:
        dictionary, kind = self.reading.dictionary, field_.kind
        parts = (
            listed(text) if field_.is_list and not dictionary.knows(kind, text) else [" ".join(text.split())]
        )
        for part in parts:
            meaning = dictionary.meaning(kind, part)
            if meaning == KEPT_AS_WORDS:
                self._keep(field_, part)
            elif meaning != LEFT_OUT:
                self._take(field_, meaning)

    def _take(self, field_: Field, slug: str) -> None:
        if field_.name == "cohort":
            self.person.cohort = int(slug)
        elif not field_.is_list:
            self.person.said[field_.name] = slug
        else:
            for name in self._places(field_.name):
                kept = self.person.said.setdefault(name, [])
                if slug not in kept:
                    kept.append(slug)

    def _places(self, name: str) -> list[str]:
        """Return where a list goes: what mentees name they want, what mentors name they offer."""
        if name in {"settings", "populations"}:
            return ["subjects_held"]
        if name not in {"goals", "subjects"}:
            return [name]
        stances = {Side.MENTEE: "wanted", Side.MENTOR: "offered"}
        return [f"{name}_{stances[Side(side)]}" for side in self.person.sides]

    def _keep(self, field_: Field, part: str) -> None:
        """Keep a value that is none of ours among the person's own words, under the name of its column."""
        place = "help" if field_.name in {"goals", "subjects", "target", "sought"} else "about"
        start = f"{field_.label}: "
        for number, words in enumerate(self.words[place]):
            if words.startswith(start):
                self.words[place][number] = f"{words}, {part}"
                return
        self.words[place].append(start + part)

    def _read_years(self, key: str, text: str) -> None:
        self._read_number("years", key, text, most=MOST_YEARS, what="years")

    def _read_hours(self, key: str, text: str) -> None:
        self._read_number("hours", key, text, most=MOST_HOURS, what="hours a month")

    def _read_seats(self, key: str, text: str) -> None:
        self._read_number("seats", key, text, most=MOST_SEATS, what="mentees at once")

    def _read_number(self, name: str, key: str, text: str, *, most: int, what: str) -> None:
        number = whole_number(text)
        if number is None or number > most:
            self._fault_at(key, f"“{text}” is not a number of {what}. Write a whole number from 0 to {most}.")
        else:
            self.person.said[name] = number

    def _read_employer(self, key: str, text: str) -> None:
        if len(text) > LONGEST_EMPLOYER:
            self._fault_at(key, f"this name has {len(text):,} characters; {LONGEST_EMPLOYER} fit.")
        self.person.said["employer"] = " ".join(text.split())

    def _read_blocks(self, _key: str, text: str) -> None:
        for part in listed(text):
            blocks = blocks_of(part)
            if blocks is None:
                self._keep(BY_NAME["blocks"], part)
            else:
                self.person.said["blocks"] = sorted({*self.person.said.get("blocks", ()), *blocks})

    def _read_walked(self, key: str, text: str) -> None:
        for part in listed(text, comma=False):
            found = role_with_years(part)
            slug = self.reading.dictionary.meaning("role", found[0] if found else part)
            if slug == LEFT_OUT:
                continue
            if found is None or slug == KEPT_AS_WORDS:
                self._keep(BY_NAME["walked"], part)
                continue
            if fault := years_fault(found[1], found[2], this_year=self.reading.this_year):
                self._fault_at(key, f"{part}: {fault}")
            self.person.said.setdefault("walked", []).append([slug, found[1], found[2]])

    def _read_side(self, _key: str, _text: str) -> None:
        """Leave it: sides were read first."""

    _read_both = _read_side

    def _read_identity(self) -> None:
        person = self.person
        address = self.names.get("email", "")
        try:
            person.address = _normal_address(address) if address else ""
        except EmailNotValidError as error:
            self._fault("email", f"“{address}” is no mail address. {error}")
        if not address:
            self._fault("email", "there is no mail address. People are known by it.")
        person.canonical = canonical_address(person.address) if person.address else ""
        parts = (self.names.get("first_name", ""), self.names.get("last_name", ""))
        person.name = self.names.get("name") or " ".join(filter(None, parts))
        if not is_visible(person.name):
            self._fault("name", "there is no name.")
        if len(person.name) > LONGEST_NAME:
            self._fault("name", f"this name has {len(person.name)} characters; {LONGEST_NAME} fit.")

    def _write_texts(self) -> None:
        """Put texts and own words where they will stand: a mentee's under what they look for, a mentor's under offers."""
        helps = {Side.MENTEE: "looks_for", Side.MENTOR: "offers"}
        places = [("about", "about"), *((helps[Side(side)], "help") for side in self.person.sides)]
        for name, source in places:
            text = "\n".join([*self.texts[source], *self.words[source]])
            if len(text) > LONGEST_TEXT:
                label = BY_NAME[source].label
                self.person.faults.append(
                    f"{label}, with what is kept in their own words, has {len(text):,} characters; {LONGEST_TEXT:,} fit. Shorten it, or leave a column out."
                )
            if fault := client_fault(text):
                self.person.faults.append(f"{BY_NAME[source].label}: {fault}")
            if text:
                self.person.said[name] = text
        limits = {"goals_wanted": MOST_GOALS, "walked": MOST_ROWS}
        for name, most in limits.items():
            if len(self.person.said.get(name, ())) > most:
                self.person.faults.append(
                    f"There are more than {most} {'goals' if most == MOST_GOALS else 'roles'}. Keep the {most} that matter most."
                )

    def _fault(self, name: str, sentence: str) -> None:
        """Note a fault of a field, at the column that holds it."""
        keys = (key for key, one in self.reading.columns.items() if one == name)
        self._fault_at(next(keys, ""), sentence)

    def _fault_at(self, key: str, sentence: str) -> None:
        heading = self.reading.headings.get(key)
        self.person.faults.append(
            f"Column “{heading}”: {sentence}" if heading else sentence[:1].upper() + sentence[1:]
        )


def _tidy(text: str) -> str:
    """Return a cell as typed text arrives; plain letters, which most cells hold, need no look at each of them."""
    return text if text.isascii() and text.isprintable() else str(tidied(text))


def _normal_address(address: str) -> str:
    return str(validate_email(address, check_deliverability=False).normalized)
