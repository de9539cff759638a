"""How does a coordinator keep a pair, or see to it that it is never made?"""

from __future__ import annotations

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from ..engine.proof.audit import Auditor
from ..intake import Gathered, gather
from ..models import MatchingRound, PairRule, PairRuleKind, Proposal, ProposalState
from ..queries import count_drafts, find_pair_rule
from ..rules import ensure_can_decide, ensure_can_edit
from ..words import rule_words
from .edits import CHANGED_MEANWHILE, Edit, Weighed, make_edit
from .moving import Pair
from .opening import tell_audit


def lock_pair(matching_round: MatchingRound, proposal: Proposal, *, by: Account) -> None:
    """Keep a drafted pair through every further solve; locking twice is locking once."""
    _mark(matching_round, proposal, is_locked=True)
    said = find_pair_rule(
        matching_round.program_id,
        PairRuleKind.LOCK,
        mentee_id=proposal.mentee_id,
        mentor_id=proposal.mentor_id,
    )
    if said is None:
        _say(matching_round, PairRuleKind.LOCK, (proposal.mentee_id, proposal.mentor_id), by=by)
    tell_audit("pair.locked", matching_round, by=by, mentee=proposal.mentee_id, mentor=proposal.mentor_id)


def unlock_pair(matching_round: MatchingRound, proposal: Proposal, *, by: Account) -> None:
    """Let a locked pair be changed again."""
    _mark(matching_round, proposal, is_locked=False)
    drop_locks(matching_round.program_id, [(proposal.mentee_id, proposal.mentor_id)])
    tell_audit("pair.unlocked", matching_round, by=by, mentee=proposal.mentee_id, mentor=proposal.mentor_id)


def forbid_pair(matching_round: MatchingRound, proposal: Proposal, *, by: Account) -> Weighed:
    """Take a drafted pair out and never make it again in this program; return what that did to the total."""
    weighed = make_edit(matching_round, Edit(remove=((proposal.mentee_id, proposal.mentor_id),)), by=by)
    _say(matching_round, PairRuleKind.FORBID, (proposal.mentee_id, proposal.mentor_id), by=by)
    tell_audit("pair.forbidden", matching_round, by=by, mentee=proposal.mentee_id, mentor=proposal.mentor_id)
    return weighed


def decide_pair(
    matching_round: MatchingRound, kind: PairRuleKind, *, mentee: Account, mentor: Account, by: Account
) -> None:
    """Keep two together or apart in this program, drafted by this round or not.

    Raises Refusal where something is decided about them already, or a pair that must be could not.
    """
    ensure_can_decide(matching_round.state)
    for standing in PairRuleKind:
        pair = {"mentee_id": mentee.id, "mentor_id": mentor.id}
        if find_pair_rule(matching_round.program_id, standing, **pair):
            said = "locked" if standing is PairRuleKind.LOCK else "forbidden"
            raise Refusal(
                f"{mentee.display_name} and {mentor.display_name} are {said} already. Take that back first."
            )
    drafted = _find_draft(matching_round, (mentee.id, mentor.id))
    if drafted is not None:
        (lock_pair if kind is PairRuleKind.LOCK else forbid_pair)(matching_round, drafted, by=by)
        return
    _say(matching_round, kind, (mentee.id, mentor.id), by=by)
    db.session.flush()  # what is gathered next knows of it
    gathered = gather(matching_round)
    if (mentee.id, mentor.id) in gathered.lock_faults:
        why = _why_not(gathered, str(mentee.id), str(mentor.id))
        raise Refusal(f"{mentee.display_name} and {mentor.display_name} cannot be kept together: {why}.")
    done = "pair.locked" if kind is PairRuleKind.LOCK else "pair.forbidden"
    tell_audit(done, matching_round, by=by, mentee=mentee.id, mentor=mentor.id)


def lift_pair_rule(matching_round: MatchingRound, rule_id: int, *, by: Account) -> None:
    """Take back a lock or a ban of this program; its next solve no longer knows of it."""
    rule = db.session.get(PairRule, rule_id)
    if rule is None or rule.program_id != matching_round.program_id:
        raise Refusal("This was already taken back. Load the page again to see what stands.")
    if rule.kind is PairRuleKind.LOCK:
        drafted = sa.update(Proposal).where(
            Proposal.mentee_id == rule.mentee_id,
            Proposal.mentor_id == rule.mentor_id,
            Proposal.state == ProposalState.DRAFT,
            Proposal.round_id == matching_round.id,
        )
        changed_rows(drafted.values(is_locked=False))
    tell_audit(
        "pair.rule_lifted",
        matching_round,
        by=by,
        kind=rule.kind,
        mentee=rule.mentee_id,
        mentor=rule.mentor_id,
    )
    db.session.delete(rule)


def drop_locks(program_id: int, pairs: list[tuple[int, int]]) -> None:
    """Forget locks that are lifted, or have done their work because the pair went out."""
    for mentee_id, mentor_id in pairs:
        db.session.execute(
            sa.delete(PairRule).where(
                PairRule.program_id == program_id,
                PairRule.kind == PairRuleKind.LOCK,
                PairRule.mentee_id == mentee_id,
                PairRule.mentor_id == mentor_id,
            )
        )


def _why_not(gathered: Gathered, mentee_id: str, mentor_id: str) -> str:
    mentee = next(one for one in gathered.pool.mentees if one.id == mentee_id)
    mentor = next((one for one in gathered.pool.mentors if one.id == mentor_id), None)
    broken = mentor and Auditor(gathered.rules, gathered.settings).broken_by(mentee, mentor)
    if broken:
        return rule_words(broken[0])
    return "the mentor has no free seat left for it, or the mentee is locked to somebody else"


def _find_draft(matching_round: MatchingRound, pair: Pair) -> Proposal | None:
    mine = (Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
    theirs = (Proposal.mentee_id == pair[0], Proposal.mentor_id == pair[1])
    return db.session.scalars(sa.select(Proposal).where(*mine, *theirs)).one_or_none()


def _mark(matching_round: MatchingRound, proposal: Proposal, *, is_locked: bool) -> None:
    ensure_can_edit(matching_round.state, drafts=count_drafts(matching_round))
    draft = sa.update(Proposal).where(Proposal.id == proposal.id, Proposal.state == ProposalState.DRAFT)
    if not changed_rows(draft.values(is_locked=is_locked)):
        raise Refusal(CHANGED_MEANWHILE)
    db.session.refresh(proposal)


def _say(matching_round: MatchingRound, kind: PairRuleKind, pair: Pair, *, by: Account) -> None:
    mentee_id, mentor_id = pair
    db.session.add(
        PairRule(
            program_id=matching_round.program_id,
            kind=kind,
            mentee_id=mentee_id,
            mentor_id=mentor_id,
            made_by_id=by.id,
        )
    )
