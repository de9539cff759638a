"""Where I want to be: the target, and credentials sought and held."""

from __future__ import annotations

from wtforms import SelectField, SelectMultipleField
from wtforms.validators import Optional

from ...catalogue import choices
from .. import answers
from .base import GuidedForm, offered, slug_or_none


class ThereForm(GuidedForm):
    """Where I want to be."""

    of_mentees = ("target", "sought")

    target = SelectField("The role you want", validators=[Optional()])
    sought = SelectMultipleField("Credentials you want to earn")
    held = SelectMultipleField("Credentials you hold")

    def prepare(self) -> None:
        """Offer every role and credential."""
        papers = offered(choices.credentials())
        self.held.choices = papers
        if "target" in self:
            self.target.choices = offered(choices.roles(), first="Not decided yet")
            self.sought.choices = papers

    def answers(self) -> answers.There:
        """Return what was answered."""
        target = slug_or_none(self.target.data) if "target" in self else None
        return answers.There(target=target, **self.data_of("sought", "held"))
