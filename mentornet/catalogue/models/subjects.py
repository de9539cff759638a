"""What can mentoring be about? Specializations with their areas, and goals."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...foundation.database import Mapped, Name, Slug, mapped_column
from .entry import Entry, about


class SpecializationArea(Entry):
    """A group of specializations: population, care setting, practice skill and so on."""

    name: Mapped[Name]
    description: Mapped[str] = mapped_column(sa.Text, default="")


class Specialization(Entry):
    """A specialty, population, care setting or skill, by its area."""

    name: Mapped[Name]
    area_slug: Mapped[Slug] = mapped_column(
        sa.ForeignKey("specialization_areas.slug"),
        index=True,
        info=about("Area", refers_to="specialization_areas"),
    )
    aliases: Mapped[list[str]] = mapped_column(
        default=list, info=about("", "Other names people use, one a line; the search finds them.")
    )
    description: Mapped[str] = mapped_column(sa.Text, default="")
    typical_settings: Mapped[list[str]] = mapped_column(default=list)
    related_credentials: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="credentials"))
    is_in_article: Mapped[bool] = mapped_column(default=False, info=about("Named in the founding article"))

    area: Mapped[SpecializationArea] = relationship()


class Goal(Entry):
    """What a mentee can want from mentoring, with milestones to begin from."""

    title: Mapped[Name]
    category: Mapped[str] = mapped_column(sa.String(40))
    is_core: Mapped[bool] = mapped_column(default=False, info=about("Core goal"))
    description: Mapped[str] = mapped_column(sa.Text, default="")
    suggested_milestones: Mapped[list[str]] = mapped_column(default=list)
    typical_weeks: Mapped[int | None]
    related_roles: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="roles"))
    related_credentials: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="credentials"))
    mentor_evidence_wanted: Mapped[str] = mapped_column(sa.Text, default="")
    is_in_article: Mapped[bool] = mapped_column(default=False, info=about("Named in the founding article"))


class Acronym(Entry):
    """Letters that mean several things in this field, spelled out wherever they appear."""

    letters: Mapped[str] = mapped_column(sa.String(20), unique=True)
    meanings: Mapped[list[str]] = mapped_column(default=list)
