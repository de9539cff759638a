"""How do drafts go out? Once, each with a seat that was free, and only where every hard rule still holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ...foundation.jobs import enqueue, find_live_job
from ...mentorships.models import Mentorship
from ...notifications.services import settle
from ...profiles.seats import join_seat, share_seat, take_seat
from ...programs.models import Program
from ...safety.queries import blocked_pairs
from ..engine.proof.audit import Auditor
from ..intake import Gathered, circles_of, gather, read_standing
from ..models import MatchingRound, Proposal, ProposalState, RoundState, Unplaced
from ..queries import TELL, count_drafts, drafted_of
from ..rules import (
    STANDS,
    ensure_answer_by,
    ensure_as_many_mentors,
    ensure_can_publish,
    ensure_same_circles,
)
from .opening import tell_audit
from .pair_rules import drop_locks

WITHDRAWN = "withdrawn"
AT_A_TIME = 500

Draft = sa.Row[int, int, int, int, bool]
"""Id, mentee, mentor, fit, and whether it is locked."""


@dataclass(frozen=True, slots=True)
class Published:
    """What went out, and what did not because it no longer held."""

    opened: int
    withdrawn: int


def publish_round(matching_round: MatchingRound, *, by: Account, answer_by: datetime) -> Published:
    """Send the drafts out to be answered by `answer_by`: the first wave of a round, or a backfill's.

    Of two who publish at once one wins; the other is refused, saying so. A draft that a hard rule forbids by
    now, or whose seat is gone, is withdrawn and its mentee noted as unplaced. Letters go out from a job.
    """
    ensure_answer_by(answer_by, now=clock.now())
    ensure_can_publish(matching_round.state, drafts=count_drafts(matching_round))
    ensure_same_circles(matching_round.figures.get("circle_size", 1), matching_round.circle_size)
    ensure_as_many_mentors(matching_round.figures.get("most_mentors", 1), matching_round.most_mentors)
    if find_live_job(TELL, matching_round.id):
        raise Refusal("The letters of the last wave are still going out. Try again in a minute.")
    wave = _win(matching_round, answer_by)
    drafts = _drafts(matching_round)
    stale = _stale(drafts, gather(matching_round))
    seated = _seated(matching_round, [draft for draft in drafts if draft.id not in stale])
    _open(seated, answer_by)
    _withdraw(matching_round)
    drop_locks(
        matching_round.program_id, [(one.mentee_id, one.mentor_id) for one in drafts if one.id in seated]
    )
    settle(None, key_prefix=f"round:{matching_round.id}:")
    enqueue(TELL, matching_round.id, by=by.id)
    published = Published(opened=len(seated), withdrawn=len(drafts) - len(seated))
    tell_audit(
        "round.published",
        matching_round,
        by=by,
        wave=wave,
        opened=published.opened,
        withdrawn=published.withdrawn,
    )
    return published


def _win(matching_round: MatchingRound, answer_by: datetime) -> int:
    """Take the step that only one can take, and return the number of the wave that goes out with it."""
    wave = matching_round.waves
    step = sa.update(MatchingRound).where(
        MatchingRound.id == matching_round.id,
        MatchingRound.state == matching_round.state,
        MatchingRound.waves == wave,
    )
    won = changed_rows(
        step.values(
            state=RoundState.PUBLISHED,
            waves=wave + 1,
            answer_by=answer_by,
            published_at=sa.func.coalesce(MatchingRound.published_at, sa.bindparam("now", clock.now())),
        )
    )
    db.session.refresh(matching_round)
    if not won:
        raise Refusal(f"{STANDS[matching_round.state]} Somebody else was first; nothing was sent twice.")
    _hold_program(matching_round.program_id)
    return wave


def _hold_program(program_id: int) -> None:
    """Let two rounds of a program publish one after the other, so that nobody gets a proposal from both."""
    db.session.execute(sa.select(Program.id).where(Program.id == program_id).with_for_update())


def _drafts(matching_round: MatchingRound) -> Sequence[Draft]:
    mine = sa.select(
        Proposal.id, Proposal.mentee_id, Proposal.mentor_id, Proposal.fit, Proposal.is_locked
    ).where(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
    return db.session.execute(mine.order_by(Proposal.mentor_id, Proposal.id)).all()


def _stale(drafts: Iterable[Draft], gathered: Gathered) -> set[int]:
    """Return the drafts that a hard rule forbids by now, whose people take no part any more, or that are too many.

    Of a mentee who may have fewer mentors by now the locked drafts are kept first, then those that fit best.
    """
    mentees = {mentee.id: mentee for mentee in gathered.pool.mentees}
    mentors = {mentor.id: mentor for mentor in gathered.pool.mentors}
    auditor = Auditor(gathered.rules, gathered.settings)
    stale: set[int] = set()
    kept: Counter[int] = Counter()
    for draft in sorted(drafts, key=lambda one: (not one.is_locked, -one.fit, one.id)):
        mentee, mentor = mentees.get(str(draft.mentee_id)), mentors.get(str(draft.mentor_id))
        if (
            mentee is None
            or mentor is None
            or auditor.broken_by(mentee, mentor)
            or kept[draft.mentee_id] >= mentee.most_mentors
        ):
            stale.add(draft.id)
        else:
            kept[draft.mentee_id] += 1
    return stale


def _seated(matching_round: MatchingRound, drafts: Sequence[Draft]) -> dict[int, int | None]:
    """Take each draft's seat, or its place in a circle; map those that got one to the seat they share, if they do."""
    if matching_round.circle_size == 1:
        return {draft.id: None for draft in drafts if take_seat(draft.mentor_id)}
    circles: dict[int, int | None] = {**circles_of(matching_round)}
    seated: dict[int, int | None] = {}
    for draft in _at_peace(matching_round, drafts):
        if draft.mentor_id not in circles:
            circles[draft.mentor_id] = share_seat(draft.mentor_id, places=matching_round.circle_size)
            is_in = circles[draft.mentor_id] is not None
        else:
            circle = circles[draft.mentor_id]
            is_in = circle is not None and join_seat(circle)
        if is_in:
            seated[draft.id] = circles[draft.mentor_id]
    return seated


def _at_peace(matching_round: MatchingRound, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that would bring two into one circle of whom one blocked the other."""
    inside: dict[int, set[int]] = defaultdict(set)
    for mentor_id, mentee_id in db.session.execute(_in_circles(matching_round)):
        inside[mentor_id].add(mentee_id)
    blocked = blocked_pairs(
        [draft.mentee_id for draft in drafts] + [one for some in inside.values() for one in some]
    )
    kept = []
    for draft in drafts:
        circle = inside[draft.mentor_id]
        if not any(
            (draft.mentee_id, other) in blocked or (other, draft.mentee_id) in blocked for other in circle
        ):
            circle.add(draft.mentee_id)
            kept.append(draft)
    return kept


def _in_circles(matching_round: MatchingRound) -> sa.Select[int, int]:
    """Select who is in a circle of this round by now: asked, or at work."""
    ended = sa.select(Mentorship.id).where(Mentorship.ended_at.is_not(None))
    return sa.select(Proposal.mentor_id, Proposal.mentee_id).where(
        Proposal.round_id == matching_round.id,
        Proposal.state.in_((ProposalState.OPEN, ProposalState.ACCEPTED)),
        sa.or_(Proposal.mentorship_id.is_(None), Proposal.mentorship_id.not_in(ended)),
    )


def _open(seated: Mapping[int, int | None], answer_by: datetime) -> None:
    values = {
        "state": ProposalState.OPEN,
        "answer_by": answer_by,
        "published_at": clock.now(),
        "is_locked": False,
    }
    by_circle: dict[int | None, list[int]] = defaultdict(list)
    for draft, circle in seated.items():
        by_circle[circle].append(draft)
    for circle, drafts in by_circle.items():
        for start in range(0, len(drafts), AT_A_TIME):
            going = sa.update(Proposal).where(Proposal.id.in_(drafts[start : start + AT_A_TIME]))
            changed_rows(going.values(shared_seat_id=circle, **values))


def _withdraw(matching_round: MatchingRound) -> None:
    """Withdraw what is still a draft, and note its mentees as unplaced unless something else stands for them."""
    left = sa.and_(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
    mentees = drafted_of(matching_round)
    if matching_round.most_mentors > 1:
        mentees -= read_standing(matching_round).held.keys()
    changed_rows(sa.update(Proposal).where(left).values(state=ProposalState.WITHDRAWN, closed_at=clock.now()))
    db.session.add_all(
        Unplaced(round_id=matching_round.id, mentee_id=mentee, reason={"why": WITHDRAWN})
        for mentee in sorted(mentees)
    )
