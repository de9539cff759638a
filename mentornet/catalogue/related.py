"""What else belongs on an entry's page? For each kind, the entries it names and those that name it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from ..foundation.database import db
from . import ladder, queries
from .models import (
    Challenge,
    Conference,
    Credential,
    Entry,
    EventTopic,
    Faq,
    FieldStat,
    Goal,
    Organization,
    Role,
    Specialization,
    State,
    Track,
)

Related = dict[str, Any]


def naming(model: type[Entry], column: str, slug: str) -> list[Any]:
    """List the live entries of `model` whose list `column` names `slug`, in the catalogue's order."""
    holds = sa.cast(getattr(model, column), sa.Text).contains(f'"{slug}"', autoescape=True)
    rows = sa.select(model).where(holds, model.retired_at.is_(None)).order_by(model.position)
    return list(db.session.scalars(rows))


def live(model: type[Entry], *where: sa.ColumnElement[bool]) -> list[Any]:
    """List the live entries of `model` that meet `where`, in the catalogue's order."""
    rows = sa.select(model).where(model.retired_at.is_(None), *where).order_by(model.position)
    return list(db.session.scalars(rows))


def _role(role: Any) -> Related:
    return {
        "next_steps": ladder.next_steps(role.slug),
        "steps_into": ladder.steps_into(role.slug),
        "directed_by": queries.entries(Role, role.directed_by),
        "directs": naming(Role, "directed_by", role.slug),
        "credentials": naming(Credential, "leads_to_roles", role.slug),
        "goals": naming(Goal, "related_roles", role.slug),
        "questions": naming(Faq, "related_roles", role.slug),
    }


def _credential(credential: Any) -> Related:
    return {
        "roles": queries.entries(Role, credential.leads_to_roles),
        "goals": naming(Goal, "related_credentials", credential.slug),
        "organizations": naming(Organization, "related_credentials", credential.slug),
        "specializations": naming(Specialization, "related_credentials", credential.slug),
        "states": live(State, State.psych_tech_licence_slug == credential.slug),
        "questions": naming(Faq, "related_credentials", credential.slug),
    }


def _state(state: Any) -> Related:
    own = Credential.jurisdiction == state.slug
    return {
        "licence": queries.find_entry(Credential, state.psych_tech_licence_slug),
        "credentials": live(Credential, own),
        "by_each_state": live(
            Credential, Credential.jurisdiction == "state", Credential.grants_right_to_practise == "yes"
        ),
    }


def _specialization(specialization: Any) -> Related:
    return {
        "credentials": queries.entries(Credential, specialization.related_credentials),
        "neighbours": live(
            Specialization,
            Specialization.area_slug == specialization.area_slug,
            Specialization.slug != specialization.slug,
        ),
        "topics": naming(EventTopic, "related_specializations", specialization.slug),
        "questions": naming(Faq, "related_specializations", specialization.slug),
    }


def _goal(goal: Any) -> Related:
    return {
        "organizations": naming(Organization, "serves_goals", goal.slug),
        "credentials": queries.entries(Credential, goal.related_credentials),
        "roles": queries.entries(Role, goal.related_roles),
        "topics": naming(EventTopic, "related_goals", goal.slug),
        "questions": naming(Faq, "related_goals", goal.slug),
        "challenges": naming(Challenge, "related_goals", goal.slug),
    }


def _organization(organization: Any) -> Related:
    return {
        "goals": queries.entries(Goal, organization.serves_goals),
        "credentials": queries.entries(Credential, organization.related_credentials),
        "tracks": queries.entries(Track, organization.related_tracks),
        "conferences": live(Conference, Conference.organizer_slug == organization.slug),
    }


def _faq(faq: Any) -> Related:
    return {
        "goals": queries.entries(Goal, faq.related_goals),
        "roles": queries.entries(Role, faq.related_roles),
        "credentials": queries.entries(Credential, faq.related_credentials),
        "specializations": queries.entries(Specialization, faq.related_specializations),
        "challenges": queries.entries(Challenge, faq.related_challenges),
    }


def _challenge(challenge: Any) -> Related:
    goals = queries.entries(Goal, challenge.related_goals)
    organizations = {o.slug: o for goal in goals for o in naming(Organization, "serves_goals", goal.slug)}
    return {
        "goals": goals,
        "organizations": list(organizations.values())[:8],
        "questions": naming(Faq, "related_challenges", challenge.slug),
    }


def _conference(conference: Any) -> Related:
    return {"organizer": queries.find_entry(Organization, conference.organizer_slug)}


def _track(track: Any) -> Related:
    rungs = sa.select(Role).where(Role.track_slug == track.slug, Role.retired_at.is_(None))
    return {
        "roles": list(db.session.scalars(rungs.order_by(Role.level, Role.position))),
        "organizations": naming(Organization, "related_tracks", track.slug),
    }


def _figure(figure: Any) -> Related:
    return {"same": live(FieldStat, FieldStat.measure == figure.measure, FieldStat.slug != figure.slug)}


BY_TABLE: dict[str, Callable[[Any], Related]] = {
    "roles": _role,
    "credentials": _credential,
    "states": _state,
    "specializations": _specialization,
    "goals": _goal,
    "organizations": _organization,
    "faqs": _faq,
    "challenges": _challenge,
    "conferences": _conference,
    "tracks": _track,
    "field_stats": _figure,
}


def related(table: str, entry: Entry) -> Related:
    """Return what the page of `entry` shows beside its own columns; a few queries, however much there is."""
    return BY_TABLE.get(table, lambda _entry: {})(entry)
