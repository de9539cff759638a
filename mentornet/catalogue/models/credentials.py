"""Which papers are there, who issues them, and what does each state ask?"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import Mapped, Name, Slug, mapped_column
from .entry import Confidence, Entry


class Credential(Entry):
    """A certification, licence, registration or training."""

    abbreviation: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[Name]
    issuer: Mapped[Name]
    kind: Mapped[str] = mapped_column(sa.String(40))
    jurisdiction: Mapped[str] = mapped_column(sa.String(80))
    renewal_months: Mapped[int | None]
    ce_hours_per_period: Mapped[float | None]
    ce_details: Mapped[str] = mapped_column(sa.Text, default="")
    renewal_confidence: Mapped[Confidence] = mapped_column(default=Confidence.UNVERIFIED)
    prerequisites: Mapped[str] = mapped_column(sa.Text, default="")
    exam: Mapped[str] = mapped_column(sa.Text, default="")
    grants_right_to_practise: Mapped[str] = mapped_column(sa.String(40), default="no")
    leads_to_roles: Mapped[list[str]] = mapped_column(default=list)
    where_to_verify: Mapped[Name] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(sa.Text, default="")


class State(Entry):
    """A state, the District or a territory: its zones, licences and compacts."""

    code: Mapped[str] = mapped_column(sa.String(2), unique=True)
    name: Mapped[Name]
    kind: Mapped[str] = mapped_column(sa.String(20))
    primary_timezone: Mapped[str] = mapped_column(sa.String(64))
    all_timezones: Mapped[list[str]] = mapped_column(default=list)
    census_region: Mapped[str] = mapped_column(sa.String(20), default="")
    psych_tech_licensed: Mapped[str] = mapped_column(sa.String(20), default="unknown")
    psych_tech_licence_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("credentials.slug"))
    psych_tech_regulator: Mapped[Name] = mapped_column(default="")
    nurse_licensure_compact: Mapped[str] = mapped_column(sa.String(40), default="")
    counseling_compact: Mapped[str] = mapped_column(sa.String(40), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")


class CeConvention(Entry):
    """A rule for counting continuing education."""

    term: Mapped[Name]
    rule: Mapped[str] = mapped_column(sa.Text, default="")
    value: Mapped[Name] = mapped_column(default="")
    applies_to: Mapped[Name] = mapped_column(default="")


class CeApprovalBody(Entry):
    """Who approves continuing education, and for whom it counts."""

    name: Mapped[Name]
    professions: Mapped[Name] = mapped_column(default="")
    counts_for: Mapped[Name] = mapped_column(default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
