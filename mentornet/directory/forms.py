"""What is sought? Filters in the address of the page, so that a list can be kept and sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from wtforms import BooleanField, RadioField, SearchField, SelectField

from ..catalogue import choices
from ..catalogue.ladder import next_steps
from ..foundation.forms import Form, grouped, option
from ..profiles.languages import LANGUAGES
from ..profiles.rules import POPULATION_AREA, SETTING_AREA
from ..programs.models import Side
from .queries import Sought

ENDPOINT = "directory.list_people"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on: its words, and the address of the list without it."""

    label: str
    remove_url: str


def _any(label: str, first: str) -> SelectField:
    return SelectField(label, choices=[option("", first)], default="")


class FilterForm(Form):
    """The filters of the list of people; they change nothing, so they carry no token."""

    class Meta(Form.Meta):
        """No token: the form is sent with GET."""

        csrf = False

    side = RadioField(
        "Show", choices=[option(Side.MENTOR, "Mentors"), option(Side.MENTEE, "Mentees")], default="mentor"
    )
    text = SearchField("Name", render_kw={"maxlength": LONGEST_NAME})
    specialization = _any("Specialty", "Any specialty")
    setting = _any("Setting", "Any setting")
    population = _any("Group of clients", "Any group")
    goal = _any("Goal", "Any goal")
    role = _any("Role", "Any role")
    step = _any("And then became", "Anything")
    state = _any("State", "Any state")
    language = _any("Language", "Any language")
    has_free_seat = BooleanField("Has a free seat")
    has_supervised = BooleanField("Has supervised others")

    def __init__(self, *, may_list_mentees: bool) -> None:
        super().__init__(formdata=request.args)
        if not may_list_mentees:
            self.side.data = str(Side.MENTOR)
            del self.side
        offered: dict[str, dict[str, list[Any]]] = {
            "specialization": choices.specializations(without=(SETTING_AREA, POPULATION_AREA)),
            "setting": choices.specializations(SETTING_AREA),
            "population": choices.specializations(POPULATION_AREA),
            "goal": choices.goals(),
            "role": choices.roles(),
            "state": choices.states(),
            "language": {"Languages": list(LANGUAGES.items())},
        }
        for name, groups in offered.items():
            field = self[name]
            plain = {group: [pair[:2] for pair in pairs] for group, pairs in groups.items()}
            field.choices = [*field.choices, *grouped(plain)]
            self._forget_what_is_not_offered(field)
        self._offer_steps()

    def _offer_steps(self) -> None:
        """Offer the steps out of the chosen role; all steps of the ladder at once would be a list nobody reads."""
        self.role.label.text = "Has been" if self.seeks is Side.MENTOR else "Wants to be"
        if self.seeks is Side.MENTOR and self.step.data and not self.role.data:
            self.role.data = self.step.data.split("--")[0]
            self._forget_what_is_not_offered(self.role)
        steps = next_steps(self.role.data) if self.seeks is Side.MENTOR and self.role.data else []
        edges = [option(f"{step.from_slug}--{step.to_slug}", step.to_title) for step in steps]
        self.step.choices = [option("", "Anything"), *edges]
        self._forget_what_is_not_offered(self.step)
        if not steps:
            del self.step

    @staticmethod
    def _forget_what_is_not_offered(field: SelectField) -> None:
        """Drop a value that nobody could have chosen: an address typed by hand narrows by nothing."""
        if field.data and field.data not in {choice[0] for choice in field.iter_choices()}:
            field.data = ""

    @property
    def seeks(self) -> Side:
        """Which side the list shows."""
        return Side.MENTEE if "side" in self and self.side.data == Side.MENTEE else Side.MENTOR

    def sought(self) -> Sought:
        """Return what was chosen."""
        values = {
            field.name: field.data
            for field in self
            if field.name not in {"side", "text"} and field.data is not None
        }
        return Sought(side=self.seeks, text=(self.text.data or "")[:LONGEST_NAME], **values)

    def chosen(self) -> list[Chosen]:
        """List the filters that are on, each removable."""
        return [
            Chosen(self._words_for(field), url_for(ENDPOINT, **self._values(without=field.name)))
            for field in self
            if field.data and field.name != "side"
        ]

    def address(self) -> str:
        """Return the address of the list with its filters, without the page."""
        return url_for(ENDPOINT, **self._values())

    def _values(self, *, without: str = "") -> dict[str, Any]:
        values = {f.name: "y" if f.data is True else f.data for f in self if f.data and f.name != without}
        if values.get("side") == Side.MENTOR:
            del values["side"]
        return values

    def _words_for(self, field: Any) -> str:
        if isinstance(field, BooleanField):
            return str(field.label.text)
        if field is self.text:
            return f"Name: {field.data}"
        title = next((choice[1] for choice in field.iter_choices() if choice[0] == field.data), field.data)
        return f"{field.label.text}: {title}"
