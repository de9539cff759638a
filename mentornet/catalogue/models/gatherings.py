"""Which events and organizations does the field have?"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import Mapped, Name, Slug, mapped_column
from .entry import Entry


class Organization(Entry):
    """A body or resource of the field."""

    official_name: Mapped[Name]
    abbreviation: Mapped[str] = mapped_column(sa.String(20), default="")
    website_domain: Mapped[Name] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(sa.String(60), default="")
    offers: Mapped[str] = mapped_column(sa.Text, default="")
    serves_goals: Mapped[list[str]] = mapped_column(default=list)
    audience: Mapped[Name] = mapped_column(default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    is_in_article: Mapped[bool] = mapped_column(default=False)


class EventKind(Entry):
    """A kind of event, such as a workshop."""

    name: Mapped[Name]
    definition: Mapped[str] = mapped_column(sa.Text, default="")
    typical_minutes_min: Mapped[int]
    typical_minutes_max: Mapped[int]
    delivery: Mapped[list[str]] = mapped_column(default=list)
    can_carry_ce: Mapped[bool] = mapped_column(default=False)
    needs_capacity_limit: Mapped[bool] = mapped_column(default=False)


class EventTopic(Entry):
    """What an event is about."""

    name: Mapped[Name]
    related_specializations: Mapped[list[str]] = mapped_column(default=list)
    related_goals: Mapped[list[str]] = mapped_column(default=list)


class Conference(Entry):
    """A conference that comes round each year, with its usual months."""

    name: Mapped[Name]
    organizer_slug: Mapped[Slug | None] = mapped_column(sa.ForeignKey("organizations.slug"))
    usual_months: Mapped[list[str]] = mapped_column(default=list)
    month_certainty: Mapped[Name] = mapped_column(default="")
    format: Mapped[Name] = mapped_column(default="")
    typical_audience: Mapped[Name] = mapped_column(default="")
    ce_offered: Mapped[str] = mapped_column(sa.String(20), default="")
    technician_relevance: Mapped[Name] = mapped_column(default="")
    observed_dates: Mapped[Name] = mapped_column(default="")
