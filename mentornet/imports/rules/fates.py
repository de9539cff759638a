"""What becomes of a line? Added, updated, invited, unchanged or refused, with the reason in a sentence.

Who has claimed their account is nobody's to describe but their own: a file invites them and changes nothing they said.
Who was brought in and has not claimed it yet is described by the program that brought them; another program adds what is
still empty. An empty cell says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...foundation.templating import joined
from ...programs.models import EnrolmentState
from ..models import Fate
from .person import Person

OBJECTED = "This person asked not to be brought into the program. They can join by themselves."


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who has an account, as far as a fate depends on it."""

    account_id: int
    name: str
    is_claimed: bool
    is_disabled: bool
    is_ours: bool
    """Whether this program brought them in, so that its coordinators may still change what they brought."""
    said: Mapping[str, Any]
    states: Mapping[str, EnrolmentState]
    """By side, how they take part in this program."""
    answers: Mapping[str, Mapping[str, Any]]
    cohorts: Mapping[str, int | None]


@dataclass(slots=True)
class Surroundings:
    """What is there when a line's fate is decided: accounts by mailbox, who objected, who is invited, places left."""

    known: Mapping[str, list[Known]]
    by_address: Mapping[str, int]
    """Account ids by the address as it is written; of several accounts of one mailbox it decides."""
    objected: frozenset[str]
    invited: Mapping[str, frozenset[str]]
    """By mailbox, the sides on which an invitation of this program is open."""


@dataclass(slots=True)
class Course:
    """What was met on the way down a file: the lines of each mailbox and side, and the places taken."""

    places: dict[str, int | None]
    seen: dict[int, int] = field(default_factory=dict)
    """By the number that a mailbox, or a mailbox and a side, is hashed to: two hundred thousand names weigh too much."""

    def line_of(self, person: Person) -> int | None:
        """Return the line where the person stood before on one of these sides, and remember this one."""
        keys = [hash((person.canonical, side)) for side in person.sides]
        before = next((self.seen[key] for key in keys if key in self.seen), None)
        for key in keys:
            self.seen.setdefault(key, person.line)
        return before

    def other_line_of(self, person: Person) -> int | None:
        """Return the earlier line where the person stood at all, which is on the other side, and remember this one."""
        before = self.seen.setdefault(hash(person.canonical), person.line)
        return before if before != person.line else None

    def take(self, sides: list[str]) -> str | None:
        """Take a place on each side; return the side where none is left, and take nothing then."""
        full = next((side for side in sides if self.places[side] == 0), None)
        if full is None:
            for side in sides:
                left = self.places[side]
                self.places[side] = None if left is None else left - 1
        return full


@dataclass(frozen=True, slots=True)
class Decision:
    """A line's fate: why, and what changes as (name, from, to)."""

    fate: Fate
    sentence: str = ""
    changes: tuple[tuple[str, Any, Any], ...] = ()
    account_id: int | None = None


def decide(person: Person, around: Surroundings, course: Course) -> Decision:
    """Decide the fate of one line; lines are to be asked in their order, since places and mailboxes run out."""
    if person.faults:
        return Decision(Fate.REFUSE, " ".join(person.faults))
    if before := course.line_of(person):
        return Decision(
            Fate.REFUSE, f"The same mailbox stands in line {before} already. Keep one of the two."
        )
    if other := course.other_line_of(person):
        person.keep_own_side()
        decision = _decide(person, around, course)
        told = f"Line {other} tells of the same person on the other side: what is true on both is taken from there."
        return replace(decision, sentence=f"{decision.sentence} {told}".strip())
    return _decide(person, around, course)


def _decide(person: Person, around: Surroundings, course: Course) -> Decision:
    accounts = around.known.get(person.canonical, [])
    if address_hash(person.canonical) in around.objected and not any(one.states for one in accounts):
        return Decision(Fate.REFUSE, OBJECTED)
    if not accounts:
        return _newcomer(person, course)
    known = accounts[0] if len(accounts) == 1 else _exact(person, accounts, around)
    if known is None:
        return Decision(
            Fate.REFUSE,
            f"{len(accounts)} accounts belong to this mailbox. Write the address just as their account has it.",
        )
    if known.is_disabled:
        return Decision(Fate.REFUSE, "The account of this address is closed. Ask an administrator.")
    if any(known.states.get(side) is EnrolmentState.WITHDRAWN for side in person.sides):
        return Decision(
            Fate.REFUSE, "They left the program, or were taken out of it. They can come back by themselves."
        )
    return _member(person, known, around) if known.is_claimed else _awaited(person, known, course)


def _exact(person: Person, accounts: list[Known], around: Surroundings) -> Known | None:
    wanted = around.by_address.get(person.address.casefold())
    return next((one for one in accounts if one.account_id == wanted), None)


def _newcomer(person: Person, course: Course) -> Decision:
    full = course.take(person.sides)
    return _full(full) if full else Decision(Fate.ADD)


def _full(side: str) -> Decision:
    return Decision(
        Fate.REFUSE,
        f"Every {side} place of the program is taken. Raise their number under Terms, or leave this person out.",
    )


def _member(person: Person, known: Known, around: Surroundings) -> Decision:
    """Invite somebody with an account of their own; what they said of themselves stays as it is."""
    new = [side for side in person.sides if side not in known.states]
    open_ones = around.invited.get(person.canonical, frozenset())
    to_invite = [side for side in new if side not in open_ones]
    if to_invite:
        return Decision(
            Fate.INVITE,
            f"Has an account already. Gets an invitation as a {joined(to_invite)}; what they said themselves stays.",
            (("invited_as", None, to_invite),),
            known.account_id,
        )
    told = "Is invited already." if new else "Takes part already, with an account of their own."
    return Decision(Fate.UNCHANGED, told, account_id=known.account_id)


def _awaited(person: Person, known: Known, course: Course) -> Decision:
    new = [side for side in person.sides if side not in known.states]
    full = course.take(new)
    if full:
        return _full(full)
    changes = tuple(_changes(person, known, new))
    if not changes:
        return Decision(Fate.UNCHANGED, account_id=known.account_id)
    return Decision(Fate.UPDATE, changes=changes, account_id=known.account_id)


def _changes(person: Person, known: Known, new: list[str]) -> list[tuple[str, Any, Any]]:
    """List what the line says otherwise than what is there, as (name, from, to)."""
    changes: list[tuple[str, Any, Any]] = [("side", None, side) for side in new]
    if known.is_ours and not person.is_further and person.name != known.name:
        changes.append(("name", known.name, person.name))
    for name, said in person.said.items():
        there = known.said.get(name)
        if not _same(name, there, said) and (known.is_ours or there in (None, "", [])):
            changes.append((name, there, said))
    for side in person.sides:
        there = known.answers.get(side, {})
        changes += [
            (f"question:{key}", there.get(key), answer)
            for key, answer in person.answers.items()
            if answer and there.get(key) != answer
        ]
        if side in known.cohorts and person.cohort and known.cohorts[side] != person.cohort:
            changes.append(("cohort", known.cohorts[side], person.cohort))
    return list({(name, repr(to)): (name, there, to) for name, there, to in changes}.values())


def _same(name: str, there: Any, said: Any) -> bool:
    """Say whether two answers are one; the order matters for a mentee's goals alone, where the first is the dearest."""
    if isinstance(there, list) and isinstance(said, list) and name != "goals_wanted":
        return sorted(map(repr, there)) == sorted(map(repr, said))
    return bool(there == said)


def address_hash(canonical: str) -> str:
    """Return what is kept of the address of somebody who objected."""
    return hashlib.sha256(canonical.encode()).hexdigest()
