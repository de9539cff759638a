"""What is the ladder? Tracks, levels, roles on them and the steps between roles."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import relationship

from ...foundation.database import Mapped, Name, Slug, mapped_column
from .entry import Entry, about


class Track(Entry):
    """A branch of the ladder, such as nursing or leadership."""

    name: Mapped[Name]
    description: Mapped[str] = mapped_column(sa.Text, default="")


class Level(Entry):
    """How high a rung is, from 0 (entrant) to 7 (executive or doctoral); the slug is `level-N`."""

    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[Name]
    meaning: Mapped[str] = mapped_column(sa.Text, default="")


class Role(Entry):
    """A rung: a post somebody can hold, with the names employers give it."""

    title: Mapped[Name]
    track_slug: Mapped[Slug] = mapped_column(
        sa.ForeignKey("tracks.slug"), index=True, info=about("Track", refers_to="tracks")
    )
    level: Mapped[int] = mapped_column(index=True)
    aliases: Mapped[list[str]] = mapped_column(
        default=list, info=about("", "Other names people use, one a line; the search finds them.")
    )
    is_direct_care: Mapped[bool] = mapped_column(default=True, info=about("Works directly with clients"))
    licence_required: Mapped[str] = mapped_column(
        sa.String(40), default="no", info=about(one_of=("yes", "no", "state-dependent"))
    )
    typical_education: Mapped[str] = mapped_column(sa.Text, default="")
    typical_years_in_field: Mapped[str] = mapped_column(sa.String(20), default="")
    what_changes_at_this_rung: Mapped[str] = mapped_column(sa.Text, default="")
    directed_by: Mapped[list[str]] = mapped_column(
        default=list,
        info=about("", "Slugs of the roles that give this one its direction, one a line.", refers_to="roles"),
    )
    duties: Mapped[list[str]] = mapped_column(default=list, info=about("", "One a line."))
    soc_code: Mapped[str] = mapped_column(sa.String(10), default="", info=about("SOC code"))
    onet_code: Mapped[str] = mapped_column(sa.String(12), default="", info=about("O*NET code"))
    soc_title: Mapped[Name] = mapped_column(default="", info=about("SOC title"))
    is_in_article: Mapped[bool] = mapped_column(default=False, info=about("Named in the founding article"))

    track: Mapped[Track] = relationship()


class Transition(Entry):
    """A step from one role to another: what it takes and how long it usually lasts."""

    from_role_slug: Mapped[Slug] = mapped_column(
        sa.ForeignKey("roles.slug"), index=True, info=about("From the role", refers_to="roles")
    )
    to_role_slug: Mapped[Slug] = mapped_column(
        sa.ForeignKey("roles.slug"), index=True, info=about("To the role", refers_to="roles")
    )
    kind: Mapped[str] = mapped_column(sa.String(40))
    degree_needed: Mapped[str] = mapped_column(sa.Text, default="")
    credentials_needed: Mapped[list[str]] = mapped_column(default=list, info=about(refers_to="credentials"))
    supervised_hours: Mapped[int | None]
    typical_months_min: Mapped[int] = mapped_column(info=about("", "The shortest that is usual."))
    typical_months_max: Mapped[int] = mapped_column(info=about("", "The longest that is usual."))
    what_it_takes: Mapped[str] = mapped_column(sa.Text, default="")
    usual_obstacle: Mapped[str] = mapped_column(sa.Text, default="")

    from_role: Mapped[Role] = relationship(foreign_keys=[from_role_slug])
    to_role: Mapped[Role] = relationship(foreign_keys=[to_role_slug])
