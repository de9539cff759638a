"""Where do the pages of rounds belong?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for

from ..models import MatchingRound, RoundState
from ..queries import count_drafts

bp = Blueprint("matching", __name__)

PLACES = {
    RoundState.GATHERING: 0,
    RoundState.SOLVING: 1,
    RoundState.REVIEW: 2,
    RoundState.PUBLISHED: 4,
    RoundState.CLOSED: 5,
    RoundState.CANCELLED: 0,
}
"""Which step of the line a state is at: gather, solve, review, publish, answers, closed."""


def page_of_state(matching_round: MatchingRound) -> str:
    """Return the address of the page on which a round's next act is."""
    endpoints = {
        RoundState.SOLVING: "matching.show_progress",
        RoundState.REVIEW: "matching.review_round",
        RoundState.PUBLISHED: "matching.show_answers",
        RoundState.CLOSED: "matching.show_answers",
    }
    return url_for(endpoints.get(matching_round.state, "matching.gather_round"), round_id=matching_round.id)


def frame(matching_round: MatchingRound, *, place: int | None = None) -> dict[str, Any]:
    """Return what the frame of every page of a round shows: the line of steps, with ways to those that are open."""
    urls = [""] * len(PLACES)
    urls[0] = url_for("matching.gather_round", round_id=matching_round.id)
    if matching_round.state is RoundState.REVIEW or count_drafts(matching_round):
        urls[2] = url_for("matching.review_round", round_id=matching_round.id)
    if matching_round.state in {RoundState.PUBLISHED, RoundState.CLOSED}:
        urls[4] = url_for("matching.show_answers", round_id=matching_round.id)
    return {
        "matching_round": matching_round,
        "program": matching_round.program,
        "place": PLACES[matching_round.state] if place is None else place,
        "step_urls": urls,
    }
