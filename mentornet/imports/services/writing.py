"""How are many newcomers written at once? Plain rows, a statement a table; what is said of somebody there goes by the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...accounts.models import LONGEST_FOLDED, Account
from ...accounts.queries import address_key
from ...catalogue.choices import state_zones
from ...catalogue.models import Credential
from ...foundation.database import Base, db
from ...foundation.words import folded
from ...profiles.availability import from_names
from ...profiles.models import (
    MeetingMode,
    MenteeProfile,
    MentorProfile,
    Profile,
    ProfileCredential,
    ProfileGoal,
    ProfileSpecialization,
    RoleWalked,
    ShiftPattern,
    Stance,
)
from ...profiles.rules import employer_key
from ...programs.models import Side
from ..rules import Person

LICENCE = "licence"
OF_A_STATE = "us-"
SUBJECTS = {f"subjects_{stance}": stance for stance in Stance}
GOALS = {f"goals_{stance}": stance for stance in (Stance.WANTED, Stance.OFFERED)}
CREDENTIALS = {"held": Stance.HELD, "sought": Stance.WANTED}
Rows = dict[type[Base], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Press:
    """What every newcomer of one import shares: the moment, the zone of the program, and where each licence holds."""

    moment: datetime
    zone: str
    licences: Mapping[str, str]

    def accounts(self, people: Sequence[Person]) -> list[int]:
        """Insert an account for each, not yet claimed, and return their ids in the same order."""
        return _insert(
            Account.id,
            [
                {
                    "email": person.address,
                    "email_key": address_key(person.address),
                    "canonical_email": person.canonical,
                    "display_name": person.name,
                    "folded_name": folded(person.name)[:LONGEST_FOLDED],
                    "time_zone": self._zone_of(person.said),
                    "created_at": self.moment,
                }
                for person in people
            ],
        )

    def _zone_of(self, said: Mapping[str, Any]) -> str:
        return str(said.get("time_zone") or state_zones().get(said.get("state", "")) or self.zone)

    def profiles(self, people: Sequence[Person], account_ids: Sequence[int]) -> None:
        """Insert what each one's line says of them."""
        ids = _insert(
            Profile.id,
            [
                {"account_id": account_id, **self._profile(person.said)}
                for person, account_id in zip(people, account_ids, strict=True)
            ],
        )
        rows: Rows = defaultdict(list)
        for person, profile_id in zip(people, ids, strict=True):
            self._describe(rows, person, profile_id)
        for model, values in ((model, values) for model, values in rows.items() if values):
            db.session.execute(sa.insert(model), values)

    def _profile(self, said: Mapping[str, Any]) -> dict[str, Any]:
        employer = said.get("employer", "")
        return {
            "current_role_slug": said.get("role"),
            "years_in_field": said.get("years"),
            "employer": employer,
            "employer_key": employer_key(employer),
            "state_slug": said.get("state"),
            "shift_pattern": said.get("shift"),
            "available_blocks": from_names(said.get("blocks", ())),
            "languages": said.get("languages", []),
            "meeting_mode": said.get("mode", MeetingMode.ANY),
            "about": said.get("about", ""),
            "created_at": self.moment,
            "changed_at": self.moment,
        }

    def _describe(self, rows: Rows, person: Person, profile_id: int) -> None:
        said = person.said
        if Side.MENTEE in person.sides:
            rows[MenteeProfile].append(
                {
                    "profile_id": profile_id,
                    "target_role_slug": said.get("target"),
                    "looks_for": said.get("looks_for", ""),
                }
            )
        if Side.MENTOR in person.sides:
            rows[MentorProfile].append(
                {
                    "profile_id": profile_id,
                    "seats": said.get("seats", 1),
                    "hours_a_month": said.get("hours", 2),
                    "offers": said.get("offers", ""),
                }
            )
        rows[ProfileSpecialization] += [
            {"profile_id": profile_id, "specialization_slug": slug, "stance": stance}
            for name, stance in SUBJECTS.items()
            for slug in said.get(name, ())
        ]
        rows[ProfileGoal] += [
            {"profile_id": profile_id, "goal_slug": slug, "stance": stance, "rank": _rank(stance, place)}
            for name, stance in GOALS.items()
            for place, slug in enumerate(said.get(name, ()))
        ]
        rows[ProfileCredential] += [
            {
                "profile_id": profile_id,
                "credential_slug": slug,
                "stance": stance,
                "state_slug": self.place_of(slug, said.get("state")),
            }
            for name, stance in CREDENTIALS.items()
            for slug in said.get(name, ())
        ]
        rows[RoleWalked] += [
            {"profile_id": profile_id, "role_slug": slug, "began_in": began, "ended_in": ended}
            for slug, began, ended in said.get("walked", ())
        ]

    def place_of(self, slug: str, state: str | None) -> str | None:
        """Return the state a licence holds in: its own, else the person's; none for what is no licence."""
        place = self.licences.get(slug)
        if place is None:
            return None
        return place if place.startswith(OF_A_STATE) else state


def make_press(*, moment: datetime, zone: str) -> Press:
    """Return what newcomers of a program in `zone` are written with."""
    licences = sa.select(Credential.slug, Credential.jurisdiction).where(Credential.kind == LICENCE)
    return Press(moment, zone, {slug: place for slug, place in db.session.execute(licences)})  # noqa: C416 - a Row is no pair to dict()


def _rank(stance: Stance, place: int) -> int:
    """Return a goal's rank: a mentee's are in their order from 1, a mentor's are all alike."""
    return place + 1 if stance is Stance.WANTED else 0


def _insert(key: Any, rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows of the table of `key` in a few statements and return their ids in the same order."""
    add = sa.insert(key.class_).returning(key, sort_by_parameter_order=True)
    return list(db.session.scalars(add, rows))


def describe(profile: Profile, said: Mapping[str, Any], press: Press) -> None:
    """Write what a file says of somebody who is there and has not claimed their account; what it leaves out stays."""
    for name, value in said.items():
        if name in COLUMNS:
            setattr(profile, COLUMNS[name], value)
        elif name in SUBJECTS:
            _set_subjects(profile, SUBJECTS[name], value)
        elif name in GOALS:
            _set_goals(profile, GOALS[name], value)
        elif name in CREDENTIALS:
            _set_credentials(profile, CREDENTIALS[name], value, press)
        else:
            _describe_more(profile, name, value)
    profile.changed_at = press.moment


COLUMNS = {
    "role": "current_role_slug",
    "years": "years_in_field",
    "state": "state_slug",
    "languages": "languages",
    "about": "about",
}
AS_KEPT: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "blocks": ("available_blocks", from_names),
    "shift": ("shift_pattern", ShiftPattern),
    "mode": ("meeting_mode", MeetingMode),
}
OF_MENTEES = {"target": "target_role_slug", "looks_for": "looks_for"}
OF_MENTORS = {"seats": "seats", "hours": "hours_a_month", "offers": "offers"}


def _describe_more(profile: Profile, name: str, value: Any) -> None:
    if name == "employer":
        profile.employer, profile.employer_key = value, employer_key(value)
    elif name == "time_zone":
        profile.account.time_zone = value
    elif name == "walked":
        profile.roles_walked = [RoleWalked(role_slug=s, began_in=b, ended_in=e) for s, b, e in value]
    elif name in AS_KEPT:
        column, keep = AS_KEPT[name]
        setattr(profile, column, keep(value))
    elif name in OF_MENTEES and profile.mentee:
        setattr(profile.mentee, OF_MENTEES[name], value)
    elif name in OF_MENTORS and profile.mentor:
        setattr(profile.mentor, OF_MENTORS[name], value)


def _set_subjects(profile: Profile, stance: Stance, slugs: Iterable[str]) -> None:
    kept = {one.specialization_slug: one for one in profile.specializations if one.stance == stance}
    profile.specializations = [
        *(one for one in profile.specializations if one.stance != stance),
        *(kept.get(slug) or ProfileSpecialization(specialization_slug=slug, stance=stance) for slug in slugs),
    ]


def _set_goals(profile: Profile, stance: Stance, slugs: Iterable[str]) -> None:
    kept = {one.goal_slug: one for one in profile.goals if one.stance == stance}
    chosen = [kept.get(slug) or ProfileGoal(goal_slug=slug, stance=stance) for slug in slugs]
    for place, goal in enumerate(chosen):
        goal.rank = _rank(stance, place)
    profile.goals = [*(one for one in profile.goals if one.stance != stance), *chosen]


def _set_credentials(profile: Profile, stance: Stance, slugs: Iterable[str], press: Press) -> None:
    kept = {one.credential_slug: one for one in profile.credentials if one.stance == stance}
    chosen = [kept.get(slug) or ProfileCredential(credential_slug=slug, stance=stance) for slug in slugs]
    for one in chosen:
        one.state_slug = press.place_of(one.credential_slug, profile.state_slug)
    profile.credentials = [*(one for one in profile.credentials if one.stance != stance), *chosen]
