"""Where I am: a role found by any of its names, years, employer, and a mentor's roles walked."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import Length, NumberRange, Optional

from ...catalogue import choices
from ...foundation import clock
from ...foundation.forms import option
from .. import answers
from ..finding import RoleName, roles_called, technician_roles
from ..rules import EARLIEST_YEAR, MOST_ROWS, MOST_YEARS, years_fault
from .base import GuidedForm, Row, offered


class WalkedRow(Row):
    """A role somebody had."""

    role = SelectField("Role", validators=[Optional()])
    began_in = IntegerField("From year", validators=[Optional()])
    ended_in = IntegerField("To year", validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = offered(choices.roles(), first="Choose a role")
        for field in (self.began_in, self.ended_in):
            field.render_kw = {"inputmode": "numeric", "min": EARLIEST_YEAR, "max": clock.now().year}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen or typed."""
        return not self.role.data and self.began_in.data is None and self.ended_in.data is None

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether the row is empty, or whole and sane."""
        if not super().validate(extra_validators):
            return False
        if self.is_empty:
            return True
        if not self.role.data:
            self.role.errors = ["Choose the role of these years, or empty the row."]
        elif self.began_in.data is None:
            self.began_in.errors = ["Give the year you began."]
        elif fault := years_fault(self.began_in.data, self.ended_in.data, this_year=clock.now().year):
            self.began_in.errors = [fault]
        return not self.errors


class HereForm(GuidedForm):
    """Where I am."""

    of_mentors = ("walked", "has_supervised")
    rows = "walked"

    role = RadioField("Your present role", validators=[Optional()])
    role_typed = StringField(
        "Or type your title",
        validators=[Length(max=80, message="Use at most 80 characters for a title.")],
        render_kw={"list": "titles", "autocomplete": "off"},
    )
    years_in_field = IntegerField(
        "Years in the field",
        validators=[
            Optional(),
            NumberRange(0, MOST_YEARS, f"Give a whole number of years from 0 to {MOST_YEARS}."),
        ],
        render_kw={"inputmode": "numeric"},
    )
    employer = StringField(
        "Employer", validators=[Length(max=200, message="Use at most 200 characters for the employer.")]
    )
    is_employer_hidden = BooleanField("Hide my employer from everybody")
    walked = FieldList(FormField(WalkedRow), label="Roles you have had", max_entries=MOST_ROWS)
    has_supervised = BooleanField("I have supervised others")

    def prepare(self) -> None:
        """Offer the technician's roles, and the one chosen where it is another."""
        self.known = technician_roles()
        self.offer([])
        if "walked" in self and not self.walked.entries and not self.is_submitted():
            self.walked.append_entry()

    def offer(self, others: list[RoleName]) -> None:
        """Offer the technician's roles and `others`, each once, with the names employers give it."""
        chosen = self.profile.current_role
        own = [RoleName(chosen.slug, chosen.title, tuple(chosen.aliases))] if chosen else []
        known = {role.slug: role for role in [*others, *own, *self.known]}
        self.role.choices = [option(role.slug, role.title, note=role.note) for role in known.values()]

    def validate_role_typed(self, field: StringField) -> None:
        """Find the role a typed title means; offer those it could mean where there are several."""
        if not field.data:
            return
        found = roles_called(field.data)
        if not found:
            raise ValidationError(
                "No role has that name here. Try another word for it, or choose the nearest in the list."
            )
        self.offer(found)
        if len(found) > 1:
            raise ValidationError("Several roles could be meant. Choose one: they stand first in the list.")
        self.role.data = found[0].slug
        self.role.errors = []

    def answers(self) -> answers.Here:
        """Return what was answered."""
        rows: list[Any] = self.walked.entries if "walked" in self else []
        walked = [
            answers.Walked(row.form.role.data, int(row.form.began_in.data), row.form.ended_in.data)
            for row in rows
            if not row.form.is_empty
        ]
        plain = self.data_of("years_in_field", "is_employer_hidden", "has_supervised")
        return answers.Here(
            role=self.role.data or None, employer=self.employer.data or "", walked=walked, **plain
        )
