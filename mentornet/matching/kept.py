"""Does the proof that is kept with a round still hold, and what would have placed whom it left out?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.bulk import unswept
from ..foundation.database import db
from ..foundation.errors import Refusal
from . import engine
from .frozen import freeze, thaw, without
from .intake import Gathered
from .models import MatchingRound, Proposal, ProposalState, RoundSnapshot
from .sheets.certificates import certificate_of

if TYPE_CHECKING:
    from .engine import Advice, Result

NOTHING_KEPT = (
    "Nothing is kept to check this round against: it was not solved yet, or before proofs were kept with rounds. "
    "Solve it, and its proof can be checked at any time."
)


def keep_snapshot(matching_round: MatchingRound, gathered: Gathered, result: Result, *, wave: int) -> None:
    """Keep what a solve was about, in place of what an earlier solve of the same wave kept."""
    mine = sa.delete(RoundSnapshot).where(
        RoundSnapshot.round_id == matching_round.id, RoundSnapshot.wave == wave
    )
    db.session.execute(mine)
    with unswept():
        content = freeze(gathered.pool, gathered.rules, gathered.settings, result)
    db.session.add(RoundSnapshot(round_id=matching_round.id, wave=wave, content=content))


def snapshots_of(matching_round: MatchingRound) -> list[RoundSnapshot]:
    """List what is kept of a round, wave by wave."""
    mine = sa.select(RoundSnapshot).where(RoundSnapshot.round_id == matching_round.id)
    return list(db.session.scalars(mine.order_by(RoundSnapshot.wave)))


def faults_of_round(matching_round: MatchingRound) -> list[str]:
    """Check every solve of a round against its own day's facts, note the outcome, and say what does not hold.

    Raises:
        Refusal: Nothing is kept of it.
    """
    kept = snapshots_of(matching_round)
    if not kept:
        raise Refusal(NOTHING_KEPT)
    faults = []
    for one in kept:
        pool, rules, settings, result = thaw(one.content)
        found = [
            *engine.verify(pool, rules, settings, result).faults,
            *_unlike(matching_round, one.wave, result),
        ]
        one.checked_at, one.holds = clock.now(), not found
        faults += found
    return faults


def certificate_kept(matching_round: MatchingRound) -> dict[str, Any] | None:
    """Return the certificate of the last solve, as the command writes it; none where nothing is kept.

    It names mentors by number and says what their seats cost. The people it was solved for are not in it: what they told
    of ties, blocks and a hidden employer is not for a file.
    """
    kept = snapshots_of(matching_round)
    if not kept:
        return None
    _, _, settings, result = thaw(kept[-1].content)
    return certificate_of(result, seed=settings.seed)


def _unlike(matching_round: MatchingRound, wave: int, result: Result) -> Iterator[str]:
    """Say where the proposals that are kept are not the pairs that were proved; those made by hand are told as such."""
    proved = {(pair.mentee, pair.mentor): pair.score for pair in result.pairs}
    proposals = sa.select(
        Proposal.mentee_id, Proposal.mentor_id, Proposal.fit, Proposal.is_by_hand, Proposal.state
    ).where(Proposal.round_id == matching_round.id, Proposal.wave == wave)
    rows = db.session.execute(proposals).all()
    for row in rows:
        score = proved.get((str(row.mentee_id), str(row.mentor_id)))
        if not row.is_by_hand and score != row.fit:
            yield f"The kept pair {row.mentee_id} and {row.mentor_id} scores {score}, not {row.fit}."
    if matching_round.is_edited and any(row.state is ProposalState.DRAFT for row in rows):
        yield "The drafts were changed by hand after they were solved."


def advice_on(matching_round: MatchingRound, mentee_ids: Collection[int]) -> list[Advice]:
    """Return what would have placed people whom the last solve left out; nothing of whom it is not known.

    It is about the round as it was solved, with the facts of that day.
    """
    kept = snapshots_of(matching_round)
    if not kept:
        return []
    pool, rules, settings, result = thaw(kept[-1].content)
    return list(engine.advise(pool, rules, settings, result, {str(mentee_id) for mentee_id in mentee_ids}))


def forget_disabled(action: str, *, by: Account | None, subject_id: object, **_details: Any) -> None:  # noqa: ARG001 - the hook's own names
    """Take the number of an account that was closed out of every round that is kept."""
    if action != "account.disabled":
        return
    for one in db.session.scalars(sa.select(RoundSnapshot)):
        content = without(one.content, str(subject_id))
        if content:
            one.content = content
