"""Which form, which words and which service belong to each of the six steps?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import forms, services
from .answers import About, Help, Here, Terms, There, When
from .models import Profile
from .rules import STEPS, Step


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of the guide: how its answers are read, typed and saved, and why they are asked."""

    title: str
    title_for_mentors: str
    why: str
    read: Callable[[Profile], Any]
    form: type[forms.GuidedForm]
    save: Callable[..., None]

    def title_for(self, profile: Profile) -> str:
        """Return the step's title for the sides somebody is on."""
        return self.title if profile.mentee else self.title_for_mentors


GUIDE = {
    Step.HERE: Leg(
        "Where I am",
        "Where I am and was",
        "Every path begins at your present role, and the steps a mentor has made count most in matching.",
        Here.of,
        forms.HereForm,
        services.save_here,
    ),
    Step.THERE: Leg(
        "Where I want to be",
        "What I hold",
        "A mentor who has made the step you want to make is the best fit there is.",
        There.of,
        forms.ThereForm,
        services.save_there,
    ),
    Step.HELP: Leg(
        "What I want help with",
        "What I can help with",
        "Goals count second most in matching; specialties, skills and settings come next.",
        Help.of,
        forms.HelpForm,
        services.save_help,
    ),
    Step.WHEN: Leg(
        "When I can meet",
        "When I can meet",
        "Nights, weekends and rotating shifts are usual here. We match people who are free at the same hours.",
        When.of,
        forms.WhenForm,
        services.save_when,
    ),
    Step.MATCHING: Leg(
        "How we match",
        "How we match",
        "These answers rule out pairs that cannot work: no common language, no free seat, or too close a tie.",
        Terms.of,
        forms.TermsForm,
        services.save_terms,
    ),
    Step.ABOUT: Leg(
        "About me",
        "About me",
        "A few words of your own help the other side to say yes. They are not scored.",
        About.of,
        forms.AboutForm,
        services.save_about,
    ),
}


def after(step: Step) -> Step | None:
    """Return the next step, or None after the last."""
    place = STEPS.index(step)
    return STEPS[place + 1] if place + 1 < len(STEPS) else None


def before(step: Step) -> Step | None:
    """Return the step before, or None before the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None
