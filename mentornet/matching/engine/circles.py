"""What is a seat that takes several at once? A circle, told to the engine as seats of which some should be filled."""

from __future__ import annotations

from dataclasses import replace

from .values import BadPoolError, Mentor


def with_circle(mentor: Mentor, size: int, *, least: int = 2) -> Mentor:
    """Return the mentor with one seat more, which takes up to `size` mentees at once.

    A circle should begin with `least` where that can be had: so many more of the seats count as lower ones. Whoever
    comes to it has a pair with the mentor like anybody else, and the hard rules hold for each.

    Raises:
        BadPoolError: A circle of nobody, or one that should begin with more than it takes.
    """
    if size < 1 or not 0 <= least <= size:
        raise BadPoolError(
            f"Mentor {mentor.id} has a circle of {size} that begins with {least}. Give at least 1, and begin with no more."
        )
    return replace(mentor, seats=mentor.seats + size, lower_seats=mentor.lower_seats + least)
