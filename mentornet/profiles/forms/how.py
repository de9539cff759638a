"""How we match: languages, state, manner, seats, limits and ties."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ...catalogue import choices
from ...foundation import clock
from ...foundation.forms import option
from .. import answers
from ..languages import LANGUAGES
from ..models import MeetingMode, TieKind
from ..rules import MOST_HOURS, MOST_ROWS, MOST_SEATS, seats_fault
from .base import GuidedForm, Row, offered, slug_or_none

MODES = {
    MeetingMode.ANY: "Any way",
    MeetingMode.VIDEO: "Video",
    MeetingMode.PHONE: "Phone",
    MeetingMode.IN_PERSON: "In person",
}
TIES = {
    TieKind.SUPERVISOR: "Supervises me, or I them",
    TieKind.SCHEDULER: "Makes my schedule, or I theirs",
    TieKind.EVALUATOR: "Evaluates me, or I them",
    TieKind.FAMILY: "Family, partner or household",
    TieKind.CARE: "Was or is in care with me, or I with them",
}
SEATS = f"Give a whole number of seats from 0 to {MOST_SEATS}."
HOURS = f"Give a whole number of hours from 1 to {MOST_HOURS}."
NUMBER = {"inputmode": "numeric"}


class TieRow(Row):
    """Somebody not to be matched with."""

    kind = SelectField("How you are tied", validators=[Optional()])
    email = StringField("Their e-mail address", validators=[Optional(), Length(max=254)])
    name = StringField("Or their full name", validators=[Optional(), Length(max=120)])
    ended_on = DateField("Ended on, if it is over", validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [option("", "Choose"), *(option(*one) for one in TIES.items())]
        self.email.render_kw = {"autocomplete": "off", "inputmode": "email", "autocapitalize": "none"}
        self.name.render_kw = {"autocomplete": "off"}

    @property
    def is_empty(self) -> bool:
        """Whether nobody is named and no kind chosen."""
        return not (self.kind.data or self.email.data or self.name.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether the row is empty, or names somebody and how."""
        if not super().validate(extra_validators):
            return False
        if not self.is_empty and not self.kind.data:
            self.kind.errors = ["Choose how you are tied, or empty the row."]
        elif self.kind.data and not (self.email.data or self.name.data):
            self.email.errors = ["Give their address or their name. The address is surer."]
        return not self.errors

    def validate_email(self, field: StringField) -> None:
        """Refuse what is no mail address."""
        try:
            validate_email(field.data or "", check_deliverability=False)
        except EmailNotValidError as error:
            raise ValidationError(
                "This does not read as a mail address. Leave it empty to give a name."
            ) from error

    def validate_ended_on(self, field: DateField) -> None:
        """Refuse a day that is yet to come."""
        if field.data and field.data > clock.today():
            raise ValidationError("Give a day that has been, or leave this empty while it lasts.")


class TermsForm(GuidedForm):
    """How we match."""

    of_mentees = ("is_paused",)
    of_mentors = ("seats", "hours_a_month", "paused_until")
    rows = "ties"

    languages = SelectMultipleField(
        "Languages you can talk in",
        choices=[option(*one) for one in LANGUAGES.items()],
        validators=[InputRequired("Choose at least one language: two people need one in common.")],
    )
    state = SelectField("State you work in", validators=[Optional()])
    meeting_mode = RadioField("How you would rather meet", choices=[option(*one) for one in MODES.items()])
    accepts_same_employer = BooleanField("I may be matched with somebody of my own employer")
    seats = IntegerField(
        "How many mentees at once",
        validators=[InputRequired(SEATS), NumberRange(0, MOST_SEATS, SEATS)],
        render_kw=NUMBER,
    )
    hours_a_month = IntegerField(
        "Hours a month you can give in all",
        validators=[InputRequired(HOURS), NumberRange(1, MOST_HOURS, HOURS)],
        render_kw=NUMBER,
    )
    paused_until = DateField("Offer me no new mentees until", validators=[Optional()])
    is_paused = BooleanField("Leave me out of matching as a mentee for now")
    ties = FieldList(FormField(TieRow), label="People you must not be matched with", max_entries=MOST_ROWS)

    def prepare(self) -> None:
        """Offer the states."""
        self.state.choices = offered(choices.states(), first="Choose your state")

    def validate_seats(self, field: IntegerField) -> None:
        """Refuse fewer seats than are taken."""
        taken = self.profile.mentor.seats_taken if self.profile.mentor else 0
        if field.data is not None and (fault := seats_fault(field.data, taken=taken)):
            raise ValidationError(fault)

    def validate_paused_until(self, field: DateField) -> None:
        """Refuse a new pause that is over already."""
        was = self.profile.mentor.paused_until if self.profile.mentor else None
        if field.data and field.data != was and field.data < clock.today(self.profile.account.time_zone):
            raise ValidationError("Give a day to come, or leave this empty to be offered mentees now.")

    def answers(self) -> answers.Terms:
        """Return what was answered."""
        ties = [
            answers.Tied(
                TieKind(row.form.kind.data),
                row.form.name.data or "",
                row.form.email.data or "",
                row.form.ended_on.data,
            )
            for row in self.ties
            if not row.form.is_empty
        ]
        plain = self.data_of(
            "languages", "accepts_same_employer", "seats", "hours_a_month", "paused_until", "is_paused"
        )
        mode = MeetingMode(self.meeting_mode.data)
        return answers.Terms(state=slug_or_none(self.state.data), meeting_mode=mode, ties=ties, **plain)
