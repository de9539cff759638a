"""What may be typed of a course, and which period is asked for?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import DateField, DecimalField, Field, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange

from ..catalogue.models import CeApprovalBody, Credential
from ..catalogue.queries import all_titles, titles
from ..foundation import clock
from ..foundation.errors import Refusal
from ..foundation.forms import Form, option
from .models import CreditEntry, CreditUnit
from .rules import EXPLAINED, amount, ensure_day, heading, minutes_of, renewal_period

KEPT_AS_TYPED = ("title", "provider", "completed_on", "approval_number", "note")
MOST = 100_000


def _bodies() -> list[Any]:
    return [option("", "Not known"), *(option(*pair) for pair in titles(CeApprovalBody).items())]


class EntryForm(Form):
    """A course as its certificate tells of it."""

    zone = "UTC"
    title = StringField("What it was", [InputRequired("Give its title."), Length(max=200)])
    provider = StringField("Who held it", [Length(max=200)])
    completed_on = DateField("Completed on", [InputRequired("Give the day it was completed.")])
    figure = DecimalField(
        "How much",
        [
            InputRequired("Enter the number on the certificate."),
            NumberRange(0, MOST, "Enter a number from 0 up."),
        ],
        places=None,
    )
    unit = RadioField(
        "Counted in",
        choices=[option(unit, heading(unit), note=EXPLAINED[unit]) for unit in CreditUnit],
        default=str(CreditUnit.CONTACT_HOUR_60),
        validators=[InputRequired("Choose what the certificate counts in.")],
    )
    approval_body_slug = SelectField(
        "Approved by",
        choices=_bodies,
        filters=[lambda slug: slug or ""],  # not sent is not known
    )
    approval_number = StringField("Approval or provider number", [Length(max=80)])
    note = StringField("A note of your own", [Length(max=500)])

    @classmethod
    def of(cls, entry: CreditEntry | None, *, zone: str, **given: Any) -> EntryForm:
        """Return the form filled with an entry, or with what an address gives."""
        data = given
        if entry is not None:
            exact = amount(entry.minutes, entry.unit)
            data = {"figure": Decimal(exact.numerator) / exact.denominator, "unit": str(entry.unit)}
        form: EntryForm = cls(obj=entry, data=data)
        form.zone = zone
        if entry is not None and entry.approval_body_slug not in {None, *titles(CeApprovalBody)}:
            slug = str(entry.approval_body_slug)
            retired = option(slug, all_titles(CeApprovalBody).get(slug, slug))
            form.approval_body_slug.choices = [*_bodies(), retired]
        return form

    def validate_figure(self, field: Field) -> None:
        """Take what comes to whole minutes."""
        if self.unit.data in set(CreditUnit) and isinstance(field.data, Decimal):
            _said(minutes_of, field.data, CreditUnit(self.unit.data))

    def validate_completed_on(self, field: Field) -> None:
        """Take a day that has come."""
        if field.data:
            if field.data.year not in clock.YEARS:
                raise ValidationError(f"Choose a day from the year {clock.YEARS[0]} on.")
            _said(ensure_day, field.data, today=clock.today(self.zone))

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, by the names an entry keeps it under."""
        unit = CreditUnit(self.unit.data)
        return {name: self[name].data or "" for name in KEPT_AS_TYPED} | {
            "minutes": minutes_of(Decimal(str(self.figure.data)), unit),
            "unit": unit,
            "approval_body_slug": self.approval_body_slug.data or None,
        }


def _said(ask: Any, *arguments: Any, **named: Any) -> None:
    """Ask a rule, and say its refusal at the field."""
    try:
        ask(*arguments, **named)
    except Refusal as refusal:
        raise ValidationError(refusal.sentence) from None


@dataclass(frozen=True, slots=True)
class Period:
    """The days asked for; nonsense is no bound."""

    since: date | None = None
    until: date | None = None
    credential: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Period:
        """Take what the address says."""
        return cls(_day(given.get("since")), _day(given.get("until")))

    def of_renewal(self, credential: Credential, *, today: date) -> Period:
        """Return the renewal period of `credential` that begins with this one."""
        since, until = renewal_period(credential.renewal_months or 0, began_on=self.since, today=today)
        return Period(since, until, credential.slug)

    @property
    def chosen(self) -> dict[str, str]:
        """The bounds that are set, as parts of an address."""
        if self.credential:
            return {"credential": self.credential, "since": str(self.since)}
        ends = {"since": self.since, "until": self.until}
        return {name: day.isoformat() for name, day in ends.items() if day}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
