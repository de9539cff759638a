"""What is typed on the way of an import? A file, what its columns are, and what its values mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from ..accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD
from ..foundation.forms import Form, grouped, is_visible, option, typed, typed_number
from ..programs.models import ProgramQuestion, Side
from . import rules
from .models import Import, ImportValue
from .rules.columns import HELP, PERSON, TERMS, WORK

A_COLUMN_SAYS = "column"
COLUMN = "column-"
VALUE = "value-"
SIDES = [
    option(Side.MENTEE, "Mentees"),
    option(Side.MENTOR, "Mentors"),
    option(A_COLUMN_SAYS, "Both", note="A column says of each line whether it is a mentee or a mentor."),
]


class SideForm(Form):
    """Who stands in the file."""

    side = RadioField("Who stands in it", [InputRequired("Choose one.")], choices=SIDES)

    @property
    def chosen_side(self) -> Side | None:
        """The side of everybody in the file, or None where a column says it."""
        return None if self.side.data == A_COLUMN_SAYS else Side(typed(self.side))


class UploadForm(SideForm):
    """A file to bring in."""

    file = FileField(
        "The spreadsheet",
        [FileRequired("Choose the file with the people in it.")],
        render_kw={"accept": ".csv,.tsv,.txt,.xlsx", "data-most-bytes": rules.MOST_BYTES},
    )


class ColumnsForm(SideForm):
    """What each column is; `columns_form` gives it its fields."""

    @property
    def columns(self) -> dict[str, str]:
        """What was chosen, by the columns' keys."""
        return {
            field.key: field.data or "" for name, field in self._fields.items() if name.startswith(COLUMN)
        }


class ColumnField(SelectField):
    """What one column is."""

    key: str


def columns_form(one: Import, questions: Sequence[ProgramQuestion]) -> ColumnsForm:
    """Return a form with a field for each column of the file, filled as it was guessed or chosen."""
    choices = grouped(_column_choices(questions))
    fields = {
        f"{COLUMN}{place}": ColumnField(column["heading"], choices=choices)
        for place, column in enumerate(one.found)
    }
    kind = type("ColumnsFormOfFile", (ColumnsForm,), fields)
    chosen = {
        f"{COLUMN}{place}": one.columns.get(column["key"], "") for place, column in enumerate(one.found)
    }
    form: ColumnsForm = kind(data={"side": one.side or A_COLUMN_SAYS} | chosen)
    for place, column in enumerate(one.found):
        form[f"{COLUMN}{place}"].key = column["key"]
    return form


def _column_choices(questions: Sequence[ProgramQuestion]) -> dict[str, list[tuple[str, str]]]:
    choices: dict[str, list[tuple[str, str]]] = {"": [(rules.LEAVE_OUT, "Leave it out")]}
    for group in (PERSON, WORK, HELP, TERMS):
        choices[group] = [(field.name, _told(field)) for field in rules.FIELDS if field.group == group]
    own = [(f"{rules.QUESTION}{one.id}", one.prompt[:80]) for one in questions if not one.is_retired]
    choices["Questions of the program"] = [*own, (rules.NEW_QUESTION, "A new question of the program")]
    choices["Otherwise"] = [(rules.OWN_WORDS, "Keep it in their own words")]
    return choices


class ValuesForm(Form):
    """What the unknown values mean; `values_form` gives it its fields."""

    @property
    def answers(self) -> dict[int, str]:
        """What was chosen, by the values' ids."""
        return {
            int(name.removeprefix(VALUE)): field.data or ""
            for name, field in self._fields.items()
            if name.startswith(VALUE)
        }


def _told(field: rules.Field) -> str:
    return f"{field.label} (of {field.side}s)" if field.side else field.label


def values_form(values: Sequence[ImportValue], titles: dict[str, dict[str, str]]) -> ValuesForm:
    """Return a form with a field for each value: what it may be, the likeliest first; its own words where nothing is near."""
    fields = {
        f"{VALUE}{value.id}": SelectField(value.written, choices=_meanings(value, titles)) for value in values
    }
    kind = type("ValuesFormOfFile", (ValuesForm,), fields)
    chosen = {f"{VALUE}{value.id}": _first_choice(value) for value in values}
    form: ValuesForm = kind(data=chosen)
    return form


def _first_choice(value: ImportValue) -> str:
    if value.answer is not None:
        return value.answer
    return value.suggestions[0] if value.suggestions else rules.KEPT_AS_WORDS


def _meanings(value: ImportValue, titles: dict[str, dict[str, str]]) -> list[Any]:
    known = titles[value.kind]
    offered = [slug for slug in (*value.suggestions, value.answer) if slug in known]
    return [
        *(option(slug, known[slug]) for slug in dict.fromkeys(offered)),
        option(rules.KEPT_AS_WORDS, "Keep it as they wrote it"),
        option(rules.LEFT_OUT, "Leave it out"),
    ]


class ConfirmForm(Form):
    """The word that the preview may be carried out."""

    edition = HiddenField()


class ClaimForm(Form):
    """Making an account that was begun by somebody else one's own."""

    name = StringField(
        "Name",
        [InputRequired("Type the name you want to be called by."), Length(max=80)],
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(
        "Password",
        [InputRequired("Choose a password.")],
        render_kw={
            "autocomplete": "new-password",
            "maxlength": LONGEST_PASSWORD,
            "minlength": SHORTEST_PASSWORD,
        },
    )
    is_adult = BooleanField("I am 18 or older", [InputRequired("MentorNet is for adults.")])
    accepts_conduct = BooleanField(
        "I accept the code of conduct", [InputRequired("Accept the code of conduct to take part.")]
    )

    def validate_name(self, field: StringField) -> None:
        """Refuse a name in which nobody sees a letter."""
        if not is_visible(field.data or ""):
            raise ValidationError("Type a name that others can read.")


def chosen_edition(form: ConfirmForm) -> int:
    """Return which preview the word was given to."""
    return typed_number(str(form.edition.data or ""))
