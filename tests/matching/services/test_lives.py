"""Whatever is done with rounds, in whatever order: are seats, places and notes ever wrong? Lives of programs drawn by chance."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa

from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.matching import services
from mentornet.matching.answers import accept_proposal, decline_proposal
from mentornet.matching.engine import Objective
from mentornet.matching.kept import faults_of_round
from mentornet.matching.models import MatchingRound, Proposal, ProposalState, RoundState, Unplaced
from mentornet.matching.rules import Terms
from mentornet.mentorships.models import EndReason, Mentorship
from mentornet.mentorships.services import end
from mentornet.profiles.models import MentorProfile, Profile
from mentornet.programs.models import Program
from mentornet.programs.rules import DEFAULT_WEIGHTS
from tests.support.programs import make_program
from tests.support.rounds import (
    coordinator_of,
    make_mentee,
    make_mentor,
    open_round,
    proposals_of,
    publish_now,
    solve_now,
)

MOST = 3
STEPS = 40


@dataclass
class Life:
    """A program with a few people, to which things happen."""

    program: Program
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)

    def step(self) -> None:
        """Do one thing or be refused, and see that all is well."""
        acts: list[Callable[[], object]] = [
            self.open_and_solve,
            self.solve_again,
            *[self.publish] * 2,
            *[self.answer] * 4,
            *[self.edit] * 2,
            *[self.backfill] * 2,
            self.discard,
            self.close,
            self.end_one,
        ]
        act = self.chance.choice(acts)
        try:
            act()
            self.done[act.__name__] += 1
        except Refusal:
            db.session.rollback()
            self.done["refused"] += 1
        db.session.commit()
        db.session.expire_all()
        self.ensure_all_is_well()

    def a_round(self, *states: RoundState) -> MatchingRound:
        found = [
            one
            for one in db.session.scalars(sa.select(MatchingRound)).all()
            if one.state in (states or [one.state])
        ]
        if not found:
            raise Refusal("There is no such round yet. Open one.")
        return self.chance.choice(found)

    def terms(self) -> Terms:
        return Terms(
            objective=self.chance.choice(list(Objective)),
            circle_size=self.chance.choice((1, 1, 1, 2)),
            least_mentees=self.chance.choice((0, 0, 1)),
            most_mentees=self.chance.choice((0, 0, 2)),
            most_mentors=self.chance.randint(1, MOST),
        )

    def open_and_solve(self) -> None:
        self.set_terms(open_round(self.program, seed=self.chance.randrange(99)))

    def solve_again(self) -> None:
        self.set_terms(self.a_round(RoundState.GATHERING, RoundState.REVIEW))

    def set_terms(self, matching_round: MatchingRound) -> None:
        services.set_terms(
            matching_round, by=coordinator_of(self.program), weights=DEFAULT_WEIGHTS, terms=self.terms()
        )
        solve_now(matching_round)

    def publish(self) -> None:
        publish_now(self.a_round(RoundState.REVIEW, RoundState.PUBLISHED))

    def answer(self) -> None:
        opened = db.session.scalars(
            sa.select(Proposal).where(Proposal.state == ProposalState.OPEN).order_by(Proposal.id)
        ).all()
        if not opened:
            raise Refusal("Nothing is open.")
        one = self.chance.choice(opened)
        if self.chance.random() < 0.25:
            decline_proposal(one, by=self.chance.choice((one.mentee, one.mentor)))
            return
        accept_proposal(one, by=one.mentee)
        accept_proposal(one, by=one.mentor)

    def edit(self) -> None:
        matching_round = self.a_round(RoundState.REVIEW, RoundState.PUBLISHED)
        drafts = proposals_of(matching_round, ProposalState.DRAFT)
        if not drafts:
            raise Refusal("There are no drafts.")
        one, other = self.chance.choice(drafts), self.chance.choice(drafts)
        edit = self.chance.choice(
            (
                lambda: services.Edit(remove=((one.mentee_id, one.mentor_id),)),
                lambda: services.swap_mentors(one, other),
                lambda: services.Edit(add=((one.mentee_id, other.mentor_id),)),
            )
        )()
        services.make_edit(matching_round, edit, by=coordinator_of(self.program))

    def backfill(self) -> None:
        services.start_backfill(self.a_round(RoundState.PUBLISHED), by=coordinator_of(self.program))

    def discard(self) -> None:
        services.discard_wave(self.a_round(RoundState.PUBLISHED), by=coordinator_of(self.program))

    def close(self) -> None:
        if self.chance.random() < 0.3:
            services.close_round(self.a_round(RoundState.PUBLISHED), by=coordinator_of(self.program))

    def end_one(self) -> None:
        live = db.session.scalars(sa.select(Mentorship).where(Mentorship.ended_at.is_(None))).all()
        if live and self.chance.random() < 0.5:
            one = self.chance.choice(live)
            end(one, by=one.mentor, reason=EndReason.TIME)

    def ensure_all_is_well(self) -> None:
        """Count seats, places, pairs and notes by hand."""
        live = db.session.execute(
            sa.select(Mentorship.mentee_id, Mentorship.mentor_id, Mentorship.shared_seat_id).where(
                Mentorship.ended_at.is_(None)
            )
        ).all()
        opened = db.session.execute(
            sa.select(Proposal.mentee_id, Proposal.mentor_id, Proposal.shared_seat_id).where(
                Proposal.state == ProposalState.OPEN
            )
        ).all()
        assert max(Counter(mentee for mentee, *_ in live).values(), default=0) <= MOST
        pairs = [(mentee, mentor) for mentee, mentor, _ in (*live, *opened)]
        assert len(set(pairs)) == len(pairs), "a pair stands twice"
        held = Counter(mentor for _, mentor, seat in (*live, *opened) if seat is None)
        held.update(mentor for mentor, _ in {(mentor, seat) for _, mentor, seat in (*live, *opened) if seat})
        taken = sa.select(Profile.account_id, MentorProfile.seats_taken).join(MentorProfile)
        assert {who: number for who, number in db.session.execute(taken) if number} == dict(held)
        for one in db.session.scalars(sa.select(MatchingRound)):
            self.ensure_round_is_well(one, {mentee for mentee, *_ in opened})

    def ensure_round_is_well(self, one: MatchingRound, asked: set[int]) -> None:
        drafts = Counter(draft.mentee_id for draft in proposals_of(one, ProposalState.DRAFT))
        left = set(db.session.scalars(sa.select(Unplaced.mentee_id).where(Unplaced.round_id == one.id)))
        assert not left & set(drafts), "drafted and left out"
        assert max(drafts.values(), default=0) <= max(one.most_mentors, one.figures.get("most_mentors", 1))
        if one.figures and one.state is not RoundState.CLOSED and drafts:
            assert one.figures["placed"] == len(drafts)
            assert one.figures["pairs"] == sum(drafts.values())


@pytest.mark.parametrize("seed", range(4))
def test_seats_places_and_notes_are_right_whatever_is_done(session: Any, cast: Any, seed: int) -> None:
    program = make_program(coordinator_id=cast.cora.id)
    chance = random.Random(seed)
    for number in range(5):
        make_mentee(program, f"Mentee {number}")
    for number in range(4):
        make_mentor(program, f"Mentor {number}", seats=chance.randint(1, 3))
    db.session.commit()
    life = Life(program, chance)
    life.open_and_solve()
    life.publish()
    for _ in range(STEPS):
        life.step()
    for one in db.session.scalars(sa.select(MatchingRound)):
        if one.figures and not one.is_edited:
            assert faults_of_round(one) == []
    assert life.done["answer"] > 0
