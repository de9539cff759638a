"""What has happened in the demo community? Told through the same services that people use, with the clock set back."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import db
from ..foundation.jobs import find_live_job
from ..foundation.jobs.run import run_job
from ..matching import services
from ..matching.answers.services import accept_proposal, decline_proposal
from ..matching.models import DeclineReason, MatchingRound, Proposal, ProposalState
from ..matching.queries import SOLVE, TELL
from ..mentorships.models import Cadence, Mentorship
from ..programs.models import Program

LONG_AGO, LATELY = timedelta(days=150), timedelta(days=2)
DECLINES = (
    DeclineReason.NO_TIME,
    DeclineReason.SHIFTS,
    DeclineReason.OTHER_PATH,
    DeclineReason.KNOW_EACH_OTHER,
)


def tell_spring(program: Program, *, by: Account, seed: int) -> MatchingRound:
    """Run a round of five months ago to its end: nearly all said yes, and their mentorships are under way."""
    with clock.frozen_at(clock.now() - LONG_AGO):
        matching_round = _publish(program, by=by, name="Spring round", seed=seed)
    with clock.frozen_at(clock.now() - LONG_AGO + timedelta(days=3)):
        _answer_all(matching_round, Random(seed), yes=0.95, silent=0.0)
    with clock.frozen_at(clock.now() - LONG_AGO + timedelta(days=8)):
        services.close_round(matching_round, by=by)
    _agree(program, Random(seed))
    return matching_round


def tell_fall(program: Program, *, by: Account, seed: int, spared: frozenset[int]) -> MatchingRound:
    """Publish a round of two days ago; some have answered, `spared` have not."""
    with clock.frozen_at(clock.now() - LATELY):
        matching_round = _publish(program, by=by, name="Fall round", seed=seed)
    with clock.frozen_at(clock.now() - timedelta(hours=20)):
        _answer_all(matching_round, Random(seed), yes=0.93, silent=0.45, spared=spared)
    return matching_round


def tell_winter(program: Program, *, by: Account, seed: int) -> MatchingRound:
    """Open a round that is ready to be solved."""
    matching_round = services.open_round(program, by=by, name="Winter round", seed=seed)
    db.session.commit()
    return matching_round


def _publish(program: Program, *, by: Account, name: str, seed: int) -> MatchingRound:
    matching_round = services.open_round(program, by=by, name=name, seed=seed)
    services.start_solving(matching_round, by=by)
    _run_now(SOLVE, matching_round)
    services.publish_round(matching_round, by=by, answer_by=clock.now() + timedelta(days=7))
    _run_now(TELL, matching_round)
    return matching_round


def _run_now(kind: str, matching_round: MatchingRound) -> None:
    """Do a job here and now that a worker would do soon: there may be none while a site is made ready."""
    job = find_live_job(kind, matching_round.id)
    db.session.commit()
    if job is not None:
        run_job(job.id)
    db.session.refresh(matching_round)


def _answer_all(
    matching_round: MatchingRound,
    chance: Random,
    *,
    yes: float,
    silent: float,
    spared: frozenset[int] = frozenset(),
) -> None:
    """Let both sides of every open proposal answer: yes so often, and so many not at all yet."""
    is_open = sa.and_(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.OPEN)
    for proposal in db.session.scalars(sa.select(Proposal).where(is_open).order_by(Proposal.id)).all():
        if spared & {proposal.mentee_id, proposal.mentor_id}:
            continue
        for person in (proposal.mentee, proposal.mentor):
            if chance.random() < silent or proposal.state is not ProposalState.OPEN:
                continue
            if chance.random() < yes:
                accept_proposal(proposal, by=person)
            else:
                decline_proposal(proposal, by=person, reason=chance.choice(DECLINES))
    db.session.commit()


def _agree(program: Program, chance: Random) -> None:
    """Let the pairs at work have settled how often they meet."""
    for mentorship in db.session.scalars(sa.select(Mentorship).where(Mentorship.program_id == program.id)):
        mentorship.cadence = chance.choice(list(Cadence))
        mentorship.agreement_version = mentorship.mentee_agreed_to = mentorship.mentor_agreed_to = 1
    db.session.commit()
