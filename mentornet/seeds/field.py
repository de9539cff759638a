"""What may an invented person do, want and hold? The catalogue, arranged for drawing lots."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import sqlalchemy as sa

from ..catalogue.models import Credential, Goal, Role, Specialization, State, Transition
from ..foundation.database import db

ENTRY_ROLES = {
    "mental-health-technician": 34,
    "psychiatric-aide": 8,
    "direct-support-professional": 7,
    "residential-counselor": 7,
    "behavioral-health-apprentice": 3,
    "certified-psychiatric-technician": 6,
    "licensed-psychiatric-technician": 6,
    "senior-psychiatric-technician": 4,
    "registered-behavior-technician": 8,
    "sud-technician": 6,
    "certified-nursing-assistant": 5,
    "peer-support-specialist": 5,
    "crisis-stabilization-technician": 3,
    "lead-technician": 4,
    "military-behavioral-health-technician": 2,
}
GOALS_BY_TRACK = {
    "nursing": ("nursing-path", "degree", "pay-for-school", "get-licensed"),
    "leadership": (
        "move-into-supervision",
        "move-into-program-leadership",
        "group-leadership",
        "teach-others",
    ),
    "social-work": ("degree", "direct-care-provider", "get-licensed", "pay-for-school"),
    "counseling": ("direct-care-provider", "degree", "get-licensed", "choose-path"),
    "addiction-counseling": ("get-certified", "specialize", "direct-care-provider", "peer-path"),
    "behavior-analysis": ("get-certified", "degree", "specialize"),
    "psychology": ("research-path", "degree", "direct-care-provider"),
    "technician": ("get-certified", "crisis-skills", "documentation", "ethics-and-boundaries"),
    "peer-support": ("peer-path", "get-certified", "advocacy"),
    "education-training": ("teach-others", "conference-and-presentation", "move-into-supervision"),
    "case-management": ("degree", "change-of-setting", "direct-care-provider"),
}
COMMON_GOALS = (
    "choose-path",
    "build-network",
    "burnout",
    "ce-planning",
    "crisis-skills",
    "interview-prep",
    "documentation",
)
BUSY_STATES = {
    "us-ca": 24,
    "us-tx": 9,
    "us-ny": 8,
    "us-fl": 7,
    "us-wa": 6,
    "us-co": 6,
    "us-pa": 5,
    "us-ks": 3,
    "us-ar": 3,
}


@dataclass
class Field:
    """The catalogue as lists to draw from: every list is sorted, so that a seed always draws the same."""

    levels: dict[str, int] = field(default_factory=dict)
    tracks: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    steps_up: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    months: dict[tuple[str, str], int] = field(default_factory=dict)
    needed: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    credentials_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    areas: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    goals: list[str] = field(default_factory=list)
    states: list[tuple[str, str]] = field(default_factory=list)
    state_weights: list[int] = field(default_factory=list)

    @property
    def clinical(self) -> list[str]:
        """What one specializes in beyond population, setting and skill."""
        names = (
            "substance-use",
            "trauma-and-crisis",
            "behavior-analysis",
            "diagnosis-focus",
            "recovery-and-peer",
        )
        return [slug for name in names for slug in self.areas[name]]


def read_field() -> Field:
    """Read the catalogue as it stands and arrange it."""
    field_ = Field()
    for slug, title, level, track in db.session.execute(
        sa.select(Role.slug, Role.title, Role.level, Role.track_slug)
        .where(Role.retired_at.is_(None))
        .order_by(Role.slug)
    ):
        field_.levels[slug], field_.titles[slug], field_.tracks[slug] = level, title, track
    credentials = set(db.session.scalars(sa.select(Credential.slug)))
    for step in db.session.scalars(sa.select(Transition).order_by(Transition.slug)):
        edge = (step.from_role_slug, step.to_role_slug)
        field_.steps_up[step.from_role_slug].append(step.to_role_slug)
        field_.months[edge] = step.typical_months_max
        field_.needed[edge] = [slug for slug in step.credentials_needed if slug in credentials]
    for credential in db.session.scalars(sa.select(Credential).order_by(Credential.slug)):
        for role in credential.leads_to_roles:
            field_.credentials_of[role].append(credential.slug)
    for slug, area in db.session.execute(
        sa.select(Specialization.slug, Specialization.area_slug).order_by(Specialization.slug)
    ):
        field_.areas[area].append(slug)
    field_.goals = list(db.session.scalars(sa.select(Goal.slug).order_by(Goal.slug)))
    for slug, zone in db.session.execute(sa.select(State.slug, State.primary_timezone).order_by(State.slug)):
        field_.states.append((slug, zone))
        field_.state_weights.append(BUSY_STATES.get(slug, 1))
    return field_
