"""What can a pair write down?"""

from __future__ import annotations

from datetime import date
from typing import cast

from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ..foundation import clock
from ..foundation.errors import Refusal
from ..foundation.forms import BIGGEST_NUMBER, Form
from .models import Cadence, EndReason
from .rules import CADENCE_WORDS, CHOOSABLE, MOST_GOALS, REASON_WORDS, GoalWords, Terms, ensure_ends_on

LONGEST_GOAL = 300


class TermsForm(Form):
    """Goals, how often, until when, and anything else the two want to hold to."""

    zone = "UTC"
    version = IntegerField(
        widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, BIGGEST_NUMBER)]
    )
    goals = SelectMultipleField("Goals from your profiles", choices=[])
    own_goals = TextAreaField("Goals in your own words", validators=[Length(max=1_500)])
    cadence = RadioField(
        "How often you meet",
        choices=[SelectChoice(str(cadence), words) for cadence, words in CADENCE_WORDS.items()],
        default=str(Cadence.EVERY_TWO_WEEKS),
        validators=[InputRequired("Choose how often you mean to meet.")],
    )
    ends_on = DateField("Until", validators=[InputRequired("Give the day on which you look back and close.")])
    words = TextAreaField("What else you agree on", validators=[Length(max=2_000)])

    def offer_goals(self, titles: dict[str, str]) -> None:
        """Let the pair choose among these goals, by slug."""
        self.goals.choices = [SelectChoice(slug, title) for slug, title in titles.items()]

    def validate_own_goals(self, _field: StringField) -> None:
        """Keep each goal to a line that can be read, and all of them to a handful."""
        if any(len(line) > LONGEST_GOAL for line in self._own_lines()):
            raise ValidationError(f"A goal is one line of at most {LONGEST_GOAL} characters.")
        if not 0 < len(self._own_lines()) + len(self.goals.data or []) <= MOST_GOALS:
            raise ValidationError(f"Name one to {MOST_GOALS} goals in all, chosen or written.")

    def validate_ends_on(self, field: DateField) -> None:
        """Say at the field what is wrong with the day, so that nothing typed is lost."""
        if field.data is None:
            return
        try:
            ensure_ends_on(field.data, today=clock.today(self.zone))
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from None

    def go_on_from(self, version: int) -> None:
        """Keep what was typed, now as a change of `version`, which its writer is shown beside it."""
        self.version.process_formdata([str(version)])
        self.version.raw_data = [str(version)]

    def _own_lines(self) -> list[str]:
        lines = (line.strip(" \t-*•") for line in (self.own_goals.data or "").splitlines())
        return [line for line in lines if line]

    def terms(self, titles: dict[str, str]) -> Terms:
        """Return what was typed as terms; `titles` are those of the goals that could be chosen."""
        chosen = [GoalWords(text=titles[slug][:LONGEST_GOAL], slug=slug) for slug in self.goals.data or []]
        own = [GoalWords(text=line) for line in dict.fromkeys(self._own_lines())]
        return Terms(
            cadence=Cadence(self.cadence.data),
            ends_on=cast("date", self.ends_on.data),  # the field is required
            words=self.words.data or "",
            goals=(*chosen, *own),
        )


class EndForm(Form):
    """Why a mentorship ends."""

    reason = RadioField(
        "Why it ends",
        choices=[SelectChoice(str(reason), REASON_WORDS[reason]) for reason in CHOOSABLE],
        validators=[InputRequired("Choose the reason that is nearest. Only your coordinator sees it.")],
    )

    def chosen(self) -> EndReason:
        """Return the reason chosen."""
        return EndReason(self.reason.data)
