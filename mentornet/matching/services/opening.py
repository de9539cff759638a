"""How does a round begin, change its terms, and get called off?"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, fields

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...notifications.services import settle
from ...programs.models import Program
from ...programs.queries import get_cohort
from ...programs.rules import ensure_weights, whole_weights
from ..models import MatchingRound, Proposal, ProposalState, RoundState, Unplaced
from ..rules import (
    STANDS,
    WHAT_NOW,
    Terms,
    ensure_can_cancel,
    ensure_can_set_weights,
    ensure_can_step,
    ensure_terms,
)

BIGGEST_SEED = 2**31 - 1


def open_round(
    program: Program, *, by: Account, name: str, cohort_id: int | None = None, seed: int | None = None
) -> MatchingRound:
    """Open a round of `program` that gathers, with the program's weights and minimum fit, and return it flushed.

    Ties are settled by the seed kept with the round: one is drawn where none is given.
    """
    if program.closed_at is not None:
        raise Refusal(f"{program.name} is closed, so it takes no new rounds. Open one in another program.")
    if cohort_id is not None:
        get_cohort(program, cohort_id)
    matching_round = MatchingRound(
        program=program,
        cohort_id=cohort_id,
        name=name,
        seed=secrets.randbelow(BIGGEST_SEED) if seed is None else seed,
        weights=whole_weights(program.weights),
        minimum_fit=program.minimum_fit,
        created_by_id=by.id,
    )
    db.session.add(matching_round)
    db.session.flush()  # the id is what the page redirects to
    tell_audit("round.opened", matching_round, by=by, name=name)
    return matching_round


def set_terms(
    matching_round: MatchingRound,
    *,
    by: Account,
    weights: Mapping[str, int],
    terms: Terms,
) -> None:
    """Give the round its own weights (0 to 10 each) and terms for its next solve."""
    ensure_can_set_weights(matching_round.state)
    ensure_weights(weights)
    ensure_terms(terms)
    matching_round.weights = whole_weights(weights)
    for name, value in asdict(terms).items():
        setattr(matching_round, name, value)
    tell_audit("round.terms_set", matching_round, by=by, weights=dict(weights), **asdict(terms))


def terms_of(matching_round: MatchingRound) -> Terms:
    """Return the terms that a round has."""
    return Terms(**{one.name: getattr(matching_round, one.name) for one in fields(Terms)})


def cancel_round(matching_round: MatchingRound, *, by: Account) -> None:
    """Call a round off before anything went out; its drafts are thrown away, its figures stay."""
    ensure_can_cancel(matching_round.state)
    move_round(matching_round, to=RoundState.CANCELLED)
    discard_drafts(matching_round)
    settle(None, key_prefix=f"round:{matching_round.id}:")
    tell_audit("round.cancelled", matching_round, by=by)


def move_round(matching_round: MatchingRound, *, to: RoundState, **values: object) -> None:
    """Take a step of the table by one conditional UPDATE; refuse where somebody else took one meanwhile."""
    ensure_can_step(matching_round.state, to)
    step = sa.update(MatchingRound).where(
        MatchingRound.id == matching_round.id, MatchingRound.state == matching_round.state
    )
    moved = changed_rows(step.values(state=to, **values))
    db.session.refresh(matching_round)
    if not moved:
        raise Refusal(f"{STANDS[matching_round.state]} {WHAT_NOW[matching_round.state]}")


def discard_drafts(matching_round: MatchingRound) -> None:
    """Throw away the drafts nobody has seen, and the notes of who was left out."""
    db.session.execute(
        sa.delete(Proposal).where(
            Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT
        )
    )
    db.session.execute(sa.delete(Unplaced).where(Unplaced.round_id == matching_round.id))


def tell_audit(action: str, matching_round: MatchingRound, *, by: Account | None, **details: object) -> None:
    """Write down what was done to a round."""
    record(
        action,
        by=by,
        subject_type="matching_round",
        subject_id=matching_round.id,
        program_id=matching_round.program_id,
        **details,
    )
