"""Whom does a change by hand move, from whom to whom?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int]
"""A mentee's account id and a mentor's."""


@dataclass(frozen=True, slots=True)
class Move:
    """A mentee whose mentor would be another; a mentor is a name and the fit, None where the mentee waits."""

    mentee: str
    before: tuple[str, int] | None
    after: tuple[str, int] | None


def moves_of(
    before: Mapping[Pair, int],
    after: Mapping[Pair, int],
    *,
    name: Callable[[int], str],
) -> tuple[Move, ...]:
    """Tell of every mentee whose mentor is another after than before; pairs come with their fit in parts per million."""
    old, new = _by_mentee(before), _by_mentee(after)
    return tuple(
        Move(name(mentee), _called(old.get(mentee), name), _called(new.get(mentee), name))
        for mentee in dict.fromkeys([*old, *new])
        if _mentor(old.get(mentee)) != _mentor(new.get(mentee))
    )


def left_alone(before: Iterable[Pair], after: Iterable[Pair]) -> list[int]:
    """List the mentors who have somebody before and nobody after, in the order of the pairs."""
    still = {mentor for _, mentor in after}
    return list(dict.fromkeys(mentor for _, mentor in before if mentor not in still))


def _by_mentee(pairs: Mapping[Pair, int]) -> dict[int, tuple[int, int]]:
    return {mentee: (mentor, fit) for (mentee, mentor), fit in pairs.items()}


def _mentor(found: tuple[int, int] | None) -> int | None:
    return found[0] if found else None


def _called(found: tuple[int, int] | None, name: Callable[[int], str]) -> tuple[str, int] | None:
    return (name(found[0]), found[1]) if found else None
