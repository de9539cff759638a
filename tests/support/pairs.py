"""Scenes of matching: a program of Cora's, and Ada proposed to Ben."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, Proposal, ProposalState, RoundState
from mentornet.mentorships.models import Mentorship
from mentornet.mentorships.services import begin
from mentornet.profiles.models import MenteeProfile, MentorProfile, Profile, ProfileGoal, RoleWalked, Stance
from mentornet.programs.models import Program

from .cast import Cast

TECHNICIAN = "mental-health-technician"
CERTIFIED = "certified-psychiatric-technician"

PARTS = [
    {
        "criterion": "path_walked",
        "points": 400_000,
        "value": 1_000_000,
        "weight": 4.0,
        "kind": "next_step",
        "evidence": [TECHNICIAN, CERTIFIED, 2021],
        "missing": [],
    },
    {
        "criterion": "languages",
        "points": 100_000,
        "value": 600_000,
        "weight": 1.0,
        "kind": "shared",
        "evidence": ["en"],
        "missing": ["es"],
    },
]
GAP = {
    "criterion": "credentials",
    "points": 0,
    "value": 0,
    "weight": 1.0,
    "kind": "none",
    "evidence": [],
    "missing": ["ncpt-1"],
}


def account_of(person: Any) -> Account:
    """Return the account of somebody of the cast in this session."""
    return db.session.get_one(Account, person.id)


def make_program(cast: Cast, slug: str = "night-shift", **values: Any) -> Program:
    """Add a program that Cora coordinates."""
    program = Program(
        slug=slug,
        name="Night Shift Mentors",
        join_token=f"token-{slug}",
        time_zone="America/Chicago",
        **values,
    )
    program.coordinators = [account_of(cast.cora)]
    db.session.add(program)
    db.session.flush()
    return program


def make_round(program: Program, **values: Any) -> MatchingRound:
    """Add a published round of `program`."""
    round_ = MatchingRound(
        **{
            "program_id": program.id,
            "name": "Autumn round",
            "seed": 1,
            "state": RoundState.PUBLISHED,
            "answer_by": clock.now() + timedelta(days=7),
            "published_at": clock.now(),
        }
        | values
    )
    db.session.add(round_)
    db.session.flush()
    return round_


def offer_seats(account_id: int, seats: int = 1, taken: int = 0) -> Profile:
    """Give an account a mentor's profile with so many seats."""
    profile = Profile(account_id=account_id, mentor=MentorProfile(seats=seats, seats_taken=taken))
    db.session.add(profile)
    db.session.flush()
    return profile


def seek(account_id: int) -> Profile:
    """Give an account a mentee's profile."""
    profile = Profile(account_id=account_id, mentee=MenteeProfile())
    db.session.add(profile)
    db.session.flush()
    return profile


def tell_of_the_pair(cast: Cast) -> None:
    """Fill both profiles: Ben wants the step that Ada made in 2021."""
    ben = db.session.scalars(sa.select(Profile).where(Profile.account_id == cast.ben.id)).one()
    ada = db.session.scalars(sa.select(Profile).where(Profile.account_id == cast.ada.id)).one()
    ben.current_role_slug, ben.years_in_field, ben.languages = TECHNICIAN, 2, ["en", "es"]
    ben.available_blocks = ada.available_blocks = 0b101 << 6
    assert ben.mentee is not None
    ben.mentee.target_role_slug, ben.mentee.looks_for = CERTIFIED, "Somebody who works nights too."
    ada.current_role_slug, ada.years_in_field, ada.languages = CERTIFIED, 9, ["en"]
    ada.employer, ada.about = "Lakeside Hospital", "I like slow coffee after a long night."
    ada.roles_walked = [
        RoleWalked(role_slug=TECHNICIAN, began_in=2016, ended_in=2021),
        RoleWalked(role_slug=CERTIFIED, began_in=2021),
    ]
    ada.goals = [ProfileGoal(goal_slug="get-certified", stance=Stance.OFFERED)]
    db.session.flush()


def propose(round_: MatchingRound, mentee_id: int, mentor_id: int, **values: Any) -> Proposal:
    """Add an open proposal; the seat is not taken here."""
    proposal = Proposal(
        **{
            "round_id": round_.id,
            "mentee_id": mentee_id,
            "mentor_id": mentor_id,
            "state": ProposalState.OPEN,
            "fit": 700_000,
            "parts": PARTS,
            "gap": GAP,
            "answer_by": round_.answer_by or clock.now() + timedelta(days=7),
            "published_at": round_.published_at,
        }
        | values
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def ada_for_ben(cast: Cast, *, answer_by: datetime | None = None, seats: int = 1) -> Proposal:
    """Propose Ada, with one of her seats taken for it, to Ben."""
    offer_seats(cast.ada.id, seats, taken=1)
    seek(cast.ben.id)
    round_ = make_round(make_program(cast), **({"answer_by": answer_by} if answer_by else {}))
    return propose(round_, cast.ben.id, cast.ada.id)


def ada_and_ben(cast: Cast) -> Mentorship:
    """Let Ada mentor Ben, one of her seats taken for it."""
    offer_seats(cast.ada.id, 1, taken=1)
    seek(cast.ben.id)
    return begin(make_program(cast).id, cast.ben.id, cast.ada.id, by=None)


def seats_over(app: Flask) -> list[tuple[int, int]]:
    """List mentors whose mentorships and open proposals are not what is noted, or more than their seats."""
    with app.app_context():
        held = Counter(db.session.scalars(sa.select(Mentorship.mentor_id)))
        still_open = sa.select(Proposal.mentor_id).where(Proposal.state == ProposalState.OPEN)
        held += Counter(db.session.scalars(still_open))
        rows = sa.select(Profile.account_id, MentorProfile.seats, MentorProfile.seats_taken).join(
            MentorProfile
        )
        found = db.session.execute(rows).all()
        return [(who, seats) for who, seats, taken in found if not held[who] == taken <= seats]
