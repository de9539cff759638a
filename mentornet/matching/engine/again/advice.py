"""What is the smallest single change that would place somebody, and whose seat would have to come free?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..values import Rule


class Change(StrEnum):
    """Single changes, the smallest first."""

    UNLOCK = "unlock"
    """Let one locked pair go: the coordinator's own word, taken back."""
    ALLOW = "allow"
    """Take back one pair that the coordinator forbade."""
    SEAT = "seat"
    """One mentor gives one seat more, for whom it serves best."""
    EXCEPT = "except"
    """One pair is let off one hard rule, which both would have to want."""
    MINIMUM = "minimum"
    """A lower minimum score, for everybody."""
    KEEP = "keep"
    """One mentor gives one seat more, kept for this mentee by a lock."""


LIFTED_BY_BOTH = (Rule.EMPLOYER, Rule.LANGUAGE, Rule.ENDED, Rule.DECLINED)
"""Rules that a pair can be let off, the lightest first; a program's own come behind language. The others stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Somebody who would have another mentor than now; none where they would have none."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Smallest:
    """A single change that would place a mentee in every best answer, whatever the seed."""

    change: Change
    mentor: str | None
    """Whose seat or pair it is about."""
    rule: str | None = None
    unlocked: str | None = None
    """The mentee whose lock would go."""
    minimum: int | None = None
    """The minimum score it would take, in parts per million."""
    delta: int
    """What the total would gain, in parts per million; below nought what it would lose."""
    moves: tuple[Move, ...] = ()
    """The others who would have another mentor, in one of the best answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """What it would cost the others to place a mentee with the seats there are, at the least."""

    mentor: str
    delta: int
    """What the total would gain, in parts per million; mostly below nought."""
    moves: tuple[Move, ...]
    left_out: str | None
    """Who would have no mentor for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What would help one mentee."""

    mentee: str
    smallest: Smallest | None
    """None where no single change would."""
    instead: Instead | None
    """None where nobody's seat would do."""
    is_complete: bool = True
    """Whether every change was tried; a very large round leaves out those that need it solved anew."""
