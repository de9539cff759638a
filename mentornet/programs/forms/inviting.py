"""What may be typed to bring people in?"""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import EmailField, RadioField, SelectField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional

from ...foundation.forms import Form, option, typed
from ..models import Cohort, Side

SIDES = [option(Side.MENTEE, "Mentee"), option(Side.MENTOR, "Mentor")]
NO_COHORT = 0


class AddressForm(Form):
    """The address of a member."""

    email = EmailField(
        "Address of the account",
        [
            InputRequired("Type the address they sign in with."),
            Email("This is no address. Check it for a slip."),
        ],
    )

    @property
    def address(self) -> str:
        """The address that was typed."""
        return typed(self.email)


class SidedForm(Form):
    """Which side somebody is to come to."""

    side = RadioField("As", [InputRequired("Choose one.")], choices=SIDES, default=Side.MENTEE)

    @property
    def chosen_side(self) -> Side:
        """The side that was chosen."""
        return Side(typed(self.side))


class MemberForm(AddressForm, SidedForm):
    """A member to enrol."""


class MoveForm(Form):
    """The cohort somebody is to be in."""

    cohort = SelectField("Cohort", [Optional()], coerce=int, default=NO_COHORT)

    @classmethod
    def among(cls, cohorts: Iterable[Cohort], *, now_in: int | None = None) -> MoveForm:
        """Return the form with these cohorts to choose from, the present one chosen."""
        form: MoveForm = cls(cohort=now_in or NO_COHORT)
        form.cohort.choices = [
            option(str(NO_COHORT), "None"),
            *(option(str(cohort.id), cohort.name) for cohort in cohorts),
        ]
        return form


class InvitationForm(MoveForm, SidedForm):
    """Addresses to invite."""

    addresses = TextAreaField("Addresses", [InputRequired("Paste at least one address."), Length(max=60_000)])
