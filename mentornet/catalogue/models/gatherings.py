"""Which events and organizations does the field have?"""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import Mapped, Name, Slug, mapped_column
from .entry import Entry, about


class Organization(Entry):
    """A body or resource of the field."""

    official_name: Mapped[Name]
    abbreviation: Mapped[str] = mapped_column(sa.String(20), default="")
    website_domain: Mapped[Name] = mapped_column(
        default="", info=about("", "The domain only, such as nami.org.")
    )
    kind: Mapped[str] = mapped_column(sa.String(60), default="")
    offers: Mapped[str] = mapped_column(sa.Text, default="")
    serves_goals: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="goals"))
    related_credentials: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="credentials"))
    related_tracks: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="tracks"))
    audience: Mapped[Name] = mapped_column(default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    is_in_article: Mapped[bool] = mapped_column(default=False, info=about("Named in the founding article"))


class EventKind(Entry):
    """A kind of event, such as a workshop."""

    name: Mapped[Name]
    definition: Mapped[str] = mapped_column(sa.Text, default="")
    typical_minutes_min: Mapped[int]
    typical_minutes_max: Mapped[int]
    delivery: Mapped[list[str]] = mapped_column(default=list)
    can_carry_ce: Mapped[bool] = mapped_column(default=False, info=about("Can carry education hours"))
    needs_capacity_limit: Mapped[bool] = mapped_column(default=False, info=about("Needs a limit of places"))


class EventTopic(Entry):
    """What an event is about."""

    name: Mapped[Name]
    related_specializations: Mapped[list[str]] = mapped_column(
        default=list, info=about(refers_to="specializations")
    )
    related_goals: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="goals"))


class Conference(Entry):
    """A conference that comes round each year, with its usual months."""

    name: Mapped[Name]
    organizer_slug: Mapped[Slug | None] = mapped_column(
        sa.ForeignKey("organizations.slug"), info=about("Organizer", refers_to="organizations")
    )
    usual_months: Mapped[list[str]] = mapped_column(default=list)
    month_certainty: Mapped[Name] = mapped_column(default="")
    format: Mapped[Name] = mapped_column(default="")
    typical_audience: Mapped[Name] = mapped_column(default="")
    ce_offered: Mapped[str] = mapped_column(sa.String(20), default="", info=about("Education hours offered"))
    technician_relevance: Mapped[Name] = mapped_column(default="")
    observed_dates: Mapped[Name] = mapped_column(default="")
