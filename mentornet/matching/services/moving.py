"""Whom does a change by hand move, from whom to whom?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

Pair = tuple[int, int]
"""A mentee's account id and a mentor's."""
Found = tuple[int, int]
"""A mentor's account id, and the fit."""


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
    gone, come = _by_mentee(before, but=after), _by_mentee(after, but=before)
    return tuple(
        Move(name(mentee), _called(old, name), _called(new, name))
        for mentee in dict.fromkeys([*gone, *come])
        for old, new in zip_longest(gone.get(mentee, ()), come.get(mentee, ()))
    )


def left_alone(before: Iterable[Pair], after: Iterable[Pair]) -> list[int]:
    """List the mentors who have somebody before and nobody after, in the order of the pairs."""
    still = {mentor for _, mentor in after}
    return list(dict.fromkeys(mentor for _, mentor in before if mentor not in still))


def _by_mentee(pairs: Mapping[Pair, int], *, but: Container[Pair]) -> dict[int, list[Found]]:
    """Map mentees to the mentors they have here and not there, with the fit."""
    found: dict[int, list[Found]] = defaultdict(list)
    for (mentee, mentor), fit in pairs.items():
        if (mentee, mentor) not in but:
            found[mentee].append((mentor, fit))
    return found


def _called(found: Found | None, name: Callable[[int], str]) -> tuple[str, int] | None:
    return (name(found[0]), found[1]) if found else None
