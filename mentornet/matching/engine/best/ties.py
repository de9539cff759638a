"""Which of the best sets of pairs? The one that the seed draws, whatever found the first.

Every best set lies on the tight pairs, those worth exactly their two prices; it fills every place that its prices say must
be filled, and no place that they say must not. Among such sets the one with the largest sum of hashes of (seed, mentee,
mentor) is taken. It depends neither on the order of the records nor on the solver, its version or the threads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from ..scoring.looks import Array
from .flow import Network, Places
from .market import Edges, Market
from .pricing import Prices


class Solver(Protocol):
    """Solves a network exactly."""

    def __call__(self, network: Network, beat: Callable[[], None], begun: Array | None = None) -> Array:
        """Return the edges taken; call back while that goes on. Some that keep the places may be known."""


_MOST_BITS = 40


def draw_among(
    market: Market,
    tight: Edges,
    settled: tuple[Edges, Prices],
    draws: tuple[Array, Array],
    solve: Solver,
    beat: Callable[[], None],
) -> Edges:
    """Return the best set of pairs that the seed draws.

    Args:
        market: Places and bonuses.
        tight: Every pair worth at least its two prices.
        settled: One best set of pairs, and the prices that prove it.
        draws: A random number for each mentee and each mentor.
        solve: Solves a network exactly.
        beat: Is called while that goes on.
    """
    pairs, prices = settled
    forced = tight.worth > prices.mentors[tight.columns] + prices.mentees[tight.rows]
    free = tight.of(~forced)
    sure = tight.of(forced)
    left = _places(
        (np.minimum(market.wants, 1), market.first + prices.mentees),
        (market.wants - np.minimum(market.wants, 1), prices.mentees),
        np.bincount(sure.rows, minlength=len(market.wants)),
    )
    right = _places(
        (market.lower, market.care + prices.mentors),
        (market.seats - market.lower, prices.mentors),
        np.bincount(sure.columns, minlength=len(market.seats)),
    )
    bits = min(_MOST_BITS, 50 - _nodes(free, left, right).bit_length())
    hashes = _hashes(draws[0][free.rows], draws[1][free.columns], bits)
    known = np.isin(free.keys(len(market.seats)), pairs.keys(len(market.seats)))
    taken = solve(Network(free.rows, free.columns, hashes, left, right), beat, known)
    chosen = free.of(taken)
    return Edges(
        np.concatenate([sure.rows, chosen.rows]),
        np.concatenate([sure.columns, chosen.columns]),
        np.concatenate([sure.worth, chosen.worth]),
    )


def _places(some: tuple[Array, Array], others: tuple[Array, Array], used: Array) -> Places:
    """Say how many places must be filled (their worth is above nought) and how many may (it is nought)."""
    must: Array = np.zeros_like(used)
    may: Array = np.zeros_like(used)
    for count, worth in (some, others):
        must = must + np.where(worth > 0, count, 0)
        may = may + np.where(worth == 0, count, 0)
    left = np.maximum(0, must - used)
    may = may - np.maximum(0, used - must)
    nought = np.zeros_like(used)
    return Places(must=left, dear=nought, bonus=nought, plain=may)


def _nodes(edges: Edges, left: Places, right: Places) -> int:
    """Return how many nodes a solver may need: one a place that can be used, two a pair between people of several places."""
    sides = ((left, edges.rows), (right, edges.columns))
    rows, columns = (
        np.minimum(places.total, np.bincount(ends, minlength=len(places.must))) for places, ends in sides
    )
    between = int(((rows[edges.rows] > 1) & (columns[edges.columns] > 1)).sum())
    return int(rows.sum()) + int(columns.sum()) + 2 * between + 2


def _hashes(left: Array, right: Array, bits: int) -> Array:
    """Mix two random numbers of 64 bits into one of a few bits (the last steps of Steele and Vigna's SplitMix)."""
    mixed = left * np.uint64(0x9E3779B97F4A7C15) ^ right
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    numbers: Array = (mixed >> np.uint64(64 - bits)).astype(np.int64)
    return numbers
