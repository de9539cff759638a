"""Whom does the organizer add as a guest?"""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from wtforms import Field, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from ...foundation.forms import Form, is_visible


class GuestForm(Form):
    """A guest: somebody without an account."""

    name = StringField("Their name", [InputRequired("Give the guest's name."), Length(max=120)])
    address = StringField(
        "Their mail address", [InputRequired("Give an address to write to."), Length(max=320)]
    )

    def validate_name(self, field: Field) -> None:
        """Ask for a name that can be read."""
        if not is_visible(field.data or ""):
            raise ValidationError("Give a name that can be read.")

    def validate_address(self, field: Field) -> None:
        """Take what is an address; nothing is looked up."""
        try:
            field.data = validate_email(field.data or "", check_deliverability=False).normalized
        except EmailNotValidError:
            raise ValidationError("This is not a mail address. It looks like name@example.org.") from None
