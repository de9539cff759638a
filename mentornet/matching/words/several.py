"""How are several mentors of one mentee told? To a coordinator as who would have how many, to the two as what it means."""

from __future__ import annotations

from collections.abc import Iterable

from ...foundation.templating import counted, joined
from ...programs.models import Side


def several_words(most: int, gets: Iterable[tuple[int, int]], served: int) -> str:
    """Say who would have how many mentors by a round's pairs; nothing where a mentee has one.

    Args:
        most: How many mentors the round gives a mentee at most.
        gets: How many mentors, and how many mentees would get so many.
        served: How many mentees of the round had a mentor or a proposal before.
    """
    if most == 1:
        return ""
    told = [
        f"{counted(mentees, 'mentee')} would get {counted(many, 'mentor')}"
        for many, mentees in sorted(gets, reverse=True)
    ]
    words = f"Up to {most} at once for each mentee, and a first one for everybody comes before a second for anybody."
    if told:
        words += f" {joined(told)}."
    if served:
        words += f" {counted(served, 'mentee')} had one before, and took part for one more."
    return words


def several_asks(most: int, side: Side) -> str:
    """Say to one of a proposed pair that the mentee may have other mentors beside; nothing where a mentee has one."""
    if most == 1:
        return ""
    if side is Side.MENTEE:
        return f"You may have up to {most} mentors here at once; answer each proposal by itself"
    return f"Your mentee may have up to {most} mentors here at once, and you would be one of them"
