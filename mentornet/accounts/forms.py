"""What is typed about an account?"""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    PasswordField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length

from ..foundation.forms import Form, grouped, is_visible, option
from . import zones
from .models import Account
from .rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, Side, password_fault

ADDRESS_FAULT = "This does not read as a mail address. Look for a slip, such as a missing @."
CURRENT = {"autocomplete": "current-password", "maxlength": LONGEST_PASSWORD}
NEW = {"autocomplete": "new-password", "maxlength": LONGEST_PASSWORD, "minlength": SHORTEST_PASSWORD}
ADDRESS = {"autocomplete": "email", "inputmode": "email", "spellcheck": "false", "autocapitalize": "none"}


def tidy_address(_form: Form, field: EmailField) -> None:
    """Refuse what is no mail address, and keep the address in its written form."""
    try:
        found = validate_email(field.data or "", check_deliverability=False)
    except EmailNotValidError as error:
        raise ValidationError(ADDRESS_FAULT) from error
    field.data = found.normalized


def address_field(label: str = "E-mail address") -> EmailField:
    """Return the field of a mail address."""
    needed = InputRequired("Type your e-mail address.")
    longest = Length(max=254, message="A mail address has at most 254 characters.")
    return EmailField(label, validators=[needed, longest, tidy_address], render_kw=ADDRESS)


def ensure_visible(_form: Form, field: StringField) -> None:
    """Refuse a name in which nobody sees a letter."""
    if not is_visible(field.data or ""):
        raise ValidationError("Type a name that others can read.")


def name_field() -> StringField:
    """Return the field of the name somebody is called by."""
    return StringField(
        "Name",
        validators=[
            InputRequired("Type the name you want to be called by."),
            Length(max=80, message="Use at most 80 characters for your name."),
            ensure_visible,
        ],
        render_kw={"autocomplete": "name"},
    )


def new_password_field(label: str = "Password") -> PasswordField:
    """Return the field of a password to be."""
    return PasswordField(label, validators=[InputRequired("Choose a password.")], render_kw=NEW)


class SignUpForm(Form):
    """Joining."""

    name = name_field()
    email = address_field()
    password = new_password_field()
    side = RadioField(
        "I want to",
        choices=[
            option(Side.MENTEE, "find a mentor", note="Somebody who made the step you want to make"),
            option(Side.MENTOR, "be a mentor", note="About two hours a month; you set your limits"),
            option("both", "both", note="Learn from some, help others"),
        ],
        validators=[InputRequired("Choose one. You can change it later.")],
    )
    time_zone = SelectField("Time zone", render_kw={"data-own-zone": ""})
    is_adult = BooleanField(
        "I am 18 or older",
        validators=[InputRequired("MentorNet is for adults. Tick this if you are 18 or older.")],
    )
    accepts_conduct = BooleanField(
        "I accept the code of conduct",
        validators=[InputRequired("Read the code of conduct and tick this to join.")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unsaid = {"": [("", "As my device says (Eastern where it does not)")]}
        self.time_zone.choices = grouped(unsaid | zones.domestic_choices())
        self.time_zone.validate_choice = False

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that is too short or easily guessed of this person."""
        name, address = self.name.data or "", self.email.data or ""
        if fault := password_fault(field.data or "", name=name, address=address):
            raise ValidationError(fault)

    @property
    def sides(self) -> frozenset[Side]:
        """The sides that were ticked."""
        return frozenset(Side) if self.side.data == "both" else frozenset({Side(self.side.data)})

    @property
    def zone(self) -> str:
        """The zone that was chosen or that the device named; the default where it is none we know."""
        return self.time_zone.data if zones.is_offered(self.time_zone.data) else zones.DEFAULT


class SignInForm(Form):
    """Signing in by password."""

    email = address_field()
    password = PasswordField("Password", validators=[InputRequired("Type your password.")], render_kw=CURRENT)


class AddressForm(Form):
    """Asking for a letter."""

    email = address_field()


class NewPasswordForm(Form):
    """Choosing a new password after a mailed link."""

    password = new_password_field("New password")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that is too short or easily guessed of this person."""
        name, address = self.account.display_name, self.account.email
        if fault := password_fault(field.data or "", name=name, address=address):
            raise ValidationError(fault)


class ChangePasswordForm(NewPasswordForm):
    """Changing the password while signed in."""

    present = PasswordField("Present password", render_kw=CURRENT)


class ChangeAddressForm(Form):
    """Changing the address letters go to."""

    email = address_field("New e-mail address")
    password = PasswordField("Present password", render_kw=CURRENT)


class NameForm(Form):
    """What the person is called by, and when their day is."""

    name = name_field()
    time_zone = SelectField("Time zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = grouped(zones.all_choices())


class AcceptConductForm(Form):
    """Accepting the code of conduct that was shown."""

    version = IntegerField(
        validators=[InputRequired("Load the page again to see the newest code of conduct.")]
    )


class PublishConductForm(Form):
    """A new wording of the code of conduct."""

    what_changed = StringField(
        "What changed",
        validators=[
            InputRequired("Say in a sentence what changed; everyone reads it."),
            Length(max=500, message="Use at most 500 characters."),
        ],
    )
    text = TextAreaField(
        "The code of conduct",
        validators=[
            InputRequired("Write the code of conduct."),
            Length(min=200, max=20_000, message="Use 200 to 20,000 characters."),
        ],
        render_kw={"rows": 30},
    )


class PeopleFilter(Form):
    """Finding people, for administrators."""

    class Meta(Form.Meta):
        """A form that only asks needs no token."""

        csrf = False

    q = SearchField("Name or address")
    only = SelectField(
        "Only",
        choices=[
            option("", "Everyone"),
            option("administrators", "Administrators"),
            option("disabled", "Disabled accounts"),
            option("unconfirmed", "Addresses not confirmed"),
        ],
    )
