"""Which steps lead from here to there? The ladder as the catalogue has it now, remembered until it changes."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from ..foundation.database import db
from .models import Role, Track, Transition
from .rungs import Ladder, Step, Totals, totals
from .stamp import remembered

__all__ = ["Ladder", "Step", "Totals", "current_ladder", "next_steps", "path", "steps_into", "totals"]


@remembered
def current_ladder() -> Ladder:
    """Return the ladder built from live steps between live roles, in one query."""
    start, end = aliased(Role), aliased(Role)
    rows = (
        sa.select(Transition, start.title, end.title, Track.name)
        .join(start, Transition.from_role_slug == start.slug)
        .join(end, Transition.to_role_slug == end.slug)
        .join(Track, Track.slug == end.track_slug)
        .where(Transition.retired_at.is_(None), start.retired_at.is_(None), end.retired_at.is_(None))
    )
    return Ladder.of(_step(*row) for row in db.session.execute(rows))


def _step(row: Transition, from_title: str, to_title: str, track: str) -> Step:
    return Step(
        slug=row.slug,
        from_slug=row.from_role_slug,
        to_slug=row.to_role_slug,
        from_title=from_title,
        to_title=to_title,
        kind=row.kind,
        months_min=row.typical_months_min,
        months_max=row.typical_months_max,
        track=track,
        degree=row.degree_needed,
        credentials=tuple(row.credentials_needed),
        supervised_hours=row.supervised_hours,
        what_it_takes=row.what_it_takes,
        obstacle=row.usual_obstacle,
        confidence=str(row.confidence),
    )


def path(from_slug: str, to_slug: str) -> list[Step]:
    """Return the steps from one role to another that take the fewest usual months; [] where none lead there."""
    return current_ladder().shortest_path(from_slug, to_slug)


def next_steps(from_slug: str) -> list[Step]:
    """List the steps out of a role, the quickest first."""
    return current_ladder().up.get(from_slug, [])


def steps_into(to_slug: str) -> list[Step]:
    """List the steps that lead to a role, the quickest first."""
    return current_ladder().into.get(to_slug, [])
