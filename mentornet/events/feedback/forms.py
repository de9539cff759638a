"""What is asked of those who were there?"""

from __future__ import annotations

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from ...foundation.forms import Form, option
from ..models import Pace
from .rules import PACE_WORDS

USEFUL = {5: "Very", 4: "Mostly", 3: "In part", 2: "Little", 1: "Not at all"}
AGAIN = {5: "Certainly", 4: "Probably", 3: "Perhaps", 2: "Rather not", 1: "No"}


class FeedbackForm(Form):
    """Three questions and a box for words."""

    useful = RadioField(
        "Was it useful for your work?",
        choices=[option(str(step), words) for step, words in USEFUL.items()],
        validators=[InputRequired("Choose one.")],
    )
    pace = RadioField(
        "Was the level right?",
        choices=[option(kind, words) for kind, words in PACE_WORDS.items()],
        validators=[InputRequired("Choose one.")],
    )
    again = RadioField(
        "Would you tell a colleague to come next time?",
        choices=[option(str(step), words) for step, words in AGAIN.items()],
        validators=[InputRequired("Choose one.")],
    )
    words = TextAreaField("What should the organizer know?", [Optional(), Length(max=1500)])

    @property
    def answers(self) -> dict[str, object]:
        """What was chosen, by the names it is kept under."""
        return {
            "useful": int(self.useful.data),
            "again": int(self.again.data),
            "pace": Pace(self.pace.data),
            "words": self.words.data or "",
        }
