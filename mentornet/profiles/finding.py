"""Which role is meant by a title? Employers call one role by many names."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ..catalogue.kinds import kind_of
from ..catalogue.models import Role
from ..catalogue.queries import entries, search
from ..foundation.database import db

TECHNICIANS = "technician"
MOST_OFFERED = 6
MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class RoleName:
    """A role as it is chosen: its title and the other names it goes by."""

    slug: str
    title: str
    aliases: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The other names, for the line under the title."""
        return f"also {', '.join(self.aliases[:MOST_NAMES])}" if self.aliases else ""


def technician_roles() -> list[RoleName]:
    """List the roles of the technician's track, from the lowest rung up, the commonest first of its rung."""
    roles = (
        sa.select(Role.slug, Role.title, Role.aliases)
        .where(Role.track_slug == TECHNICIANS, Role.retired_at.is_(None))
        .order_by(Role.level, Role.position)
    )
    return [RoleName(slug, title, tuple(aliases)) for slug, title, aliases in db.session.execute(roles)]


def roles_called(text: str) -> list[RoleName]:
    """List the roles that `text` can mean: one where it is exactly one role's name, else the nearest few."""
    found = search(kind_of(Role), text, most=MOST_OFFERED)
    exact = [one for one in found if one.rank == 0]
    slugs = [one.slug for one in (exact if len(exact) == 1 else found)]
    return [RoleName(role.slug, role.title, tuple(role.aliases)) for role in entries(Role, slugs)]


def role_titles() -> list[str]:
    """List every title and other name of the live roles, for suggestions while typing."""
    roles = sa.select(Role.title, Role.aliases).where(Role.retired_at.is_(None)).order_by(Role.position)
    names = [name for title, aliases in db.session.execute(roles) for name in (title, *aliases)]
    return list(dict.fromkeys(names))
