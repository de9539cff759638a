"""What may be typed while a talk is prepared?"""

from __future__ import annotations

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ...foundation.forms import Form

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
