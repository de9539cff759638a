"""What may be typed while an event is organized: its series, speakers, picture, guests, and words to its member?"""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ...foundation.forms import Form, is_visible, option, typed
from .. import rules
from ..models import Event
from ..rules import Repeat
from .fields import MayBeEmpty, said
from .options import SCOPES, UNITS

MOST_NAMES = 200
MOST_MINUTES = 60_000


class SeriesForm(Form):
    """How an event comes round again, and until when."""

    repeat = RadioField("How often", [InputRequired("Choose how often it comes round.")])
    times = IntegerField("How many times in all", [MayBeEmpty()])
    until = DateField("Or up to this day", [Optional()])
    is_endless = BooleanField("Or without an end")

    @classmethod
    def for_event(cls, event: Event) -> SeriesForm:
        """Return the form with the ways that fit the event's day."""
        form: SeriesForm = cls()
        form.first = rules.wall_of(event.starts_at, event.time_zone).date()
        form.repeat.choices = [option(way, words) for way, words in rules.ways_for(form.first).items()]
        return form

    first: date = date.min

    def validate_times(self, field: Field) -> None:
        """Ask for one end, and one that makes a series."""
        is_open = field.data is None and self.until.data is None and not self.until.errors
        if is_open and not self.is_endless.data:
            raise ValidationError("Say how many times, up to which day, or that it has no end.")
        if field.data is not None and self.is_endless.data:
            raise ValidationError("Say how many times, or that it has no end, not both.")
        if field.data is not None and not rules.LEAST <= field.data <= rules.MOST:
            raise ValidationError(f"A whole number from {rules.LEAST} to {rules.MOST}.")

    def validate_until(self, field: Field) -> None:
        """Ask for a last day on which the event comes round at least once more."""
        if field.data and self.times.data is None and self.repeat.data in rules.ways_for(self.first):
            said(rules.rule_for, Repeat(self.repeat.data), self.first, until=field.data)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed: the way, and its end."""
        end: dict[str, Any] = {"times": self.times.data} if self.times.data else {"until": self.until.data}
        if self.is_endless.data:
            end = {"is_endless": True}
        return {"repeat": Repeat(self.repeat.data), **end}

    def days(self) -> list[date]:
        """List the days it would come round."""
        until = self.first + rules.HORIZON if self.is_endless.data else self.until.data
        rule = rules.rule_for(
            Repeat(self.repeat.data), self.first, times=self.times.data or None, until=until
        )
        return rules.days_of(rule, self.first)


class SpeakerForm(Form):
    """Somebody who speaks at an event."""

    name = StringField("Name", [InputRequired("Write a name."), Length(max=120)])
    about = StringField("Who they are", [Optional(), Length(max=200)])
    is_member = BooleanField("They are a member here")

    def validate_name(self, field: Field) -> None:
        """Refuse a name in which nobody sees anything."""
        if not is_visible(typed(field)):
            raise ValidationError("Write a name that can be seen.")


class PictureForm(Form):
    """A picture and its words."""

    picture = FileField("Picture", [FileRequired("Choose a picture from your device.")])
    alt = StringField(
        "What the picture shows",
        [InputRequired("Say in a few words what the picture shows."), Length(max=200)],
    )


class GuestsForm(Form):
    """People to invite, one a line."""

    names = TextAreaField(
        "Names or mail addresses, one a line",
        [InputRequired("Write at least one name."), Length(max=20_000)],
    )

    def validate_names(self, _field: Field) -> None:
        """Refuse more than can be looked up at once."""
        if len(self.listed) > MOST_NAMES:
            raise ValidationError(f"Invite {MOST_NAMES} people at a time at most.")

    @property
    def listed(self) -> list[str]:
        """The names that were typed."""
        return [name for line in typed(self.names).splitlines() if (name := line.strip())]


class CancelForm(Form):
    """Why an event does not take place, and whether its series goes on."""

    because = StringField("Why, in a word to those who wanted to come", [Optional(), Length(max=300)])
    scope = RadioField("What to cancel", choices=SCOPES, default="one")


class ReturnForm(Form):
    """What a proposed event lacks."""

    review_note = StringField(
        "What is missing", [InputRequired("Say in a word what is missing."), Length(max=300)]
    )


class AttendedForm(Form):
    """How much of an event that others held somebody attended."""

    minutes = IntegerField(
        "Minutes you attended",
        [
            InputRequired("Write the minutes; 0 takes them out of your record."),
            NumberRange(0, MOST_MINUTES, "From 0 to 60,000 minutes."),
        ],
    )
    credit_unit = SelectField("The issuer counts in", choices=UNITS)
