"""What is the best after one change? Each keeps the round the best there is, by one path or two."""

from __future__ import annotations

import numpy as np

from .back import HOME
from .looking import FAR
from .paths import route
from .standing import Standing


def part(standing: Standing, row: int, column: int) -> None:
    """Part a pair for good, as after a decline; everybody may move to make up for it."""
    is_held = column in standing.held.mentors_of(row)
    standing.part(row, column)
    if is_held:
        standing.held.drop(row, column)
        route(standing, ("mentee", row), ("mentor", column))


def add_seat(standing: Standing, column: int) -> bool:
    """Give a mentor one seat more, and say whether that changes anything.

    What a person weighs beside scores is as it was when the round was solved: with several seats more than there were
    places then, as many as possible may not come first any more. Solve such a round anew.
    """
    market = standing.market
    if not market.seats[column]:
        standing.open_up(column)
    market.seats[column] += 1
    if standing.filled[column] + 1 < market.seats[column]:
        return False
    care = market.care if standing.filled[column] < market.lower[column] else 0
    is_filled = route(standing, HOME, ("mentor", column), most=float(standing.price[column] + care))
    standing.filled[column] += is_filled
    return is_filled


def take_seat(standing: Standing, column: int) -> None:
    """Take a seat from a mentor; where all are filled, somebody goes elsewhere."""
    market = standing.market
    if market.seats[column] < 1:
        raise ValueError("A mentor without a seat has none to take.")
    is_full = standing.filled[column] == market.seats[column]
    market.seats[column] -= 1
    market.lower[column] = min(market.lower[column], market.seats[column])
    if is_full:
        standing.filled[column] -= 1
        route(standing, ("mentor", column), HOME)


def take_out(standing: Standing, row: int) -> None:
    """Take a mentee out of the round; their seats go to whom they serve best."""
    for column in standing.held.mentors_of(row):
        standing.held.drop(row, column)
        standing.had[row] -= 1
        standing.market.wants[row] -= 1
        route(standing, HOME, ("mentor", column))
    standing.market.wants[row] = 0


def bring_in(standing: Standing, row: int) -> None:
    """Let somebody who waits outside the round take a place, if that is the best for all."""
    market = standing.market
    if market.wants[row]:
        raise ValueError("Only who stands outside can be brought in.")
    first = int(market.first[row])
    worth = -standing.slack(np.array([row]))[0] + standing.gain[row]
    best = float(worth.max(initial=-FAR))
    standing.gain[row] = max(best, -first) if best > -FAR else -first
    standing.close.limit[row] = -FAR
    market.wants[row] = standing.had[row] = 1
    route(standing, ("mentee", row), HOME)
