"""What does a mentee write to a mentor?"""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from ...foundation.forms import Form, typed
from .rules import LONGEST_WORDS


class AskForm(Form):
    """A few words."""

    words = TextAreaField(
        "A few words to them",
        [
            InputRequired("Write a few words: who you are and what you hope for."),
            Length(
                max=LONGEST_WORDS, message=f"At most {LONGEST_WORDS:,} characters; a few lines are enough."
            ),
        ],
    )

    @property
    def said(self) -> str:
        """What was written."""
        return typed(self.words)
