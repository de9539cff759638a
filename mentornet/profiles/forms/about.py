"""About me, in my own words."""

from __future__ import annotations

from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import Length

from ...catalogue import choices
from .. import answers
from ..rules import LONGEST_TEXT
from .base import GuidedForm, offered


def words(label: str) -> TextAreaField:
    """Return a box of free words."""
    return TextAreaField(
        label,
        validators=[Length(max=LONGEST_TEXT, message=f"Use at most {LONGEST_TEXT:,} characters.")],
        render_kw={"rows": 5},
    )


class AboutForm(GuidedForm):
    """About me."""

    of_mentees = ("looks_for",)
    of_mentors = ("offers",)
    free_words = ("about", "looks_for", "offers")

    about = words("About me")
    looks_for = words("What I look for in a mentor")
    offers = words("What I can offer a mentee")
    memberships = SelectMultipleField("Organizations I belong to")

    def prepare(self) -> None:
        """Offer the organizations that people join."""
        self.memberships.choices = offered(choices.organizations())

    def answers(self) -> answers.About:
        """Return what was answered."""
        texts = {name: text or "" for name, text in self.data_of(*self.free_words).items()}
        return answers.About(**texts, memberships=self.memberships.data or [])
