"""Who is alike in the facts that matter here? People by kind, so that a fact is laid out once for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from ..values import Mentee, Mentor, Pool
from .criteria import Asks
from .looks import Array

Person = TypeVar("Person", Mentee, Mentor)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kind of each mentee and of each mentor, and how many kinds there are on either side."""

    left: Array
    right: Array
    shape: tuple[int, int]

    @property
    def cells(self) -> int:
        """How many pairs of kinds there are."""
        return self.shape[0] * self.shape[1]


def kinds_of(pool: Pool, asks: tuple[Asks, Asks]) -> tuple[Kinds, Pool]:
    """Sort a pool's people into kinds by what a criterion or rule asks of them; return one of each kind besides."""
    left, mentees = _sorted_out(pool.mentees, asks[0])
    right, mentors = _sorted_out(pool.mentors, asks[1])
    return Kinds(left, right, (len(mentees), len(mentors))), Pool(mentees, mentors)


def _sorted_out(people: Sequence[Person], ask: Asks) -> tuple[Array, tuple[Person, ...]]:
    """Return each person's kind, numbered as they come, and the first of each kind."""
    answers = list(map(ask, people))
    numbers = {answer: number for number, answer in enumerate(dict.fromkeys(answers))}
    kinds = np.fromiter(map(numbers.__getitem__, answers), np.int32, len(answers))
    first = dict(zip(reversed(answers), reversed(people), strict=True))
    return kinds, tuple(first[answer] for answer in numbers)
