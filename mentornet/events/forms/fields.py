"""Boxes of the event's form, and how a rule's refusal is said at one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import DateTimeLocalField, Field, ValidationError
from wtforms.validators import Optional

from ...foundation.errors import Refusal
from ...foundation.forms import Form

FULL_ADDRESS = "A full address, beginning with https://."


class MayBeEmpty:
    """Take an empty box for no answer, and let the field's own rule say whether that will do."""

    field_flags: Mapping[str, bool] = {"optional": True}

    def __call__(self, _form: Form, field: Field) -> None:
        """Forget that an empty text is no number and no hour."""
        if not field.raw_data or not str(field.raw_data[0]).strip():
            field.errors[:] = []  # type: ignore[index]  # a list while the field is checked


class Moment(DateTimeLocalField):
    """A day and an hour in one box, by the clocks of the event's zone."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, [Optional()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **more)


def ensure_web(field: Field) -> None:
    """Take web addresses only."""
    if field.data and not field.data.startswith(("https://", "http://")):
        raise ValidationError(FULL_ADDRESS)


def said(ask: Any, *arguments: Any, **more: Any) -> Any:
    """Ask a rule, and say its refusal at the field."""
    try:
        return ask(*arguments, **more)
    except Refusal as refusal:
        raise ValidationError(refusal.sentence) from None


def quietly(ask: Any, *arguments: Any) -> Any:
    """Ask for what another field says the refusal of."""
    try:
        return ask(*arguments)
    except ValidationError:
        return None
