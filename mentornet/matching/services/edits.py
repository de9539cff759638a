"""What does a coordinator's own hand change? Each edit is weighed first, then made, and never breaks a hard rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation.database import changed_rows, db
from ...foundation.errors import Refusal
from .. import engine
from ..intake import Gathered, gather, read_standing
from ..models import MatchingRound, Proposal, ProposalState, Unplaced
from ..queries import count_drafts, drafted_of, names_of
from ..rules import ensure_can_edit
from ..words import rule_words
from ..words.unplaced import BY_HAND
from .moving import Move, Pair, left_alone, moves_of
from .opening import tell_audit
from .solving import explained

CHANGED_MEANWHILE = (
    "These drafts have changed meanwhile. Nothing was done. Load the page again to see how they stand."
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Pairs to take out and pairs to put in."""

    remove: tuple[Pair, ...] = ()
    add: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an edit would do, before it is done."""

    before: int
    """Sum of the fit of all drafts, in parts per million."""
    delta: int
    placed: int
    """How many more mentees would have a mentor; below nought, fewer."""
    obstacles: tuple[str, ...]
    """Why it cannot be done, in sentences; empty where it can."""
    moves: tuple[Move, ...] = ()
    """Each mentee whose mentor would be another, by name: nobody else is touched."""
    left_alone: tuple[str, ...] = ()
    """Mentors who would have nobody any more, by name."""

    @property
    def after(self) -> int:
        """The sum once the edit is made."""
        return self.before + self.delta


def swap_mentors(one: Proposal, other: Proposal) -> Edit:
    """Return the edit by which two drafts exchange their mentors."""
    if one.mentor_id == other.mentor_id:
        raise Refusal("Both mentees have the same mentor, so there is nothing to swap. Choose another pair.")
    if one.mentee_id == other.mentee_id:
        raise Refusal("Both are mentors of one mentee, so there is nothing to swap. Choose another pair.")
    return Edit(
        remove=((one.mentee_id, one.mentor_id), (other.mentee_id, other.mentor_id)),
        add=((one.mentee_id, other.mentor_id), (other.mentee_id, one.mentor_id)),
    )


def weigh_edit(matching_round: MatchingRound, edit: Edit) -> Weighed:
    """Tell what an edit would do to the round's total, and what stands in its way; nothing is changed."""
    ensure_can_edit(matching_round.state, drafts=count_drafts(matching_round))
    drafts = _drafts(matching_round)
    return _weigh(edit, drafts, _gather_touched(matching_round, edit, drafts))


def make_edit(matching_round: MatchingRound, edit: Edit, *, by: Account) -> Weighed:
    """Make an edit and return what it did; refuse where it breaks a hard rule or the drafts changed meanwhile.

    The round counts as edited by hand from then on: its total is no longer proved the best there is.
    """
    ensure_can_edit(matching_round.state, drafts=count_drafts(matching_round))
    _hold(matching_round)
    drafts = _drafts(matching_round)
    gathered = _gather_touched(matching_round, edit, drafts)
    weighed = _weigh(edit, drafts, gathered)
    for sentence in weighed.obstacles:
        raise Refusal(sentence)
    _take_out(matching_round, edit.remove)
    _put_in(matching_round, edit.add, gathered)
    _note_unplaced(matching_round, edit)
    recount(matching_round)
    tell_audit("round.edited", matching_round, by=by, removed=edit.remove, added=edit.add)
    return weighed


def _hold(matching_round: MatchingRound) -> None:
    """Hold the round until the commit and mark it as edited: of two edits at once the second waits and sees the first."""
    held = sa.update(MatchingRound).where(
        MatchingRound.id == matching_round.id, MatchingRound.state == matching_round.state
    )
    if not changed_rows(held.values(is_edited=True, is_proved_optimal=False)):
        raise Refusal(CHANGED_MEANWHILE)


Drafts = Sequence[sa.Row[int, int, int, bool]]


def _gather_touched(matching_round: MatchingRound, edit: Edit, drafts: Drafts) -> Gathered:
    """Read those whom an edit touches and no more: what a pair scores does not depend on who else is there."""
    pairs = (*_touched(edit, drafts), *edit.add, *edit.remove)
    return gather(matching_round, only={person for pair in pairs for person in pair})


def _touched(edit: Edit, drafts: Drafts) -> list[Pair]:
    """Return the drafts of everybody an edit names: all seats they fill are counted."""
    named = {person for pair in (*edit.add, *edit.remove) for person in pair}
    return [
        (draft.mentee_id, draft.mentor_id) for draft in drafts if named & {draft.mentee_id, draft.mentor_id}
    ]


def _weigh(edit: Edit, drafts: Drafts, gathered: Gathered) -> Weighed:
    obstacles = [*_stale(edit, drafts), *_absent(edit, gathered), *_twice(edit, drafts, gathered)]
    before = sum(draft.fit for draft in drafts)
    if obstacles:
        return Weighed(before, 0, 0, tuple(obstacles))
    effect = engine.effect_of(
        gathered.pool,
        gathered.rules,
        gathered.settings,
        _known(gathered, _touched(edit, drafts)),
        add=_written(edit.add),
        remove=_written(edit.remove),
    )
    old = {(draft.mentee_id, draft.mentor_id): draft.fit for draft in drafts}
    new = {pair: fit for pair, fit in old.items() if pair not in edit.remove} | _fits(gathered, edit.add)
    return Weighed(
        before,
        effect.delta,
        effect.placed,
        tuple(_broken(gathered, effect.broken)),
        moves_of(old, new, name=lambda person: _name(gathered, str(person))),
        tuple(_name(gathered, str(mentor)) for mentor in left_alone(old, new)),
    )


def _drafts(matching_round: MatchingRound) -> Drafts:
    mine = sa.select(Proposal.mentee_id, Proposal.mentor_id, Proposal.fit, Proposal.is_locked)
    return db.session.execute(
        mine.where(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
    ).all()


def _stale(edit: Edit, drafts: Sequence[sa.Row[int, int, int, bool]]) -> Iterable[str]:
    locked = {(draft.mentee_id, draft.mentor_id): draft.is_locked for draft in drafts}
    if any(pair not in locked for pair in edit.remove):
        yield CHANGED_MEANWHILE
    elif any(locked[pair] for pair in edit.remove):
        yield "This pair is locked. Unlock it first, then change it."


def _absent(edit: Edit, gathered: Gathered) -> Iterable[str]:
    mentees = {mentee.id for mentee in gathered.pool.mentees}
    mentors = {mentor.id for mentor in gathered.pool.mentors}
    for mentee, mentor in _written(edit.add):
        if mentee not in mentees:
            yield f"{_name(gathered, mentee)} takes no part in this round any more."
        if mentor not in mentors:
            yield f"{_name(gathered, mentor)} has no free seat, or takes no part in this round any more."


def _twice(edit: Edit, drafts: Drafts, gathered: Gathered) -> Iterable[str]:
    stay = {(draft.mentee_id, draft.mentor_id) for draft in drafts} - {*edit.remove}
    for mentee, mentor in _written(pair for pair in edit.add if pair in stay):
        yield f"{_name(gathered, mentee)} and {_name(gathered, mentor)} are a pair already. Choose another."


def _broken(gathered: Gathered, broken: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    for mentee, mentor, rule in broken:
        pair = f"{_name(gathered, mentee)} cannot be matched with {_name(gathered, mentor)}"
        yield f"{pair}: {rule_words(rule)}. Choose another mentor."


def _fits(gathered: Gathered, pairs: Iterable[Pair]) -> dict[Pair, int]:
    mentees = {mentee.id: mentee for mentee in gathered.pool.mentees}
    mentors = {mentor.id: mentor for mentor in gathered.pool.mentors}
    return {
        (mentee, mentor): engine.explain(mentees[str(mentee)], mentors[str(mentor)], gathered.settings).score
        for mentee, mentor in pairs
    }


def _known(gathered: Gathered, pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    """Leave out drafts of people who take no part any more: they weigh nothing until publishing drops them."""
    mentees = {mentee.id for mentee in gathered.pool.mentees}
    mentors = {mentor.id for mentor in gathered.pool.mentors}
    return [(one, other) for one, other in _written(pairs) if one in mentees and other in mentors]


def _name(gathered: Gathered, key: str) -> str:
    return gathered.names.get(key) or names_of([int(key)]).get(key, "Somebody who left")


def _written(pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    return [(str(mentee), str(mentor)) for mentee, mentor in pairs]


def _take_out(matching_round: MatchingRound, pairs: Iterable[Pair]) -> None:
    for mentee_id, mentor_id in pairs:
        gone = sa.delete(Proposal).where(
            Proposal.round_id == matching_round.id,
            Proposal.mentee_id == mentee_id,
            Proposal.mentor_id == mentor_id,
            Proposal.state == ProposalState.DRAFT,
        )
        if not changed_rows(gone):
            raise Refusal(CHANGED_MEANWHILE)


def _put_in(matching_round: MatchingRound, pairs: Iterable[Pair], gathered: Gathered) -> None:
    mentees = {mentee.id: mentee for mentee in gathered.pool.mentees}
    mentors = {mentor.id: mentor for mentor in gathered.pool.mentors}
    for mentee_id, mentor_id in pairs:
        found = engine.explain(mentees[str(mentee_id)], mentors[str(mentor_id)], gathered.settings)
        values: dict[str, Any] = {"wave": matching_round.waves, "is_by_hand": True, **explained(found)}
        db.session.add(
            Proposal(round_id=matching_round.id, mentee_id=mentee_id, mentor_id=mentor_id, **values)
        )
    db.session.flush()  # the totals are counted by the database


def _note_unplaced(matching_round: MatchingRound, edit: Edit) -> None:
    placed = {mentee for mentee, _ in edit.add}
    removed = {mentee for mentee, _ in edit.remove} - placed
    if removed:
        removed -= {*read_standing(matching_round).held, *drafted_of(matching_round)}
    mine = Unplaced.round_id == matching_round.id
    db.session.execute(sa.delete(Unplaced).where(mine, Unplaced.mentee_id.in_(placed | removed)))
    db.session.add_all(
        Unplaced(round_id=matching_round.id, mentee_id=mentee, reason={"why": BY_HAND}) for mentee in removed
    )


def recount(matching_round: MatchingRound) -> None:
    """Bring the round's total and figures in line with its drafts, as they stand after an edit."""
    totals = sa.select(
        sa.func.count(),
        sa.func.count(Proposal.mentee_id.distinct()),
        sa.func.sum(Proposal.fit),
        sa.func.min(Proposal.fit),
    ).where(Proposal.round_id == matching_round.id, Proposal.state == ProposalState.DRAFT)
    pairs, placed, total, lowest = db.session.execute(totals).one()
    db.session.refresh(matching_round)
    matching_round.total_fit = int(total or 0)
    matching_round.figures = {
        **matching_round.figures,
        "placed": placed,
        "pairs": pairs,
        "mean": int(total or 0) // pairs if pairs else 0,
        "lowest": lowest or 0,
    }
