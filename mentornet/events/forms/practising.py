"""What may be typed while a talk is prepared?"""

from __future__ import annotations

from wtforms import IntegerField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ...foundation.forms import Form
from ...safety.leaving_out import without_identifiers

SHORTEST, LONGEST = 3, 180


class PractiseForm(Form):
    """A title and an abstract to look through; nothing of it is kept."""

    title = StringField("Title of the talk", [Optional(), Length(max=200)])
    abstract = TextAreaField(
        "Abstract", [InputRequired("Write or paste the abstract first."), Length(max=6000)]
    )
    minutes = IntegerField(
        "Minutes you have", [Optional(), NumberRange(SHORTEST, LONGEST, "From 3 to 180 minutes.")]
    )
    leave_out = SubmitField("Leave these out")

    def take_out(self) -> None:
        """Put marks in place of what could point to a client, in the title and in the abstract."""
        for field in (self.title, self.abstract):
            field.data = without_identifiers(field.data or "")
