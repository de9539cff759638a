"""What is so in a round? One round, its proposals, who is left out, and how the answers stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from ..accounts.models import Account
from ..foundation.database import db
from ..foundation.errors import NotFoundError
from ..foundation.jobs.models import Job
from ..foundation.words import folded
from ..programs.models import Enrolment, Program
from .models import (
    DeclineReason,
    MatchingRound,
    PairRule,
    PairRuleKind,
    Proposal,
    ProposalState,
    Unplaced,
)

SOLVE, TELL, ADVISE = "solve_round", "tell_round", "advise_round"
BINS = 10


def get_round(round_id: int) -> MatchingRound:
    """Return a round with its program, or raise NotFoundError."""
    wanted = sa.select(MatchingRound).where(MatchingRound.id == round_id)
    found = db.session.scalars(wanted.options(joinedload(MatchingRound.program))).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def get_proposal(matching_round: MatchingRound, proposal_id: int) -> Proposal:
    """Return a proposal of this round with both people, or raise NotFoundError."""
    found = db.session.scalars(
        with_people(sa.select(Proposal)).where(
            Proposal.id == proposal_id, Proposal.round_id == matching_round.id
        )
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def with_people(statement: sa.Select[Proposal]) -> sa.Select[Proposal]:
    """Load the mentee and the mentor along with the proposals of `statement`."""
    return statement.options(joinedload(Proposal.mentee), joinedload(Proposal.mentor))


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list, with how many of its proposals stand where."""

    matching_round: MatchingRound
    counts: Mapping[ProposalState, int]


def rounds_of(program: Program) -> list[RoundLine]:
    """List a program's rounds, the newest first, in two queries."""
    rounds = db.session.scalars(
        sa.select(MatchingRound)
        .where(MatchingRound.program_id == program.id)
        .order_by(MatchingRound.id.desc())
    ).all()
    counts = _count_states([one.id for one in rounds])
    return [RoundLine(one, counts[one.id]) for one in rounds]


def count_states(matching_round: MatchingRound) -> Mapping[ProposalState, int]:
    """Count the round's proposals by state; states without one are left out."""
    return _count_states([matching_round.id])[matching_round.id]


def _count_states(round_ids: Collection[int]) -> Mapping[int, dict[ProposalState, int]]:
    counted = (
        sa.select(Proposal.round_id, Proposal.state, sa.func.count())
        .where(Proposal.round_id.in_(round_ids))
        .group_by(Proposal.round_id, Proposal.state)
    )
    found: dict[int, dict[ProposalState, int]] = defaultdict(dict)
    for round_id, state, number in db.session.execute(counted):
        found[round_id][state] = number
    return found


def count_drafts(matching_round: MatchingRound) -> int:
    """Count the pairs that wait to be published."""
    return count_states(matching_round).get(ProposalState.DRAFT, 0)


def drafted_of(matching_round: MatchingRound) -> set[int]:
    """Return the mentees who are in a draft of the round."""
    mine = Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT
    return set(db.session.scalars(sa.select(Proposal.mentee_id).where(*mine)))


def count_freed(matching_round: MatchingRound) -> int:
    """Count the proposals that ended without a match since the last letters went out."""
    mine = Proposal.round_id == matching_round.id
    last_letters = sa.select(sa.func.max(Proposal.published_at)).where(mine).scalar_subquery()
    ended = sa.select(sa.func.count()).where(
        mine,
        Proposal.state.in_((ProposalState.DECLINED, ProposalState.LAPSED, ProposalState.WITHDRAWN)),
        Proposal.published_at.is_not(None),
        Proposal.closed_at >= last_letters,
    )
    return db.session.scalar(ended) or 0


def drafts_of(matching_round: MatchingRound, *, text: str = "") -> sa.Select[Proposal]:
    """Select the drafts, the most doubtful first; `text` narrows them to people of that name."""
    mentee, mentor = aliased(Account), aliased(Account)
    statement = with_people(sa.select(Proposal)).where(
        Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT
    )
    if text:
        named = [person.folded_name.contains(folded(text), autoescape=True) for person in (mentee, mentor)]
        statement = (
            statement.join(mentee, mentee.id == Proposal.mentee_id)
            .join(mentor, mentor.id == Proposal.mentor_id)
            .where(sa.or_(*named))
        )
    return statement.order_by(Proposal.is_locked, Proposal.fit, Proposal.id)


def sent_of(matching_round: MatchingRound, state: ProposalState | None = None) -> sa.Select[Proposal]:
    """Select what went out, those that still wait first, then the newest; `state` narrows them."""
    waits = sa.case((Proposal.state == ProposalState.OPEN, 0), else_=1)
    statement = with_people(sa.select(Proposal)).where(
        Proposal.round_id == matching_round.id, Proposal.state != ProposalState.DRAFT
    )
    if state is not None:
        statement = statement.where(Proposal.state == state)
    return statement.order_by(waits, Proposal.id.desc())


def unplaced_of(matching_round: MatchingRound) -> sa.Select[Unplaced]:
    """Select the mentees the last solve left out, by name."""
    return (
        sa.select(Unplaced)
        .join(Account, Account.id == Unplaced.mentee_id)
        .where(Unplaced.round_id == matching_round.id)
        .options(joinedload(Unplaced.mentee))
        .order_by(Account.folded_name, Account.id)
    )


def count_unplaced(matching_round: MatchingRound) -> int:
    """Count the mentees the last solve left out."""
    left = sa.select(sa.func.count()).where(Unplaced.round_id == matching_round.id)
    return db.session.scalar(left) or 0


def spread_of_fit(matching_round: MatchingRound, states: Collection[ProposalState]) -> list[int]:
    """Count the pairs in each tenth of the fit, lowest first; a whole fit falls in the last."""
    tenth = Proposal.fit / sa.literal_column(str(1_000_000 // BINS))
    counted = (
        sa.select(sa.cast(sa.func.floor(tenth), sa.Integer), sa.func.count())
        .where(Proposal.round_id == matching_round.id, Proposal.state.in_(states))
        .group_by(sa.cast(sa.func.floor(tenth), sa.Integer))
    )
    counts = [0] * BINS
    for place, number in db.session.execute(counted):
        counts[min(place, BINS - 1)] += number
    return counts


def mean_fit(matching_round: MatchingRound, states: Collection[ProposalState]) -> int | None:
    """Return the mean fit of the pairs in parts per million; None where there is none."""
    mine = sa.select(sa.func.sum(Proposal.fit), sa.func.count()).where(
        Proposal.round_id == matching_round.id, Proposal.state.in_(states)
    )
    total, number = db.session.execute(mine).one()
    return int(total) // int(number) if number else None


def count_waits(matching_round: MatchingRound) -> list[tuple[str, int]]:
    """Count the mentees the last solve left out by their reason, the most frequent first."""
    why = sa.select(Unplaced.reason["why"].as_string().label("why"))
    mine = why.where(Unplaced.round_id == matching_round.id).subquery()
    number = sa.func.count()
    counted = sa.select(mine.c.why, number).group_by(mine.c.why).order_by(number.desc(), mine.c.why)
    return [(reason or "", many) for reason, many in db.session.execute(counted)]


def count_loads(matching_round: MatchingRound, states: Collection[ProposalState]) -> list[tuple[int, int]]:
    """Count the mentors by how many mentees they have in the round; whoever has none is not there."""
    load = sa.select(sa.func.count().label("load")).where(
        Proposal.round_id == matching_round.id, Proposal.state.in_(states)
    )
    loads = load.group_by(Proposal.mentor_id).subquery()
    counted = sa.select(loads.c.load, sa.func.count()).group_by(loads.c.load).order_by(loads.c.load)
    return [(many, mentors) for many, mentors in db.session.execute(counted)]


def count_gets(matching_round: MatchingRound, states: Collection[ProposalState]) -> list[tuple[int, int]]:
    """Count the mentees by how many mentors they have in the round; whoever has none is not there."""
    mine = sa.select(sa.func.count().label("many")).where(
        Proposal.round_id == matching_round.id, Proposal.state.in_(states)
    )
    gets = mine.group_by(Proposal.mentee_id).subquery()
    counted = sa.select(gets.c.many, sa.func.count()).group_by(gets.c.many).order_by(gets.c.many)
    return [(many, mentees) for many, mentees in db.session.execute(counted)]


def names_of(account_ids: Collection[int]) -> dict[str, str]:
    """Map account ids, written as the engine writes them, to how people are called."""
    rows = sa.select(Account.id, Account.display_name).where(Account.id.in_(set(account_ids)))
    return {str(account_id): name for account_id, name in db.session.execute(rows)}


def count_declines(matching_round: MatchingRound) -> list[tuple[DeclineReason, int]]:
    """Count the reasons given for declining, the most frequent first; never by person."""
    reasons: dict[DeclineReason, int] = defaultdict(int)
    for column in (Proposal.mentee_reason, Proposal.mentor_reason):
        counted = (
            sa.select(column, sa.func.count())
            .where(Proposal.round_id == matching_round.id, column.is_not(None))
            .group_by(column)
        )
        for reason, number in db.session.execute(counted):
            if reason is not None:
                reasons[reason] += number
    return sorted(reasons.items(), key=lambda item: (-item[1], item[0]))


def pair_rules_of(program_id: int) -> Sequence[PairRule]:
    """List the pairs a coordinator locked or forbade in a program, the newest first."""
    said = sa.select(PairRule).where(PairRule.program_id == program_id)
    return db.session.scalars(said.order_by(PairRule.id.desc())).all()


def find_pair_rule(program_id: int, kind: PairRuleKind, *, mentee_id: int, mentor_id: int) -> PairRule | None:
    """Return what a coordinator said of a pair, if it was this."""
    return db.session.scalars(
        sa.select(PairRule).where(
            PairRule.program_id == program_id,
            PairRule.kind == kind,
            PairRule.mentee_id == mentee_id,
            PairRule.mentor_id == mentor_id,
        )
    ).one_or_none()


def find_last_job(matching_round: MatchingRound) -> Job | None:
    """Return the latest solve of the round, live or over."""
    mine = sa.select(Job).where(Job.kind == SOLVE, Job.subject_id == matching_round.id)
    return db.session.scalar(mine.order_by(Job.id.desc()).limit(1))


def untold_of(matching_round: MatchingRound) -> Sequence[Proposal]:
    """List the open proposals of the last wave that went out, oldest first; who was told already is not told again."""
    open_ones = with_people(sa.select(Proposal)).where(
        Proposal.round_id == matching_round.id,
        Proposal.wave == matching_round.waves - 1,
        Proposal.state == ProposalState.OPEN,
    )
    return db.session.scalars(open_ones.order_by(Proposal.id)).all()


def is_unplaced(matching_round: MatchingRound, mentee_id: int) -> bool:
    """Say whether the last solve, or a hand, left this mentee out."""
    return db.session.get(Unplaced, (matching_round.id, mentee_id)) is not None


def takes_part(program_id: int, account_id: int) -> bool:
    """Say whether somebody is enrolled in a program, on either side and in any state."""
    enrolled = sa.select(Enrolment.id).where(
        Enrolment.program_id == program_id, Enrolment.account_id == account_id
    )
    return db.session.scalar(enrolled.limit(1)) is not None


def count_zones(matching_round: MatchingRound) -> list[tuple[str, int]]:
    """Count the people of the drafts by their time zone, the most frequent first."""
    zones: Counter[str] = Counter()
    for column in (Proposal.mentee_id, Proposal.mentor_id):
        counted = (
            sa.select(Account.time_zone, sa.func.count())
            .join(Proposal, column == Account.id)
            .where(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
            .group_by(Account.time_zone)
        )
        for zone, number in db.session.execute(counted):
            zones[zone] += number
    return zones.most_common()
