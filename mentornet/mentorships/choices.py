"""Which goals can a pair choose? Those of their profiles, and those they have chosen before."""

from __future__ import annotations

from ..catalogue.models import Goal
from ..catalogue.queries import all_titles
from ..profiles.models import Stance
from ..profiles.queries import profiles_of
from .models import Mentorship


def goal_titles(mentorship: Mentorship) -> dict[str, str]:
    """Map slug to title: what the mentee wants first, then what the mentor offers, then what is agreed already."""
    profiles = profiles_of([mentorship.mentee_id, mentorship.mentor_id])
    wanted = _goals(profiles.get(mentorship.mentee_id), Stance.WANTED)
    offered = _goals(profiles.get(mentorship.mentor_id), Stance.OFFERED)
    agreed = [goal.goal_slug for goal in mentorship.goals if goal.goal_slug]
    titles = all_titles(Goal)
    return {slug: titles.get(slug, slug) for slug in (*wanted, *offered, *agreed)}


def _goals(profile: object, stance: Stance) -> list[str]:
    found = [(goal.rank, goal.goal_slug) for goal in getattr(profile, "goals", ()) if goal.stance == stance]
    return [slug for _, slug in sorted(found)]
