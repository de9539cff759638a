"""What may be given to bring events in?"""

from __future__ import annotations

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectField, StringField, ValidationError
from wtforms.validators import Length

from ...foundation.forms import Form, option
from ...programs.models import Program

NO_PROGRAM = 0


class ImportForm(Form):
    """A file, or an address where one stands, and for whom its events are."""

    file = FileField("A file from your device")
    address = StringField("Or a web address", [Length(max=500)])
    program = SelectField("Program", coerce=int)
    is_publishing = BooleanField("Show them at once")

    @classmethod
    def among(cls, programs: Iterable[Program], *, may_do_without: bool) -> ImportForm:
        """Return the form with these programs to choose from."""
        form: ImportForm = cls()
        first = [option(str(NO_PROGRAM), "No program")] if may_do_without else []
        form.program.choices = [*first, *(option(str(program.id), program.name) for program in programs)]
        return form

    def validate_file(self, field: Field) -> None:
        """Ask for a file or an address, not for both."""
        if bool(field.data) == bool(self.address.data):
            raise ValidationError(
                "Choose a file, or give an address." if not field.data else "Give one of the two."
            )
