"""What may be typed about a program, its cohorts and its questions?"""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

from ...accounts import zones
from ...foundation.forms import Form, grouped, option, typed
from ..models import Intake, ProgramQuestion, QuestionKind, Side
from ..rules.terms import RANGES

INTAKES = [
    option(Intake.OPEN, "Open", note="Anyone finds the program in the list and may enrol."),
    option(
        Intake.LINK,
        "By link",
        note="Whoever holds the link may enrol. You hand it out, and can replace it.",
    ),
    option(Intake.INVITATION, "By invitation", note="Only addresses that you invite may enrol."),
]
PACES = [
    option("rolling", "Rolling", note="People come in at any time and rounds take whoever is there."),
    option("cohorts", "In cohorts", note="People begin together; who enrols belongs to the next cohort."),
]
ASKED_OF = [
    option("", "Mentees and mentors"),
    option(Side.MENTEE, "Mentees"),
    option(Side.MENTOR, "Mentors"),
]
KINDS = [
    option(QuestionKind.TEXT, "Text", note="A few words of their own."),
    option(QuestionKind.CHOICE, "One choice", note="One of the options below."),
    option(QuestionKind.CHOICES, "Several choices", note="As many of the options below as fit."),
]
ZONES = grouped(zones.all_choices())


def _within(name: str) -> NumberRange:
    _label, least, most = RANGES[name]
    return NumberRange(least, most, f"A whole number from {least:,} to {most:,}.")


class NewProgramForm(Form):
    """What a program begins with."""

    name = StringField("Name", [InputRequired("Give the program a name."), Length(max=120)])
    host = StringField("Who stands behind it", [Optional(), Length(max=200)])
    summary = TextAreaField("What it is and for whom", [Optional(), Length(max=2000)])
    time_zone = SelectField("Time zone", choices=ZONES, default=zones.DEFAULT)
    coordinator = EmailField(
        "Address of the first coordinator",
        [InputRequired("Name who will run the program."), Email("This is no address. Check it for a slip.")],
    )

    @property
    def address(self) -> str:
        """The address that was typed."""
        return typed(self.coordinator)


class ProgramForm(Form):
    """A program's terms."""

    name = StringField("Name", [InputRequired("A program needs a name."), Length(max=120)])
    host = StringField("Who stands behind it", [Optional(), Length(max=200)])
    summary = TextAreaField("What it is and for whom", [Optional(), Length(max=2000)])
    time_zone = SelectField("Time zone", choices=ZONES)
    intake = RadioField("How people come in", [InputRequired("Choose one.")], choices=INTAKES)
    opens_on = DateField("Intake opens on", [Optional()])
    closes_on = DateField("Last day of the intake", [Optional()])
    mentee_places = IntegerField("Places for mentees", [Optional(), _within("mentee_places")])
    mentor_places = IntegerField("Places for mentors", [Optional(), _within("mentor_places")])
    pace = RadioField("When people begin", [InputRequired("Choose one.")], choices=PACES)
    answer_days = IntegerField(
        "Days to answer a proposal", [InputRequired("Say how many days."), _within("answer_days")]
    )
    mentorship_weeks = IntegerField(
        "Length of a mentorship in weeks", [InputRequired("Say how many weeks."), _within("mentorship_weeks")]
    )
    minimum_fit = IntegerField(
        "Smallest fit of a pair, in per cent",
        [InputRequired("Say how small a fit may be; 0 allows any."), NumberRange(0, 100, "From 0 to 100.")],
    )
    allows_same_employer = BooleanField("Pairs from the same employer are allowed where both agree")
    allows_requests = BooleanField("Mentees may ask a mentor themselves, without waiting for a round")
    lists_mentees = BooleanField("Mentors may look through the mentees and name whom they would like")

    def validate_closes_on(self, field: Field) -> None:
        """Refuse a last day before the first."""
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError("The intake ends before it opens. Change one of the two days.")

    @property
    def terms(self) -> dict[str, Any]:
        """What was typed, by the names a program keeps it under."""
        terms = {name: value for name, value in self.data.items() if name != "csrf_token"}
        terms["intake"] = Intake(terms["intake"])
        terms["is_rolling"] = terms.pop("pace") == "rolling"
        return terms


class CohortForm(Form):
    """A cohort's name and days."""

    name = StringField("Name of the cohort", [InputRequired("Give the cohort a name."), Length(max=120)])
    begins_on = DateField("First day", [InputRequired("Say on which day it begins.")])
    ends_on = DateField("Last day", [Optional()])

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a last day before the first."""
        if field.data and self.begins_on.data and field.data < self.begins_on.data:
            raise ValidationError("The cohort ends before it begins. Change one of the two days.")

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, by the names a cohort keeps it under."""
        return {"name": self.name.data, "begins_on": self.begins_on.data, "ends_on": self.ends_on.data}


def _lines(typed: str | None) -> list[str]:
    return [line.strip()[:200] for line in (typed or "").splitlines() if line.strip()]


class QuestionForm(Form):
    """A question of the program's own."""

    prompt = StringField("Question", [InputRequired("Write the question."), Length(max=300)])
    kind = RadioField(
        "How it is answered",
        [InputRequired("Choose one.")],
        choices=KINDS,
        default=QuestionKind.TEXT,
    )
    options = TextAreaField("Options", [Optional(), Length(max=4000)])
    asked_of = SelectField("Asked of", choices=ASKED_OF, default="")
    is_required = BooleanField("An answer is needed to enrol")

    @classmethod
    def of(cls, question: ProgramQuestion) -> QuestionForm:
        """Return the form filled with a question."""
        form: QuestionForm = cls(
            prompt=question.prompt,
            kind=question.kind,
            options="\n".join(question.options),
            asked_of=question.asked_of or "",
            is_required=question.is_required,
        )
        return form

    def validate_options(self, field: Field) -> None:
        """Ask for two different options where there is something to choose."""
        lines = _lines(field.data)
        if self.kind.data != QuestionKind.TEXT and len(set(lines)) < 2:  # noqa: PLR2004 - one is no choice
            raise ValidationError("A choice needs at least two options, each on a line of its own.")
        if len(set(lines)) != len(lines):
            raise ValidationError("Two options are the same. Change one of them.")

    @property
    def option_lines(self) -> list[str]:
        """The options, one a line, without empty ones."""
        return _lines(self.options.data)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, by the names a question keeps it under."""
        return {
            "prompt": self.prompt.data,
            "kind": QuestionKind(self.kind.data),
            "options": self.option_lines,
            "asked_of": Side(self.asked_of.data) if self.asked_of.data else None,
            "is_required": self.is_required.data,
        }
