"""What is sought among events? Filters in the address of the page, so that a list can be kept and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request, url_for
from wtforms import BooleanField, DateField, SearchField, SelectField, StringField
from wtforms.validators import Optional

from ...catalogue import choices
from ...catalogue.models import EventKind, EventTopic
from ...catalogue.queries import titles
from ...foundation import clock
from ...foundation.forms import Form, grouped, option, typed
from ...foundation.templating import day as day_text
from .. import rules
from ..models import EventSort
from ..queries import Sought

LONGEST = 80
NEAR = ("0", "1", "3", "6")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on: its words, and the address of the list without it."""

    label: str
    remove_url: str


def _choice(label: str, *options: Any) -> SelectField:
    return SelectField(label, choices=[option("", "Any"), *options], default="")


class FilterForm(Form):
    """The filters of events; they change nothing, so they carry no token."""

    class Meta(Form.Meta):
        """No token: the form is sent with GET."""

        csrf = False

    q = SearchField("Words", render_kw={"maxlength": LONGEST})
    kind = _choice("Kind")
    topic = _choice("Topic")
    specialization = _choice("Specialty")
    where = _choice("Where", option("online", "Online"), option("place", "At a place"))
    place = StringField("Town or place", render_kw={"maxlength": LONGEST})
    near = _choice(
        "How far from my time zone",
        option("0", "The same time"),
        option("1", "Within 1 hour"),
        option("3", "Within 3 hours"),
        option("6", "Within 6 hours"),
    )
    sort = _choice("Whose", option(EventSort.OURS, "Held here"), option(EventSort.TRACKED, "Held elsewhere"))
    credit = BooleanField("Carries credit")
    seats = BooleanField("Has free seats")
    on = DateField("On the day", [Optional()])

    def __init__(self, *, zone: str, endpoint: str) -> None:
        super().__init__(formdata=request.args)
        self.zone, self.endpoint = zone, endpoint
        offered: Mapping[str, list[Any]] = {
            "kind": [option(*pair) for pair in titles(EventKind).items()],
            "topic": [option(*pair) for pair in titles(EventTopic).items()],
            "specialization": grouped(
                {group: [pair[:2] for pair in rows] for group, rows in choices.specializations().items()}
            ),
        }
        for name, more in offered.items():
            self[name].choices = [*self[name].choices, *more]
        for field in self:
            if isinstance(field, SelectField) and field.data not in {one[0] for one in field.iter_choices()}:
                field.data = ""  # an address typed by hand narrows by nothing
            elif isinstance(field, StringField):
                field.data = typed(field)[:LONGEST]
        if self.on.data and self.on.data.year not in clock.YEARS:
            self.on.data = None

    def sought(self) -> Sought:
        """Return what was chosen."""
        return Sought(
            text=typed(self.q),
            kind=self.kind.data,
            topic=self.topic.data,
            specialization=self.specialization.data,
            where=self.where.data,
            place=typed(self.place),
            zone=self.zone,
            hours=int(self.near.data) if self.near.data in NEAR else None,
            sort=self.sort.data,
            has_credit=self.credit.data,
            has_seats=self.seats.data,
            between=self._day(self.on.data) if self.on.data else None,
        )

    def _day(self, on: date) -> tuple[datetime, datetime]:
        begins = datetime.combine(on, time())
        return rules.moment_on(begins, self.zone), rules.moment_on(begins + timedelta(days=1), self.zone)

    @property
    def values(self) -> dict[str, Any]:
        """The filters that are on, as parts of an address."""
        return {field.name: self._value(field) for field in self if field.data}

    @staticmethod
    def _value(field: Any) -> str:
        return "y" if field.data is True else str(field.data)

    def chosen(self, **more: Any) -> list[Chosen]:
        """List the filters that are on, each removable; `more` stays in the address."""
        return [
            Chosen(
                self._words_for(self[name]),
                url_for(self.endpoint, **more, **{k: v for k, v in self.values.items() if k != name}),
            )
            for name in self.values
        ]

    def address(self, **more: Any) -> str:
        """Return the address of the list with its filters, without the page."""
        return url_for(self.endpoint, **more, **self.values)

    def _words_for(self, field: Any) -> str:
        if isinstance(field, BooleanField):
            return str(field.label.text)
        if isinstance(field, DateField):
            return day_text(field.data)
        if isinstance(field, SelectField):
            words = next((one[1] for one in field.iter_choices() if one[0] == field.data), field.data)
            return f"{words} of my time zone" if field is self.near and field.data != "0" else str(words)
        return f"“{field.data}”"
