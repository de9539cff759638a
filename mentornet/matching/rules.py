"""What may be done with a round, and when? Plain values in, a refusal in a sentence out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..foundation.errors import Refusal
from .engine.values import Objective, Unranked
from .models import ProposalState, RoundState

STEPS: dict[RoundState, frozenset[RoundState]] = {
    RoundState.GATHERING: frozenset({RoundState.SOLVING, RoundState.CANCELLED}),
    RoundState.SOLVING: frozenset({RoundState.REVIEW, RoundState.GATHERING}),
    RoundState.REVIEW: frozenset({RoundState.SOLVING, RoundState.PUBLISHED, RoundState.CANCELLED}),
    RoundState.PUBLISHED: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset(),
    RoundState.CANCELLED: frozenset(),
}
"""Where a round may go from where it stands; a solve that stops goes back to where it came from."""

STANDS = {
    RoundState.GATHERING: "This round is still gathering people.",
    RoundState.SOLVING: "This round is being solved.",
    RoundState.REVIEW: "This round waits for your review.",
    RoundState.PUBLISHED: "This round was published and its proposals are out.",
    RoundState.CLOSED: "This round is closed.",
    RoundState.CANCELLED: "This round was cancelled.",
}

WHAT_NOW = {
    RoundState.GATHERING: "Look at what will limit it, then solve it.",
    RoundState.SOLVING: "Wait until it is done, or stop it first.",
    RoundState.REVIEW: "Load its page again to see the drafts.",
    RoundState.PUBLISHED: "Follow the answers, or backfill the seats that come free.",
    RoundState.CLOSED: "Open a new round to match again.",
    RoundState.CANCELLED: "Open a new round to match again.",
}

SHORTEST_TO_ANSWER = timedelta(hours=12)
LONGEST_TO_ANSWER = timedelta(days=60)

WHOLE = 100
"""A whole fit, in per cent."""
LARGEST_CIRCLE = 12
"""How many mentees may share one seat: a larger group is a class."""
MOST_LEAST = 5
"""How many mentees a round may wish for each mentor."""
MOST_MENTEES = 10
"""The largest limit a round may set on the mentees of one mentor."""
MOST_MENTORS = 5
"""How many mentors at once a round may give each mentee."""

NEAR = 0.001
"""How near to the best a solve may be ended by hand: the best is no more than this share of the total better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a round seeks beside its weights."""

    minimum_fit: int = 0
    """In whole per cent."""
    objective: Objective = Objective.MOST
    unranked: Unranked = Unranked.SCORE
    circle_size: int = 1
    """How many mentees a mentor takes together on one seat; 1 is one to one."""
    least_mentees: int = 0
    """How many mentees each mentor should get where that can be."""
    most_mentees: int = 0
    """How many mentees each mentor gets at most, whatever their seats; 0 is as many as they have seats for."""
    most_mentors: int = 1
    """How many mentors each mentee may have at once."""


def ensure_can_step(state: RoundState, to: RoundState) -> None:
    """Refuse a step that the table does not have, saying how the round stands and what to do now."""
    if to not in STEPS[state]:
        raise Refusal(f"{STANDS[state]} {WHAT_NOW[state]}")


def ensure_can_solve(state: RoundState) -> None:
    """Let a round that gathers or waits for review be solved."""
    ensure_can_step(state, RoundState.SOLVING)


def ensure_can_set_weights(state: RoundState) -> None:
    """Let weights change only before the round is published; the drafts then need a new solve."""
    if state not in {RoundState.GATHERING, RoundState.REVIEW}:
        raise Refusal(f"{STANDS[state]} Its weights can no longer change. {WHAT_NOW[state]}")


def ensure_can_decide(state: RoundState) -> None:
    """Let a coordinator decide about a pair while the round may still be solved or backfilled."""
    if state not in {RoundState.GATHERING, RoundState.REVIEW, RoundState.PUBLISHED}:
        raise Refusal(f"{STANDS[state]} Nothing can be decided about its pairs now. {WHAT_NOW[state]}")


def ensure_terms(terms: Terms) -> None:
    """Refuse terms outside their limits, and more mentees for each mentor than a mentor's circle takes."""
    minimum, circle_size, least_mentees = terms.minimum_fit, terms.circle_size, terms.least_mentees
    if not 0 <= minimum <= WHOLE:
        raise Refusal(f"A minimum fit of {minimum} per cent cannot be. Choose one from 0 to 100.")
    if not 1 <= circle_size <= LARGEST_CIRCLE:
        raise Refusal(
            f"A circle of {circle_size} cannot be. Choose from 1, which is one to one, to {LARGEST_CIRCLE}."
        )
    if not 0 <= least_mentees <= MOST_LEAST:
        raise Refusal(f"Each mentor cannot be given {least_mentees} mentees. Choose from 0 to {MOST_LEAST}.")
    if not 0 <= terms.most_mentees <= MOST_MENTEES:
        raise Refusal(
            f"A limit of {terms.most_mentees} mentees for each mentor cannot be. Choose from 0, which is none, to {MOST_MENTEES}."
        )
    if 0 < terms.most_mentees < least_mentees:
        raise Refusal(
            f"At least {least_mentees} and at most {terms.most_mentees} for each mentor cannot both be. Change one of the two."
        )
    if not 1 <= terms.most_mentors <= MOST_MENTORS:
        raise Refusal(
            f"Each mentee cannot be given {terms.most_mentors} mentors. Choose from 1 to {MOST_MENTORS}."
        )
    if 1 < circle_size < least_mentees:
        raise Refusal(
            f"A circle of {circle_size} cannot begin with {least_mentees}. Choose a larger circle, or fewer for each mentor."
        )


def ensure_can_edit(state: RoundState, *, drafts: int) -> None:
    """Let drafts be edited by hand while they are drafts: in review, or as a wave of a backfill."""
    if state is RoundState.PUBLISHED and not drafts:
        raise Refusal("These proposals are out, so they can no longer be changed. Backfill what comes free.")
    if state not in {RoundState.REVIEW, RoundState.PUBLISHED}:
        raise Refusal(f"{STANDS[state]} There are no drafts to change. {WHAT_NOW[state]}")


def ensure_can_publish(state: RoundState, *, drafts: int) -> None:
    """Let drafts go out: the first wave from review, a backfill's from a published round."""
    if state is RoundState.PUBLISHED and not drafts:
        raise Refusal("This round was already published, a moment ago or earlier. Nothing was sent twice.")
    if state is not RoundState.PUBLISHED:
        ensure_can_step(state, RoundState.PUBLISHED)
    if not drafts:
        raise Refusal("There is no pair to publish. Place somebody by hand, or solve the round again.")


def ensure_same_circles(solved: int, now: int) -> None:
    """Refuse to publish drafts of another size of circle than the round has now: their seats would be counted wrongly."""
    if solved != now:
        raise Refusal(
            "One to one or circles: that changed after these drafts were made. Solve the round again first."
        )


def ensure_as_many_mentors(solved: int, now: int) -> None:
    """Refuse to publish drafts that give mentees more mentors than the round now does."""
    if solved > now:
        raise Refusal(
            "How many mentors a mentee may have changed after these drafts were made. Solve the round again first."
        )


def ensure_can_close(state: RoundState) -> None:
    """Let a published round be closed."""
    if state in {RoundState.GATHERING, RoundState.REVIEW}:
        raise Refusal("This round was never published, so there is nothing to close. Cancel it instead.")
    ensure_can_step(state, RoundState.CLOSED)


def ensure_can_cancel(state: RoundState) -> None:
    """Let a round be called off while no proposal has gone out."""
    if state is RoundState.PUBLISHED:
        raise Refusal("The proposals are out, so this round can no longer be called off. Close it instead.")
    ensure_can_step(state, RoundState.CANCELLED)


def ensure_can_backfill(state: RoundState, *, drafts: int) -> None:
    """Let the free seats of a published round be filled, one wave after another."""
    if state is not RoundState.PUBLISHED:
        raise Refusal(f"{STANDS[state]} Only a published round can be backfilled. {WHAT_NOW[state]}")
    if drafts:
        raise Refusal("A backfill is already drafted. Publish it, or take its pairs out, before the next.")


def ensure_nothing_runs(*, is_running: bool) -> None:
    """Refuse to start what is already running for this round."""
    if is_running:
        raise Refusal("This round is already being solved. Wait until it is done, or stop it first.")


def ensure_answer_by(answer_by: datetime, *, now: datetime) -> None:
    """Refuse a deadline that leaves no time to answer, or so much that nobody would."""
    if answer_by - now < SHORTEST_TO_ANSWER:
        raise Refusal("That leaves people less than half a day to answer. Choose a later deadline.")
    if answer_by - now > LONGEST_TO_ANSWER:
        raise Refusal("That is more than 60 days ahead. Choose an earlier deadline.")


def ensure_can_nudge(state: ProposalState) -> None:
    """Let people be reminded of a proposal while it is open."""
    if state is not ProposalState.OPEN:
        raise Refusal("This proposal is no longer open, so there is nothing to remind of.")


def state_before_solving(solved_at: datetime | None) -> RoundState:
    """Tell where a solve that stops goes back to: review where there were drafts, else gathering."""
    return RoundState.REVIEW if solved_at else RoundState.GATHERING
