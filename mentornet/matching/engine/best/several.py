"""Which pairs are best where mentees may have several mentors, and one table holds all scores?"""

from __future__ import annotations

import numpy as np

from ..scoring.looks import Array
from . import program
from .columns import Settled
from .market import Edges, Market
from .pricing import smallest_prices


def settle_several(scores: Array, market: Market) -> Settled | None:
    """Return the best pairs with what proves them, or none where the program cannot tell.

    Args:
        scores: Of every pair; below nought where it may not be.
        market: Places and what a pair is worth.
    """
    rows, columns = np.nonzero(scores >= 0)
    edges = Edges(rows, columns, market.worth(scores[rows, columns], rows))
    network = market.network(edges.rows, edges.columns, edges.worth)
    taken = program.best_edges(
        network, proves=lambda taken: smallest_prices(market, edges, taken) is not None
    )
    prices = None if taken is None else smallest_prices(market, edges, taken)
    if taken is None or prices is None:
        return None
    pairs = edges.of(taken)
    value = market.value(pairs.rows, pairs.columns, pairs.worth)
    left = edges.worth - prices.mentors[edges.columns] - prices.mentees[edges.rows]
    return Settled(pairs, prices, value, value, edges.of(left >= 0))
