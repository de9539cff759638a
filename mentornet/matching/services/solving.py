"""How is a round solved? Started, stopped, and its outcome kept in one transaction, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.bulk import Row, insert_rows, unswept
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.jobs import enqueue, find_live_job, request_cancel, request_finish
from ...foundation.jobs.models import Job
from ..engine import Explanation, Pair, Part, Result
from ..intake import Gathered
from ..kept import keep_snapshot
from ..models import MatchingRound, Proposal, ProposalState, RoundState, Unplaced
from ..queries import SOLVE, count_drafts
from ..rules import NEAR, ensure_can_backfill, ensure_can_solve, ensure_nothing_runs, state_before_solving
from .opening import discard_drafts, move_round, tell_audit, terms_of

PART_FIELDS = tuple(field.name for field in fields(Part))
_FIELDS_OF = attrgetter(*PART_FIELDS)
DRAFT_COLUMNS = [
    "round_id",
    "mentee_id",
    "mentor_id",
    "state",
    "is_locked",
    "is_by_hand",
    "wave",
    "fit",
    "parts",
    "gap",
    "created_at",
]
LEFT_COLUMNS = ["round_id", "mentee_id", "reason"]


def start_solving(matching_round: MatchingRound, *, by: Account) -> Job:
    """Put the round to the worker: from here until its outcome is kept nothing else may be done with it."""
    ensure_nothing_runs(is_running=is_running(matching_round))
    ensure_can_solve(matching_round.state)
    move_round(matching_round, to=RoundState.SOLVING)
    tell_audit("round.solve_started", matching_round, by=by)
    return enqueue(SOLVE, matching_round.id, by=by.id)


def start_backfill(matching_round: MatchingRound, *, by: Account) -> Job:
    """Have the worker fill what is free: answers go on meanwhile, and what stands is never touched."""
    ensure_nothing_runs(is_running=is_running(matching_round))
    ensure_can_backfill(matching_round.state, drafts=count_drafts(matching_round))
    tell_audit("round.backfill_started", matching_round, by=by, wave=matching_round.waves)
    return enqueue(SOLVE, matching_round.id, by=by.id)


def stop_solving(matching_round: MatchingRound, *, by: Account) -> None:
    """Stop a solve at its next step; the round goes back to where it was, with the drafts it had."""
    job = find_live_job(SOLVE, matching_round.id)
    if job is None or not request_cancel(job):
        raise Refusal("Nothing is being solved any more. Load the page again to see how the round stands.")
    tell_audit("round.solve_stopped", matching_round, by=by)


def take_at_hand(matching_round: MatchingRound, *, by: Account) -> None:
    """End a solve with the pairs it has, once they are known to be near the best; the gap is kept with the round."""
    job = find_live_job(SOLVE, matching_round.id)
    if job is None or job.gap is None or job.gap > NEAR or not request_finish(job):
        raise Refusal(
            "What is found so far is not known to be near enough to the best, or the solve is over. Load the page again."
        )
    tell_audit("round.solve_finished_early", matching_round, by=by)


def is_running(matching_round: MatchingRound) -> bool:
    """Say whether a solve of this round waits or runs."""
    return find_live_job(SOLVE, matching_round.id) is not None


def return_round(round_id: int) -> None:
    """Take a round whose solve was given up back to where it was; harmless where it has moved on."""
    matching_round = db.session.get(MatchingRound, round_id)
    if matching_round is None or matching_round.state is not RoundState.SOLVING:
        return
    move_round(matching_round, to=state_before_solving(matching_round.solved_at))


def awaits_solution(matching_round: MatchingRound) -> bool:
    """Say whether a solve of this round still has something to do: a second run of the same job has not."""
    if matching_round.state is RoundState.PUBLISHED:
        return count_drafts(matching_round) == 0
    return matching_round.state is RoundState.SOLVING


def ensure_ready(gathered: Gathered) -> None:
    """Refuse to solve a round without people, without a free seat, or with a lock that cannot be kept."""
    if not gathered.pool.mentees:
        raise Refusal("Nobody in this round waits for a mentor. Enrol mentees, or open another round.")
    if not gathered.seats:
        raise Refusal(
            "No mentor in this round has a free seat. Ask mentors for seats, or enrol more of them."
        )
    for sentence in gathered.lock_faults.values():
        raise Refusal(sentence)


def keep_solution(matching_round: MatchingRound, gathered: Gathered, result: Result) -> bool:
    """Keep a solve's outcome as drafts, with its figures and its proof, and say whether this run's was the one kept.

    Everything is one transaction with the closing of the job. The round's own state decides: an outcome that
    comes after the round moved on is dropped.
    """
    wave = matching_round.waves
    if not _take(matching_round):
        return False
    with unswept():
        left = _still_left(matching_round, gathered) if wave else []
        left += [
            (matching_round.id, int(one.mentee), asdict(one))
            for one in result.unplaced
            if one.mentee not in gathered.served
        ]
        discard_drafts(matching_round)
        insert_rows(Proposal, DRAFT_COLUMNS, _drafts(matching_round.id, wave, result.pairs))
        insert_rows(Unplaced, LEFT_COLUMNS, left)
    _keep_figures(matching_round, gathered, result)
    keep_snapshot(matching_round, gathered, result, wave=wave)
    return True


def _take(matching_round: MatchingRound) -> bool:
    """Move the round to review, or hold a published one, if it is still as this solve found it."""
    was = matching_round.state
    if was not in {RoundState.SOLVING, RoundState.PUBLISHED}:
        return False
    mine = sa.update(MatchingRound).where(
        MatchingRound.id == matching_round.id,
        MatchingRound.state == was,
        MatchingRound.waves == matching_round.waves,
    )
    to = RoundState.REVIEW if was is RoundState.SOLVING else was
    taken = changed_rows(mine.values(state=to, solved_at=clock.now()))
    db.session.refresh(matching_round)
    return taken == 1 and (was is RoundState.SOLVING or count_drafts(matching_round) == 0)


def _drafts(round_id: int, wave: int, pairs: Iterable[Pair]) -> Iterator[Row]:
    """Yield the proposals' rows in the order of `DRAFT_COLUMNS`."""
    now = clock.now()
    for pair in pairs:
        yield (
            *(round_id, int(pair.mentee), int(pair.mentor), ProposalState.DRAFT, pair.is_locked, False, wave),
            *explained(pair.explanation).values(),
            now,
        )


def explained(explanation: Explanation) -> dict[str, Any]:
    """Return the columns that hold a pair's fit and reasons."""
    return {
        "fit": explanation.score,
        "parts": [_columns_of(part) for part in explanation.parts],
        "gap": _columns_of(explanation.gap) if explanation.gap else {},
    }


def _columns_of(part: Part) -> dict[str, Any]:
    """Return a part as it is kept; `asdict` would copy every tuple of every part of every pair."""
    return dict(zip(PART_FIELDS, _FIELDS_OF(part), strict=True))


def _still_left(matching_round: MatchingRound, gathered: Gathered) -> list[Row]:
    """Return the notes on people left out before whom this backfill did not look at."""
    looked_at = {int(mentee.id) for mentee in gathered.pool.mentees}
    notes = sa.select(Unplaced.mentee_id, Unplaced.reason).where(Unplaced.round_id == matching_round.id)
    return [
        (matching_round.id, mentee_id, reason)
        for mentee_id, reason in db.session.execute(notes)
        if mentee_id not in looked_at
    ]


def _keep_figures(matching_round: MatchingRound, gathered: Gathered, result: Result) -> None:
    fits = [pair.score for pair in result.pairs]
    earlier = [*matching_round.figures.get("earlier", ())]
    if matching_round.waves:
        earlier.append({key: value for key, value in matching_round.figures.items() if key != "earlier"})
    matching_round.total_fit = result.total
    matching_round.is_proved_optimal = result.optimal
    matching_round.is_edited = False
    matching_round.certificate = asdict(result.certificate)
    matching_round.figures = {
        "wave": matching_round.waves,
        "mentees": len(gathered.pool.mentees),
        "mentors": len(gathered.pool.mentors),
        "seats": result.seats,
        "placed": len({pair.mentee for pair in result.pairs}),
        "pairs": len(fits),
        "served": len(gathered.served),
        "mean": sum(fits) // len(fits) if fits else 0,
        "lowest": min(fits, default=0),
        "gap": result.gap,
        "violations": dict(result.violations),
        "seconds": {stage: round(seconds, 3) for stage, seconds in result.seconds.items()},
        "weights": dict(matching_round.weights),
        **asdict(terms_of(matching_round)),
        "earlier": earlier,
    }
