"""The addresses of the steps, and what was kept."""

from __future__ import annotations

from typing import Any

from mentornet.foundation.database import db
from mentornet.profiles.queries import get_profile
from mentornet.profiles.rules import STEPS

HERE, THERE, HELP, WHEN, MATCHING, ABOUT = (f"/profile/{step}" for step in STEPS)


def profile_of(app: Any, person: Any) -> Any:
    with app.app_context():
        profile = get_profile(person.id)
        db.session.expunge_all()
        return profile
