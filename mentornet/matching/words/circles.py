"""How is a circle told? To a coordinator as how full circles are, to the two of a pair as what it means for them."""

from __future__ import annotations

from collections.abc import Iterable

from ...foundation.templating import counted
from ...programs.models import Side


def circle_words(size: int, loads: Iterable[tuple[int, int]]) -> str:
    """Say how many circles there are and how full they are; nothing where pairs meet one to one.

    Args:
        size: How many mentees a circle takes.
        loads: How many mentees, and how many mentors have so many.
    """
    if size == 1:
        return ""
    counts = dict(loads)
    full, alone = counts.get(size, 0), counts.get(1, 0)
    told = f"{counted(sum(counts.values()), 'circle')} of up to {size}, each on one seat of its mentor; {full:,} full."
    if alone:
        told += f" In {alone:,} of them a mentee would be alone with the mentor: move them by hand, or let them be."
    return told


def circle_asks(size: int, side: Side) -> str:
    """Say to one of a proposed pair that it would be part of a circle; nothing where pairs meet one to one."""
    if size == 1:
        return ""
    if side is Side.MENTEE:
        return f"A place in a circle: your mentor meets up to {size} mentees together, and you would see who they are"
    return f"A place in your circle of up to {size} mentees, who share one of your seats and see who is in it"
