"""How do people who have an account stand to a file? What they say, take part in and were asked, some hundreds at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import db
from ...profiles.availability import to_names
from ...profiles.models import Profile, Stance
from ...profiles.queries import profiles_of
from ...programs.models import Enrolment, Invitation, Program, Side
from ..models import BroughtIn, ImportObjection
from ..rules import Known, Person, Surroundings, address_hash

PREFIXES = {Stance.HELD: "held", Stance.WANTED: "wanted", Stance.OFFERED: "offered"}


def surroundings(program: Program, people: Iterable[Person]) -> Surroundings:
    """Return what decides the fates of `people`: a constant number of statements, however many they are."""
    mailboxes = {person.canonical for person in people if person.canonical}
    accounts = db.session.scalars(sa.select(Account).where(Account.canonical_email.in_(mailboxes))).all()
    return Surroundings(
        known=_known(program, accounts),
        by_address={account.email_key: account.id for account in accounts},
        objected=_objected(program, mailboxes),
        invited=_invited(program, mailboxes),
    )


def _known(program: Program, accounts: Collection[Account]) -> Mapping[str, list[Known]]:
    ids = [account.id for account in accounts]
    brought = _brought(ids)
    unclaimed = [one.id for one in accounts if _is_unclaimed(one, brought)]
    profiles = profiles_of(unclaimed) if unclaimed else {}
    enrolments: dict[int, list[Enrolment]] = defaultdict(list)
    for enrolment in _enrolments(program, ids):
        enrolments[enrolment.account_id].append(enrolment)
    found: dict[str, list[Known]] = defaultdict(list)
    for account in accounts:
        theirs, profile = enrolments[account.id], profiles.get(account.id)
        found[account.canonical_email].append(
            Known(
                account_id=account.id,
                name=account.display_name,
                is_claimed=not _is_unclaimed(account, brought),
                is_disabled=account.disabled_at is not None,
                is_ours=program.id in brought[account.id],
                said=said_by(profile) if profile else {},
                states={str(one.side): one.state for one in theirs},
                answers={str(one.side): one.answers for one in theirs},
                cohorts={str(one.side): one.cohort_id for one in theirs},
            )
        )
    return found


def _is_unclaimed(account: Account, brought: Mapping[int, set[int]]) -> bool:
    """Say whether nobody has claimed what was brought: somebody who signed up and has yet to confirm was not brought."""
    return account.confirmed_at is None and account.password_hash is None and bool(brought[account.id])


def _brought(ids: Collection[int]) -> Mapping[int, set[int]]:
    programs: dict[int, set[int]] = defaultdict(set)
    if ids:
        rows = sa.select(BroughtIn.account_id, BroughtIn.program_id).where(
            BroughtIn.account_id.in_(ids), BroughtIn.claimed_at.is_(None)
        )
        for account_id, program_id in db.session.execute(rows):
            programs[account_id].add(program_id)
    return programs


def _enrolments(program: Program, ids: Collection[int]) -> Collection[Enrolment]:
    if not ids:
        return ()
    theirs = sa.select(Enrolment).where(Enrolment.program_id == program.id, Enrolment.account_id.in_(ids))
    return db.session.scalars(theirs).all()


def _objected(program: Program, mailboxes: Collection[str]) -> frozenset[str]:
    hashes = [address_hash(mailbox) for mailbox in mailboxes]
    there = sa.select(ImportObjection.address_hash).where(
        ImportObjection.program_id == program.id, ImportObjection.address_hash.in_(hashes)
    )
    return frozenset(db.session.scalars(there))


def _invited(program: Program, mailboxes: Collection[str]) -> Mapping[str, frozenset[str]]:
    open_ones = sa.select(Invitation.canonical_email, Invitation.side).where(
        Invitation.program_id == program.id,
        Invitation.canonical_email.in_(mailboxes),
        Invitation.used_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    sides: dict[str, set[str]] = defaultdict(set)
    for mailbox, side in db.session.execute(open_ones):
        sides[mailbox].add(str(side))
    return {mailbox: frozenset(found) for mailbox, found in sides.items()}


def said_by(profile: Profile) -> dict[str, Any]:
    """Return what a whole profile says, by the names under which a file says it; what is empty is left out."""
    mentee, mentor = profile.mentee, profile.mentor
    said: dict[str, Any] = {
        "role": profile.current_role_slug,
        "years": profile.years_in_field,
        "employer": profile.employer,
        "walked": [[one.role_slug, one.began_in, one.ended_in] for one in profile.roles_walked],
        "state": profile.state_slug,
        "time_zone": profile.account.time_zone,
        "languages": list(profile.languages),
        "shift": str(profile.shift_pattern) if profile.shift_pattern else None,
        "mode": str(profile.meeting_mode),
        "blocks": to_names(profile.available_blocks),
        "about": profile.about,
        "target": mentee.target_role_slug if mentee else None,
        "looks_for": mentee.looks_for if mentee else "",
        "seats": mentor.seats if mentor else None,
        "hours": mentor.hours_a_month if mentor else None,
        "offers": mentor.offers if mentor else "",
        **_lists_of(profile),
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _lists_of(profile: Profile) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject in profile.specializations:
        found[f"subjects_{PREFIXES[subject.stance]}"].append(subject.specialization_slug)
    for goal in sorted(profile.goals, key=lambda one: (one.stance, one.rank)):
        found[f"goals_{PREFIXES[goal.stance]}"].append(goal.goal_slug)
    for credential in profile.credentials:
        found["held" if credential.stance == Stance.HELD else "sought"].append(credential.credential_slug)
    return found


def places_left(program: Program, taken: Mapping[Side, int]) -> dict[str, int | None]:
    """Return how many places each side has left; None where there is no limit."""
    limits = {Side.MENTEE: program.mentee_places, Side.MENTOR: program.mentor_places}
    return {
        str(side): None if limit is None else max(0, limit - taken.get(side, 0))
        for side, limit in limits.items()
    }
