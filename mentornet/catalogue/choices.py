"""What can be chosen in a form? Light, grouped rows, remembered until the catalogue changes.

Each maps a group to its rows: (slug, label, {"data-words": other names}), plain enough to keep between requests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ..foundation.database import db
from .models import (
    Credential,
    Goal,
    Organization,
    Role,
    Specialization,
    SpecializationArea,
    State,
    Track,
)
from .stamp import remembered

Choice = tuple[str, str, dict[str, str]]
Grouped = dict[str, list[Choice]]

GOAL_CATEGORIES = {
    "direction": "Direction",
    "credential": "Credentials",
    "education": "Education",
    "leadership": "Leadership",
    "skills": "Skills",
    "employment": "Employment",
    "professional-development": "Professional development",
    "networking": "Networking",
    "wellbeing": "Wellbeing",
}
CREDENTIAL_KINDS = {
    "certification": "Certifications",
    "licence": "Licences",
    "registration": "Registrations",
    "training": "Trainings",
    "employer-designation": "Employer designations",
}
JOINED = ("association", "union", "nonprofit", "community")
BODIES = {"professional": "Professional", "other": "Advocacy and community"}
STATE_KINDS = {"state": "States", "district": "District", "territory": "Territories"}


def _grouped(rows: Iterable[Any], names: dict[str, str]) -> Grouped:
    """Group rows of (group, slug, label, other names) in the order of `names`, strange groups last."""
    groups: dict[str, list[Choice]] = {key: [] for key in names}
    for group, slug, label, words in rows:
        told = " ".join(words) if isinstance(words, list) else str(words or "")
        groups.setdefault(group, []).append((slug, label, {"data-words": told} if told else {}))
    return {names.get(key, key.capitalize()): choices for key, choices in groups.items() if choices}


def _names(model: type[Track | SpecializationArea]) -> dict[str, str]:
    rows = db.session.execute(sa.select(model.slug, model.name).order_by(model.position))
    return {slug: name for slug, name in rows}  # noqa: C416 - a Row is no pair to dict()


@remembered
def specializations(*areas: str, without: tuple[str, ...] = ()) -> Grouped:
    """Return specializations by area: all of them, or only `areas`, or all but those `without`."""
    rows = (
        sa.select(Specialization.area_slug, Specialization.slug, Specialization.name, Specialization.aliases)
        .where(Specialization.retired_at.is_(None))
        .order_by(Specialization.position)
    )
    if areas:
        rows = rows.where(Specialization.area_slug.in_(areas))
    if without:
        rows = rows.where(Specialization.area_slug.not_in(without))
    return _grouped(db.session.execute(rows), _names(SpecializationArea))


@remembered
def roles() -> Grouped:
    """Return roles by track, the technician's first, within a track from the lowest rung up."""
    rows = (
        sa.select(Role.track_slug, Role.slug, Role.title, Role.aliases)
        .where(Role.retired_at.is_(None))
        .order_by(Role.level, Role.position)
    )
    return _grouped(db.session.execute(rows), _names(Track))


@remembered
def goals() -> Grouped:
    """Return goals by category."""
    rows = (
        sa.select(Goal.category, Goal.slug, Goal.title, Goal.description)
        .where(Goal.retired_at.is_(None))
        .order_by(Goal.position)
    )
    return _grouped(db.session.execute(rows), GOAL_CATEGORIES)


@remembered
def credentials() -> Grouped:
    """Return credentials by kind, each with its short form and its full name."""
    label = Credential.abbreviation + " · " + Credential.name
    rows = (
        sa.select(Credential.kind, Credential.slug, label, Credential.issuer)
        .where(Credential.retired_at.is_(None))
        .order_by(Credential.position)
    )
    return _grouped(db.session.execute(rows), CREDENTIAL_KINDS)


@remembered
def states() -> Grouped:
    """Return the states, the District and the territories."""
    rows = (
        sa.select(State.kind, State.slug, State.name, State.code)
        .where(State.retired_at.is_(None))
        .order_by(State.name)
    )
    return _grouped(db.session.execute(rows), STATE_KINDS)


@remembered
def organizations() -> Grouped:
    """Return the organizations that people can belong to, by what kind of body they are."""
    rows = (
        sa.select(Organization.kind, Organization.slug, Organization.official_name, Organization.abbreviation)
        .where(
            Organization.retired_at.is_(None),
            sa.or_(*(Organization.kind.contains(word) for word in JOINED)),
            Organization.kind.not_like("regulators%"),  # boards join those, people do not
        )
        .order_by(Organization.official_name)
    )
    found = [(_kind_of_body(kind), slug, name, words) for kind, slug, name, words in db.session.execute(rows)]
    return _grouped(found, BODIES)


def _kind_of_body(kind: str) -> str:
    return "professional" if any(word in kind for word in ("professional", "certifier", "union")) else "other"


@remembered
def organization_names() -> dict[str, str]:
    """Map each organization's slug to its name, the retired too."""
    rows = sa.select(Organization.slug, Organization.official_name)
    return {slug: name for slug, name in db.session.execute(rows)}  # noqa: C416 - a Row is no pair to dict()


@remembered
def state_zones() -> dict[str, str]:
    """Map each state's slug to its primary time zone, for suggesting one."""
    return {slug: zone for slug, zone in db.session.execute(sa.select(State.slug, State.primary_timezone))}  # noqa: C416 - a Row is no pair to dict()
