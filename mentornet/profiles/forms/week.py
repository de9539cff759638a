"""When I can meet: shifts, the week, the zone."""

from __future__ import annotations

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from ...accounts import zones
from ...foundation.forms import grouped, option
from .. import answers
from ..availability import BLOCKS
from ..models import ShiftPattern
from .base import GuidedForm

SHIFTS = {
    ShiftPattern.DAYS: "Days",
    ShiftPattern.EVENINGS: "Evenings",
    ShiftPattern.NIGHTS: "Nights",
    ShiftPattern.WEEKENDS: "Weekends",
    ShiftPattern.ROTATING: "My shifts rotate",
}


class WhenForm(GuidedForm):
    """When I can meet."""

    shift_pattern = RadioField(
        "When you usually work", choices=[option(*one) for one in SHIFTS.items()], validators=[Optional()]
    )
    time_zone = SelectField("Your time zone", validators=[InputRequired("Choose your time zone.")])
    blocks = SelectMultipleField(
        "When you could meet a mentor or mentee",
        choices=[option(block.name, block.label) for block in BLOCKS],
    )

    def prepare(self) -> None:
        """Offer the zones of the world, those of the United States first."""
        self.time_zone.choices = grouped(zones.all_choices())

    def answers(self) -> answers.When:
        """Return what was answered."""
        shift = ShiftPattern(self.shift_pattern.data) if self.shift_pattern.data else None
        return answers.When(shift_pattern=shift, blocks=self.blocks.data or [], time_zone=self.time_zone.data)
