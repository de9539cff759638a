"""What is looked for in the trail?"""

from __future__ import annotations

from typing import Any

from wtforms import DateField, SearchField, SelectField
from wtforms.validators import Optional

from ..foundation.forms import Form, option


class TrailFilter(Form):
    """Narrowing the trail."""

    class Meta(Form.Meta):
        """A form that only asks needs no token."""

        csrf = False

    action = SelectField("Act", validate_choice=False)
    actor = SearchField("Who (name or address)")
    subject = SearchField("About (such as: round 7)")
    first = DateField("From", validators=[Optional()])
    last = DateField("To", validators=[Optional()])

    def __init__(self, *args: Any, actions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action.choices = [option("", "Every act"), *(option(name, in_words(name)) for name in actions)]

    @property
    def asked(self) -> dict[str, str]:
        """The filters in use, as the address of another page of the list says them."""
        typed = {field.name: (field.raw_data or [""])[0] for field in self}
        return {name: text for name, text in typed.items() if text}


def in_words(action: str) -> str:
    """Return an act's name as people read it: `account.signed_in` → `Account: signed in`."""
    feature, _, act = action.partition(".")
    return f"{feature.replace('_', ' ').capitalize()}: {act.replace('_', ' ').replace('-', ' ')}"
