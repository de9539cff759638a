"""What does a field say of what was typed, where the form library has words of its own?"""

from __future__ import annotations

from wtforms.i18n import DummyTranslations

_NEEDED = "Fill this in: it is needed."
_NUMBER = "This is not a number. Write it in figures, such as 1.5."
_CHOICE = "This is not among the choices. Load the page again and choose from the list."
_LOAD_AGAIN = "This form is too old to be sent. Load the page again, then send it."

SENTENCES = {
    "Not a valid integer value.": "This is not a whole number. Write it in figures alone, such as 20.",
    "Not a valid decimal value.": _NUMBER,
    "Not a valid float value.": _NUMBER,
    "Not a valid date value.": "This is not a day of the calendar. Write year, month and day, such as 2027-05-04.",
    "Not a valid time value.": "This is not a time of day. Write hours and minutes, such as 18:30.",
    "Not a valid datetime value.": "This is not a day and a time. Write them such as 2027-05-04T18:30.",
    "Not a valid week value.": "This is not a week of the year. Write year and week, such as 2027-W18.",
    "Not a valid choice.": _CHOICE,
    "Invalid Choice: could not coerce.": _CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOICE,
    "'%(value)s' is not a valid choice for this field.": _CHOICE,
    "'%(value)s' are not valid choices for this field.": _CHOICE,
    "Invalid value, must be one of: %(values)s.": "Write one of these: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Write something other than these: %(values)s.",
    "This field is required.": _NEEDED,
    "Invalid input.": "This does not look as it should. Check it for a slip.",
    "Field must be equal to %(other_name)s.": "The two differ. Type the same in both.",
    "Field must be at least %(min)d character long.": "Use at least %(min)d character.",
    "Field must be at least %(min)d characters long.": "Use at least %(min)d characters.",
    "Field cannot be longer than %(max)d character.": "Use at most %(max)d character.",
    "Field cannot be longer than %(max)d characters.": "Use at most %(max)d characters.",
    "Field must be exactly %(max)d character long.": "Use exactly %(max)d character.",
    "Field must be exactly %(max)d characters long.": "Use exactly %(max)d characters.",
    "Field must be between %(min)d and %(max)d characters long.": "Use %(min)d to %(max)d characters.",
    "Number must be at least %(min)s.": "Give a number that is not below %(min)s.",
    "Number must be at most %(max)s.": "Give a number that is not above %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Give a number from %(min)s to %(max)s.",
    "Date must be at least %(min)s.": "Give a day that is not before %(min)s.",
    "Date must be at most %(max)s.": "Give a day that is not after %(max)s.",
    "Date must be between %(min)s and %(max)s.": "Give a day from %(min)s to %(max)s.",
    "Invalid email address.": "This is no address. Check it for a slip.",
    "Invalid URL.": "This is no address of a page. Write it whole, with https:// in front.",
    "Invalid IP address.": "This is no address of a machine. Check it for a slip.",
    "Invalid Mac address.": "This is no address of a device. Check it for a slip.",
    "Invalid UUID.": "This is no such mark. Check it for a slip.",
    "This field cannot be edited.": "This cannot be changed here. Leave it as it was.",
    "This field is disabled and cannot have a value.": "This cannot be filled in here. Leave it empty.",
    "File does not have an approved extension.": "Files of this kind are not taken. Choose another.",
    "File does not have an approved extension: {extensions}": "Choose a file of one of these kinds: {extensions}.",
    "Invalid CSRF Token.": _LOAD_AGAIN,
    "CSRF token missing.": _LOAD_AGAIN,
    "CSRF failed.": _LOAD_AGAIN,
    "CSRF token expired.": _LOAD_AGAIN,
}


class Sentences(DummyTranslations):  # type: ignore[misc, unused-ignore]  # the stubs are older
    """Say what is wrong and how to mend it, in place of the library's words."""

    def gettext(self, string: str) -> str:
        """Return our sentence for the library's words; what is ours already as it is."""
        return SENTENCES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return our sentence for the library's words of one, or of several."""
        return self.gettext(singular if n == 1 else plural)
