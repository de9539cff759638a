"""What may be typed about an event?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import URL, InputRequired, Length, NumberRange, Optional

from ..accounts import zones
from ..catalogue.models import EventKind, EventTopic
from ..catalogue.queries import titles
from ..foundation.errors import Refusal
from ..foundation.forms import Form, grouped, option, typed
from ..programs.models import Program
from .models import Event
from .rules import ensure_in_order, moment_of

NO_PROGRAM = 0
KEPT_AS_TYPED = (
    "title",
    "kind_slug",
    "topics",
    "description",
    "host",
    "time_zone",
    "is_online",
    "place",
    "website",
    "cost",
)


class EventForm(Form):
    """An event; its days and hours are those of its own time zone."""

    title = StringField("Title", [InputRequired("Give the event a title."), Length(max=150)])
    kind_slug = SelectField("Kind", choices=lambda: [option(*pair) for pair in titles(EventKind).items()])
    topics = SelectMultipleField(
        "Topics", choices=lambda: [option(*pair) for pair in titles(EventTopic).items()]
    )
    description = TextAreaField("What happens there and for whom", [Optional(), Length(max=4000)])
    program = SelectField("Program", coerce=int)
    host = StringField("Who holds it", [Optional(), Length(max=200)])
    starts_on = DateField("First day", [InputRequired("Say on which day it starts.")])
    starts_time = TimeField("Starts at", [InputRequired("Say at what time it starts.")])
    ends_on = DateField("Last day", [InputRequired("Say on which day it ends.")])
    ends_time = TimeField("Ends at", [InputRequired("Say at what time it ends.")])
    time_zone = SelectField("Time zone", choices=grouped(zones.all_choices()), default=zones.DEFAULT)
    is_online = BooleanField("It takes place online")
    place = StringField("Place", [Length(max=300)])
    website = StringField(
        "Website", [Optional(), Length(max=500), URL(message="A full address, beginning with https://.")]
    )
    contact_minutes = IntegerField(
        "Contact hours, in minutes", [Optional(), NumberRange(0, 6000, "From 0 to 6,000.")]
    )
    cost = StringField("Cost", [Optional(), Length(max=200)])

    @classmethod
    def among(
        cls, programs: Iterable[Program], *, may_do_without: bool, event: Event | None = None
    ) -> EventForm:
        """Return the form with these programs to choose from, filled with `event` where there is one."""
        form: EventForm = cls(obj=event, data=_local(event) if event else None)
        offered = [option(str(program.id), program.name) for program in programs]
        form.program.choices = [
            *([option(str(NO_PROGRAM), "No program")] if may_do_without else []),
            *offered,
        ]
        return form

    def validate_website(self, field: Field) -> None:
        """Take web addresses only."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError("A full address, beginning with https://.")

    def validate_place(self, field: Field) -> None:
        """Ask for a place where people are to go to one."""
        if not field.data and not self.is_online.data:
            raise ValidationError("Say where it takes place, or that it is online.")

    def validate_starts_time(self, _field: Field) -> None:
        """Refuse a time that does not exist on that day."""
        self._moment("starts")

    def validate_ends_time(self, _field: Field) -> None:
        """Refuse a time that does not exist, or that is not after the start."""
        end = self._moment("ends")
        try:
            start = self._moment("starts")
        except ValidationError:
            return  # said at the start itself
        if start and end:
            _said(ensure_in_order, start, end)

    def _moment(self, which: str) -> datetime | None:
        on, at = self[f"{which}_on"].data, self[f"{which}_time"].data
        return _said(moment_of, on, at, typed(self.time_zone)) if on and at else None

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, by the names an event keeps it under."""
        return {name: self[name].data for name in KEPT_AS_TYPED} | {
            "program_id": self.program.data or None,
            "contact_minutes": self.contact_minutes.data or 0,
            "starts_at": self._moment("starts"),
            "ends_at": self._moment("ends"),
        }


def _said(ask: Any, *arguments: Any) -> Any:
    """Ask a rule, and say its refusal at the field."""
    try:
        return ask(*arguments)
    except Refusal as refusal:
        raise ValidationError(refusal.sentence) from None


def _local(event: Event) -> dict[str, date | time | int]:
    """Return the event's days and hours in its own zone, and its program."""
    zone = ZoneInfo(event.time_zone)
    start, end = event.starts_at.astimezone(zone), event.ends_at.astimezone(zone)
    return {
        "starts_on": start.date(),
        "starts_time": start.time(),
        "ends_on": end.date(),
        "ends_time": end.time(),
        "program": event.program_id or NO_PROGRAM,
    }


@dataclass(frozen=True, slots=True)
class EventFilters:
    """What narrows the list; read from the address of the page, nonsense is no filter."""

    kind: str = ""
    topic: str = ""
    where: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> EventFilters:
        """Take what the address says."""
        return cls(
            kind=given["kind"] if given.get("kind") in titles(EventKind) else "",
            topic=given["topic"] if given.get("topic") in titles(EventTopic) else "",
            where=given["where"] if given.get("where") in {"online", "place"} else "",
        )

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, as parts of an address."""
        return {name: value for name in ("kind", "topic", "where") if (value := getattr(self, name))}
