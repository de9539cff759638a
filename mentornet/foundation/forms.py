"""What may be typed? The base of every form, with the tidying that all text gets."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask_wtf import FlaskForm
from markupsafe import escape
from wtforms import Field, FieldList, FormField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.widgets import Select, html_params

from .field_words import Sentences

ENCLOSING = (FieldList, FormField)  # these take no filters: what they enclose does
BIGGEST_NUMBER = 2**31 - 1
FARTHEST_NUMBER = 10**18
Choice = TypeVar("Choice", bound=enum.StrEnum)
ALLOWED_CONTROLS = frozenset("\n\t")
TURNING_OR_UNSEEN = frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF))
)
BLANK_LETTERS = frozenset(
    map(chr, (0x115F, 0x1160, 0x3164, 0xFFA0))
)  # fillers of Hangul, letters by name only


def tidied(text: Any) -> Any:
    """Return typed text in one Unicode form, without control characters, stray ends or Windows line ends.

    Signs that turn the direction of what follows, or that nobody sees, go as well; those that join letters stay.
    A text of which nothing can be seen is empty.
    """
    if not isinstance(text, str):
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in text if _is_kept(c)).strip()
    return kept if any(_is_seen(c) for c in kept) else ""


def _is_kept(letter: str) -> bool:
    if letter in ALLOWED_CONTROLS:
        return True
    return unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in TURNING_OR_UNSEEN


def _is_seen(letter: str) -> bool:
    return letter not in BLANK_LETTERS and unicodedata.category(letter)[0] not in "CMZ"


def is_visible(text: str) -> bool:
    """Say whether a reader sees a letter or a figure in `text`."""
    return any(unicodedata.category(letter)[0] in "LN" and letter not in BLANK_LETTERS for letter in text)


class QuickSelect(Select):
    """A select of many choices, each written in one go: the library's own way is a third of a page with filters."""

    @classmethod
    def render_option(cls, choice: Any, **kwargs: Any) -> str:  # type: ignore[override]  # the stubs are older
        """Return one choice as markup."""
        if not (choice.selected or choice.render_kw or kwargs):
            return _plain_option(choice.value, choice.label or choice.value)
        more = {**(choice.render_kw or {}), **kwargs}
        words = f" {html_params(**more)}" if more else ""
        chosen = " selected" if choice.selected else ""
        return f'<option value="{escape(choice.value)}"{chosen}{words}>{escape(choice.label or choice.value)}</option>'


@lru_cache(maxsize=4096, typed=True)  # a page with filters has a thousand of them, the same for everybody
def _plain_option(value: Any, label: Any) -> str:
    return f'<option value="{escape(value)}">{escape(label)}</option>'


QUICK_SELECT = QuickSelect()


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form whose text fields arrive tidied; unknown fields are ignored."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # as above
        """Tidy every field that holds text, passwords excepted: a password is taken as typed."""

        def get_translations(self, _form: Any) -> Sentences:
            """Put our sentences in place of the library's."""
            return Sentences()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Put the tidying before a field's own filters."""
            kind = unbound_field.field_class
            if "Password" not in kind.__name__ and not issubclass(kind, ENCLOSING):
                own = unbound_field.kwargs.get("filters", ())
                options = options | {"filters": (tidied, *own)}
                unbound_field = type(unbound_field)(
                    unbound_field.field_class,
                    *unbound_field.args,
                    **{key: value for key, value in unbound_field.kwargs.items() if key != "filters"},
                )
            field: Field = super().bind_field(form, unbound_field, options)
            return field

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            """Write a plain select the quick way."""
            if isinstance(field.widget, Select) and not field.widget.multiple:
                field.widget = QUICK_SELECT  # type: ignore[assignment]  # as above
            return super().render_field(field, render_kw)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Take what was sent; a number or day that is none comes back to the page as tidy as other text."""
        super().process(*args, **kwargs)
        for field in self:
            if field.raw_data and "Password" not in type(field).__name__:
                field.raw_data = [tidied(one) for one in field.raw_data]
            if isinstance(field.data, int) and abs(field.data) > FARTHEST_NUMBER:
                field.data = None  # a comparison with its limits would not come to an end in a float
                field.process_errors = ["This number is too large to be meant. Write a smaller one."]


def option(value: str, label: str, *, note: str = "", group: str = "") -> Any:
    """Return one choice of a select, chips or radio field; `note` says under it what it means."""
    return SelectChoice(value, label, {"data-note": note} if note else {}, group or None)


def grouped(groups: Mapping[str, Iterable[tuple[Any, ...]]]) -> list[Any]:
    """Return `{group: [(value, label), …]}` as choices of a select or chips field; group "" stands alone.

    A third part of a pair goes into the choice's markup: `{"data-words": "BHT"}` are other names to find it by.
    """
    return [
        SelectChoice(value, label, more[0] if more else {}, group or None)
        for group, pairs in groups.items()
        for value, label, *more in pairs
    ]


def typed(field: Field) -> str:
    """Return what was typed into `field`; an empty text where nothing was."""
    return str(field.data or "")


def typed_number(text: str | None) -> int:
    """Return the whole number that `text` is; 0 where it is none that a row could hold."""
    digits = text or ""
    number = int(digits) if digits.isdecimal() and len(digits) <= len(str(BIGGEST_NUMBER)) else 0
    return number if number <= BIGGEST_NUMBER else 0


def typed_choice(text: str | None, choices: type[Choice]) -> Choice | None:
    """Return which of `choices` the text names; None where it names none of them."""
    return choices(text) if text in set(choices) else None


def is_local(target: str | None) -> bool:
    """Say whether `target` leads to a page of this site: what follows `?next=` may lead nowhere else."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return False
    if any(ord(letter) <= ord(" ") for letter in target):
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc
