"""What may be typed about an entry? One form a kind, made from its columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FloatField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from ..foundation import clock
from ..foundation.forms import Form, typed_number
from . import queries
from .kinds import BY_TABLE, Kind
from .models import Confidence
from .rules import problems, slug_problem
from .shipment import suggestion
from .wording import in_words, label_of

LONGEST_TEXT = 10_000
MOST_LINES = 60
MOST_MINUTES = 1_000_000  # no count of the catalogue is larger
NEEDED = "This cannot be empty."


class LinesField(TextAreaField):
    """A list, one item a line."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take each line that says something."""
        lines = str(valuelist[0]).splitlines() if valuelist else []
        self.data = [line.strip() for line in lines if line.strip()]

    def _value(self) -> str:
        return "\n".join(self.data or [])


class KnownSlugs:
    """Refuse a slug that no entry has, and suggest the nearest."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __call__(self, _form: Form, field: Field) -> None:
        """Look at each line."""
        kind = BY_TABLE[self.table]
        known = set(queries.all_titles(kind.model))
        for slug in field.data or []:
            if slug not in known:
                near = suggestion(slug, known)
                raise ValidationError(f"{slug} is no {kind.one} we know.{near}")


def _few_lines(_form: Form, field: Field) -> None:
    if len(field.data or []) > MOST_LINES:
        raise ValidationError(f"Give at most {MOST_LINES} lines.")


def _choices(column: sa.Column[Any]) -> Any:
    if table := column.info.get("refers_to"):
        nothing = {"": "None"} if column.nullable else {}
        model = BY_TABLE[table].model
        return lambda: _offered(nothing | queries.all_titles(model))
    if isinstance(column.type, sa.Enum):
        return _offered({str(word): str(word).capitalize() for word in Confidence})
    if words := column.info.get("one_of"):
        return _offered({word: in_words(word) for word in words})
    return None


def _offered(labels: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in labels.items()]


def _validators(column: sa.Column[Any], kind: type[Any]) -> list[Any]:
    rules: list[Any] = []
    is_needed = not column.nullable and column.default is None
    if column.name in {"source", "checked_on"} or (is_needed and kind is str):
        rules.append(DataRequired(NEEDED))
    elif is_needed:
        rules.append(InputRequired(NEEDED))
    else:
        rules.append(Optional())
    if kind is str:
        longest = getattr(column.type, "length", None) or LONGEST_TEXT
        rules.append(Length(max=longest, message=f"Use at most {longest:,} characters."))
    if kind in {int, float}:
        rules.append(NumberRange(0, MOST_MINUTES, message="Give a number that is not below zero."))
    return rules


def _field(column: sa.Column[Any]) -> Any:
    label, kind = label_of(column), column.type.python_type
    if isinstance(column.type, sa.JSON):
        table = column.info.get("refers_to")
        return LinesField(label, [_few_lines, *([KnownSlugs(table)] if table else [])])
    choices = _choices(column)
    if choices is not None:
        return SelectField(label, choices=choices, coerce=_word_or_none if column.nullable else str)
    shapes: dict[type[Any], type[Field]] = {
        bool: BooleanField,
        int: IntegerField,
        float: FloatField,
        date: DateField,
    }
    shape = shapes.get(kind) or (TextAreaField if isinstance(column.type, sa.Text) else StringField)
    return shape(label, [] if kind is bool else _validators(column, kind))


def _word_or_none(value: Any) -> str | None:
    return str(value) if value not in {None, "", "None"} else None


class EntryForm(Form):
    """What is common to every kind: the edition looked at, and the checks across columns."""

    entry_kind: Kind
    edition = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, then what the rules say of them together."""
        if not super().validate(extra_validators):
            return False
        found = problems(self.entry_kind, self.values(), today=clock.today())
        if "slug" in self and (wrong := slug_problem(self["slug"].data)):
            found["slug"] = wrong
        for name, sentence in found.items():
            self[name].errors = [*self[name].errors, sentence]
        return not found

    def values(self) -> dict[str, Any]:
        """Return column → value as typed; an empty text is empty, an empty figure None."""
        columns = [column for column in self.entry_kind.columns() if column.name in self]
        return {column.name: _stored(column, self[column.name].data) for column in columns}

    @property
    def seen(self) -> int:
        """The edition that the editor looked at; 0 where the form does not say."""
        return typed_number(str(self.edition.data or ""))


def _stored(column: sa.Column[Any], value: Any) -> Any:
    if isinstance(column.type, sa.Enum):
        return Confidence(value)
    if value is None and not column.nullable and column.type.python_type is str:
        return ""
    return value


def entry_form(kind: Kind, *, new: bool) -> type[EntryForm]:
    """Return the form of a kind; the slug is asked for only where the entry is new."""
    fields = {c.name: _field(c) for c in kind.columns() if new or c.name != "slug"}
    return type("EntryForm", (EntryForm,), {"entry_kind": kind, **fields})


class FlagForm(Form):
    """What a member says is wrong."""

    words = TextAreaField(
        "What is wrong, and how do you know?",
        [DataRequired("Say what is wrong."), Length(max=1000, message="Use at most 1,000 characters.")],
    )


class SettleForm(Form):
    """What an administrator answers."""

    answer = StringField(
        "What was done", [DataRequired("Say what was done."), Length(max=400, message="Use at most 400.")]
    )
