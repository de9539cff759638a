"""In which order do ties fall? One that the seed decides and no list can."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from .scoring.looks import Array
from .values import Pool


def in_seeded_order(pool: Pool, seed: int) -> Pool:
    """Put both sides in the order of a hash of (seed, side, id)."""
    return Pool(
        tuple(sorted(pool.mentees, key=lambda mentee: draw(seed, "mentee", mentee.id))),
        tuple(sorted(pool.mentors, key=lambda mentor: draw(seed, "mentor", mentor.id))),
    )


def draw(seed: int, side: str, name: str) -> tuple[bytes, str]:
    """Return a person's place in that order."""
    return blake2b(f"{seed}\x1f{side}\x1f{name}".encode(), digest_size=16).digest(), name


def numbers(seed: int, side: str, names: Iterable[str]) -> Array:
    """Return a random number of 64 bits for each person, by the seed and their name alone."""
    return np.array([int.from_bytes(draw(seed, side, name)[0][:8]) for name in names], dtype=np.uint64)
