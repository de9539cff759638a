"""Which papers are there, who issues them, and what does each state ask?"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import Mapped, Name, Slug, mapped_column
from .entry import Confidence, Entry, about


class Credential(Entry):
    """A certification, licence, registration or training."""

    abbreviation: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[Name]
    issuer: Mapped[Name]
    kind: Mapped[str] = mapped_column(sa.String(40))
    jurisdiction: Mapped[str] = mapped_column(sa.String(80))
    renewal_months: Mapped[int | None] = mapped_column(
        info=about(
            "Renewed every so many months", "Leave empty where the issuer says none or each state its own."
        )
    )
    ce_hours_per_period: Mapped[float | None] = mapped_column(
        info=about("Education hours in each period", "In the issuer's own unit.")
    )
    ce_details: Mapped[str] = mapped_column(sa.Text, default="", info=about("What the education hours are"))
    renewal_confidence: Mapped[Confidence] = mapped_column(
        default=Confidence.UNVERIFIED, info=about("Confidence in the two renewal figures")
    )
    prerequisites: Mapped[str] = mapped_column(sa.Text, default="")
    exam: Mapped[str] = mapped_column(sa.Text, default="")
    grants_right_to_practise: Mapped[str] = mapped_column(
        sa.String(40), default="no", info=about(one_of=("yes", "no", "state-dependent", "employer-defined"))
    )
    leads_to_roles: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="roles"))
    where_to_verify: Mapped[Name] = mapped_column(
        default="", info=about("Issuer's own page", "The domain only, such as bacb.org.")
    )
    notes: Mapped[str] = mapped_column(sa.Text, default="")


class State(Entry):
    """A state, the District or a territory: its zones, licences and compacts."""

    code: Mapped[str] = mapped_column(sa.String(2), unique=True)
    name: Mapped[Name]
    kind: Mapped[str] = mapped_column(sa.String(20))
    primary_timezone: Mapped[str] = mapped_column(sa.String(64))
    all_timezones: Mapped[list[str]] = mapped_column(default=list)
    census_region: Mapped[str] = mapped_column(sa.String(20), default="")
    psych_tech_licensed: Mapped[str] = mapped_column(
        sa.String(20),
        default="unknown",
        info=about("Technicians need a licence", one_of=("yes", "no", "disputed", "unknown")),
    )
    psych_tech_licence_slug: Mapped[Slug | None] = mapped_column(
        sa.ForeignKey("credentials.slug"), info=about("Technician licence", refers_to="credentials")
    )
    psych_tech_regulator: Mapped[Name] = mapped_column(default="", info=about("Board for technicians"))
    nurse_licensure_compact: Mapped[str] = mapped_column(
        sa.String(40),
        default="",
        info=about("Nurse Licensure Compact", one_of=("active", "enacted-not-active", "partial", "no")),
    )
    counseling_compact: Mapped[str] = mapped_column(
        sa.String(40),
        default="",
        info=about("Counseling Compact", one_of=("enacted", "not-listed", "unknown")),
    )
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
