"""What have the six steps in common? Rows added without script, texts looked at, fields of the sides one is on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, StringField

from ...foundation.forms import Form, grouped, option
from ...safety.holding import Holding, hold
from ..models import Profile


class Row(Form):
    """One row of a list within a form; the form around it carries the token."""

    class Meta(Form.Meta):
        """No token of its own."""

        csrf = False


class GuidedForm(Form):
    """One step: `of_mentees` and `of_mentors` are left out for those who are not on that side."""

    of_mentees: ClassVar[tuple[str, ...]] = ()
    of_mentors: ClassVar[tuple[str, ...]] = ()
    free_words: ClassVar[tuple[str, ...]] = ()
    rows: ClassVar[str] = ""

    vouched = StringField()

    def __init__(self, profile: Profile, answers: Any, formdata: MultiDict[str, str] | None = None) -> None:
        self.profile = profile
        self.holding: Holding | None = None
        super().__init__(formdata=formdata, obj=answers)
        absent = [
            *(self.of_mentees if profile.mentee is None else ()),
            *(self.of_mentors if profile.mentor is None else ()),
        ]
        for name in absent:
            del self[name]
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices and what depends on the profile."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether the step can be saved; texts that could point to a client are held."""
        is_sound = bool(super().validate(extra_validators))
        texts = {name: self[name].data or "" for name in self.free_words if name in self}
        self.holding = hold(texts, vouched=self.vouched.data)
        if not self.holding.is_held:
            return is_sound
        for name, sentence in self.holding.explanations().items():
            self[name].errors = [*self[name].errors, sentence]
        return False

    def data_of(self, *names: str) -> dict[str, Any]:
        """Return what was typed in those of the named fields that are there."""
        return {name: self[name].data for name in names if name in self}

    def change_rows(self, act: str) -> None:
        """Add a row (`add`) or take one away (`remove-2`); nothing is checked or saved."""
        rows: FieldList[Any] = self[self.rows]
        if act == "add" and (rows.max_entries is None or len(rows) < rows.max_entries):
            rows.append_entry()
        verb, _, place = act.partition("-")
        there = [str(number) for number in range(len(rows))]
        if verb == "remove" and place in there:
            del rows.entries[there.index(place)]


def offered(groups: Mapping[str, Iterable[tuple[Any, ...]]], *, first: str | None = None) -> list[Any]:
    """Return grouped choices of the catalogue as a form takes them, an empty one in front where `first` names it."""
    return ([option("", first)] if first is not None else []) + grouped(groups)


def slug_or_none(value: str | None) -> str | None:
    """Return what a select holds, none for its empty choice."""
    return value or None
