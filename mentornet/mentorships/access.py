"""Whose mentorship is this? Loaders that answer 404 to anybody but the pair."""

from __future__ import annotations

from ..accounts.login import current_account
from ..foundation.errors import NotFoundError
from .models import Mentorship
from .queries import get_mentorship


def load_mentorship(mentorship_id: int) -> Mentorship:
    """Return the mentorship, or raise NotFoundError unless the person signed in is one of the pair."""
    mentorship = get_mentorship(mentorship_id)
    if current_account().id not in {mentorship.mentee_id, mentorship.mentor_id}:
        raise NotFoundError
    return mentorship
