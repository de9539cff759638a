"""The ladder as everybody reads it: from a role to a target, drawn, step by step, and two targets side by side."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ...foundation.doors import Door, door
from ...foundation.forms import tidied
from .. import choices, queries
from ..ladder import Step, Totals, next_steps, path, totals
from ..models import Organization, Role
from ..related import naming
from ..rules import challenge_behind

bp = Blueprint("ladder", __name__)
FIRST_ROLE = "mental-health-technician"


@dataclass(frozen=True)
class Way:
    """A path to one target, with what it takes as a whole."""

    target: Role
    steps: list[Step]
    totals: Totals

    @property
    def rungs(self) -> list[dict[str, str]]:
        """The rungs as the ladder mark draws them, from the one stood on to the one wanted."""
        if not self.steps:
            return []
        first = {"title": self.steps[0].from_title, "slug": self.steps[0].from_slug, "state": "here"}
        rest = [{"title": s.to_title, "slug": s.to_slug, "state": "ahead"} for s in self.steps]
        rest[-1]["state"] = "wanted"
        return [first, *rest]


def _asked_role(name: str) -> Role | None:
    return queries.find_entry(Role, str(tidied(request.args.get(name, "")))[:80])


def _way(start: Role | None, target: Role | None) -> Way | None:
    if start is None or target is None:
        return None
    steps = path(start.slug, target.slug)
    return Way(target, steps, totals(steps))


@bp.get("/ladder")
@door(Door.ANYONE)
def show_ladder() -> ResponseReturnValue:
    """Show the next rungs of a role, the path to a target, and a second target beside it."""
    start = _asked_role("from") or queries.find_entry(Role, FIRST_ROLE)
    ways = [way for way in (_way(start, _asked_role("to")), _way(start, _asked_role("or"))) if way]
    return render_template(
        "ladder/show_ladder.html",
        start=start,
        ways=ways,
        groups=choices.roles(),
        onward=next_steps(start.slug) if start else [],
        challenge_behind=challenge_behind,
        funders=naming(Organization, "serves_goals", "pay-for-school") if ways else [],
    )
