"""Which pairs may never be, and which must? The file of constraints, each line checked before anything is matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ...foundation.tables import Row, TableError
from ...foundation.words import folded
from ..engine import Auditor, Forbidden, Lock, Mentee, Mentor, Rule, Rules, Settings
from .addresses import Names
from .people import People
from .reading import Sheet, SheetErrors

PIN = "pin"
KINDS: Mapping[str, Rule] = {"blocked": Rule.BLOCKED, "past": Rule.ENDED, "declined": Rule.DECLINED}
COLUMNS = ("kind", "mentee_id", "mentor_id")
RULE_NAMES: Mapping[str, str] = {Rule.ENDED: "past", Rule.SUPERVISOR: "manager"}
"""What the sheets call a rule, where the engine has another word."""
_SAID = {"duplicates": "{0} rows repeat a constraint and were read once"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One line of the file."""

    kind: str
    mentee: str
    mentor: str


def read_constraints(sheet: Sheet, people: People, settings: Settings) -> Rules:
    """Read the pairs that are settled before any score.

    Raises:
        TableError: A column is missing.
        SheetErrors: A line names a kind or a person nobody knows, or a pin breaks a hard rule.
    """
    for column in COLUMNS:
        sheet.ensure_column(column)
    sheet.repairs.said |= _SAID
    refused: list[ValueError] = []
    found: dict[Constraint, Row] = {}
    for row in sheet.rows:
        try:
            constraint = _constraint(row, people)
        except TableError as trouble:
            refused.append(trouble)
            continue
        if found.setdefault(constraint, row) is not row:
            sheet.repairs.note("duplicates", line=row.line)
    asking = {mentee.id for mentee in people.pool.mentees}
    rules = Rules(
        forbidden=tuple(
            Forbidden(one.mentee, one.mentor, KINDS[one.kind])
            for one in found
            if one.kind != PIN and one.mentee in asking
        ),
        locked=tuple(Lock(one.mentee, one.mentor) for one in found if one.kind == PIN),
    )
    pins = {one: row for one, row in found.items() if one.kind == PIN}
    refused += _pins_refused(pins, people, rules, settings)
    if refused:
        raise SheetErrors(refused)
    return rules


def _constraint(row: Row, people: People) -> Constraint:
    kind = folded(row.text("kind"))
    if kind not in {*KINDS, PIN}:
        raise row.refuse(
            "kind", f'"{row.text("kind")}" is none of {", ".join([*KINDS, PIN])}. Write one of them.'
        )
    return Constraint(
        kind, named_person(row, "mentee_id", people.mentees), named_person(row, "mentor_id", people.mentors)
    )


def named_person(row: Row, column: str, names: Names) -> str:
    """Return whom a cell names, however the id is written there.

    Raises:
        TableError: It is nobody, or can be several.
    """
    text = row.text(column)
    meant = names.meant_by(text) if text else []
    if len(meant) == 1:
        return meant[0]
    if len(meant) > 1:
        raise row.refuse(column, f'"{text}" can mean {" or ".join(meant)}. Write the id exactly.')
    raise row.refuse(
        column,
        f'"{text}" is nobody of this round. Mend the id, or take the line out.'
        if text
        else "the id is empty. Write whose it is, or take the line out.",
    )


def _pins_refused(
    pins: Mapping[Constraint, Row], people: People, rules: Rules, settings: Settings
) -> list[ValueError]:
    """Refuse each pin that breaks a hard rule, has no seat left, or is one too many for its mentee."""
    mentees = {mentee.id: mentee for mentee in people.pool.mentees}
    mentors = {mentor.id: mentor for mentor in people.pool.mentors}
    auditor = Auditor(rules, settings)
    taken: Counter[str] = Counter()
    given: Counter[str] = Counter()
    refused: list[ValueError] = []
    for pin, row in pins.items():
        taken[pin.mentor] += 1
        given[pin.mentee] += 1
        mentee, mentor = mentees.get(pin.mentee), mentors[pin.mentor]
        trouble = _seat_trouble(mentee, mentor, given[pin.mentee], taken[pin.mentor])
        broken = auditor.broken_by(mentee, mentor) if mentee else []
        if broken:
            trouble = (
                f"the pin breaks the hard rule {', '.join(RULE_NAMES.get(rule, rule) for rule in broken)}."
            )
        if trouble:
            refused.append(
                row.refuse(
                    "kind",
                    f"{pin.mentee} with {pin.mentor}: {trouble} Take the pin out, or mend what it breaks.",
                )
            )
    return refused


def _seat_trouble(mentee: Mentee | None, mentor: Mentor, given: int, taken: int) -> str:
    if mentee is None:
        return "the mentee's max_mentors is 0."
    if taken > mentor.seats:
        return f"the mentor has {mentor.seats} seats and more pins."
    if given > mentee.most_mentors:
        return f"the mentee may have {mentee.most_mentors} and has more pins."
    return ""
