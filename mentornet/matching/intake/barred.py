"""Which pairs are settled before any score? Ties, blocks, history and the coordinator's own word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from ...foundation.database import db
from ...foundation.words import folded
from ...mentorships.models import Mentorship
from ...profiles.rules import tie_still_holds
from ...safety.queries import blocked_pairs
from ..asking.models import MentoringRequest, RequestState
from ..engine import Forbidden, Rule
from ..models import MatchingRound, PairRule, PairRuleKind, Proposal, ProposalState
from .left_out import LIVE, is_standing
from .people import account_key
from .rows import Facts, enrolled_ids

Pair = tuple[int, int]
FEW = 100


def read_managers(facts: Facts, *, today: date) -> dict[int, list[str]]:
    """Map each person to whom a tie of theirs names: by address, or by name where both have one employer.

    The engine asks both ways, so it is enough that one of the two named the other.
    """
    if not facts.ties:
        return {}
    by_name = _by_name(facts)
    named: dict[int, list[str]] = {}
    for row in facts.people:
        own = named.setdefault(row.account_id, [])
        for tie in facts.ties.get(row.profile_id, ()):
            if not tie_still_holds(tie.kind, tie.ended_on, today=today):
                continue
            if tie.canonical_email:
                own.append(tie.canonical_email)
            if tie.name and row.employer_key:
                own.extend(map(account_key, sorted(by_name[folded(tie.name), row.employer_key])))
    return named


def _by_name(facts: Facts) -> Mapping[tuple[str, str], set[int]]:
    """Map names and employers to whoever has both."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in facts.people:
        if row.employer_key:
            found[row.folded_name, row.employer_key].add(row.account_id)
    return found


def read_barred(
    matching_round: MatchingRound, mentees: Collection[int], mentors: Collection[int], *, wishes: Wishes
) -> tuple[Forbidden, ...]:
    """List every forbidden pair of the pool that the two people's own values cannot tell, with its rule."""
    wanted, offering = set(mentees), set(mentors)
    found: list[Forbidden] = []
    for rule, pairs in _pairs_by_rule(matching_round, wanted | offering, wishes):
        found.extend(
            Forbidden(str(mentee), str(mentor), rule)
            for mentee, mentor in sorted(pairs)
            if mentee in wanted and mentor in offering
        )
    return tuple(found)


Wishes = Mapping[int, Sequence[int]]


def _pairs_by_rule(
    matching_round: MatchingRound, everybody: set[int], wishes: Wishes
) -> Iterator[tuple[Rule, set[Pair]]]:
    among = _among(matching_round, everybody)
    declined, together = _proposed_before(matching_round, among)
    ended, live = _mentored_before(among)
    yield Rule.BLOCKED, _both_ways(blocked_pairs(everybody))
    yield Rule.DECLINED, _unless_both_wish([*declined, *_refused_before(among)], wishes)
    yield Rule.ENDED, _unless_both_wish(ended, wishes)
    yield Rule.TOGETHER, _both_ways([*together, *live])
    yield Rule.FORBIDDEN, set(read_pair_rules(matching_round, PairRuleKind.FORBID))


Among = Collection[int] | sa.Select[int]


def _among(matching_round: MatchingRound, everybody: set[int]) -> Among:
    """Return whose history is read: of few people by their ids, of many by who is enrolled."""
    return sorted(everybody) if len(everybody) <= FEW else enrolled_ids(matching_round)


def _proposed_before(matching_round: MatchingRound, among: Among) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs that declined (in any program) or let this round's proposal lapse, and those still open."""
    over = sa.or_(
        Proposal.state == ProposalState.DECLINED,
        sa.and_(Proposal.state == ProposalState.LAPSED, Proposal.round_id == matching_round.id),
    )
    pairs = sa.select(Proposal.mentee_id, Proposal.mentor_id, is_standing().label("stands")).where(
        sa.or_(over, is_standing()), Proposal.mentee_id.in_(among), Proposal.mentor_id.in_(among)
    )
    return _split(db.session.execute(pairs))


def _refused_before(among: Among) -> list[Pair]:
    """Return the pairs of which the mentor said no to the mentee's own request."""
    refused = sa.select(MentoringRequest.mentee_id, MentoringRequest.mentor_id).where(
        MentoringRequest.state == RequestState.DECLINED,
        MentoringRequest.mentee_id.in_(among),
        MentoringRequest.mentor_id.in_(among),
    )
    return [(mentee, mentor) for mentee, mentor in db.session.execute(refused)]


def _mentored_before(among: Among) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs whose mentorship is over, in whichever program, and those still at work."""
    pairs = sa.select(
        Mentorship.mentee_id, Mentorship.mentor_id, Mentorship.state.in_(LIVE).label("stands")
    ).where(Mentorship.mentee_id.in_(among), Mentorship.mentor_id.in_(among))
    return _split(db.session.execute(pairs))


def _split(rows: Iterable[sa.Row[int, int, bool]]) -> tuple[list[Pair], list[Pair]]:
    over: list[Pair] = []
    stands: list[Pair] = []
    for mentee, mentor, is_live in rows:
        (stands if is_live else over).append((mentee, mentor))
    return over, stands


def _both_ways(pairs: Iterable[Pair]) -> set[Pair]:
    """Bar a pair whichever of the two is the mentor."""
    return {pair for one, other in pairs for pair in ((one, other), (other, one))}


def _unless_both_wish(pairs: Iterable[Pair], wishes: Wishes) -> set[Pair]:
    return {
        (one, other)
        for one, other in _both_ways(pairs)
        if other not in wishes.get(one, ()) or one not in wishes.get(other, ())
    }


def read_pair_rules(matching_round: MatchingRound, kind: PairRuleKind) -> list[Pair]:
    """List the pairs the coordinator locked or forbade in this program, as (mentee, mentor)."""
    said = sa.select(PairRule.mentee_id, PairRule.mentor_id).where(
        PairRule.program_id == matching_round.program_id, PairRule.kind == kind
    )
    return [(mentee, mentor) for mentee, mentor in db.session.execute(said.order_by(PairRule.id))]
