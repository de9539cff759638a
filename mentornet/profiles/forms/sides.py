"""Mentee, mentor, or both?"""

from __future__ import annotations

from wtforms import BooleanField

from ...foundation.forms import Form


class SidesForm(Form):
    """The sides one is on."""

    mentee = BooleanField("I look for a mentor")
    mentor = BooleanField("I mentor others")
