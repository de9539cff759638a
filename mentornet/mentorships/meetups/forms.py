"""When and where at the event?"""

from __future__ import annotations

from datetime import datetime

from wtforms import DateField, Field, StringField, TimeField, ValidationError
from wtforms.validators import InputRequired, Length

from ...events.models import Event
from ...foundation import clock
from ...foundation.errors import Refusal
from ...foundation.forms import Form
from .rules import ensure_time


class MeetUpForm(Form):
    """A time by the clocks of the event, and a place there."""

    event: Event
    on = DateField("Day", [InputRequired("Choose the day.")])
    at = TimeField("Time", [InputRequired("Choose the time.")])
    place = StringField("Where there", [InputRequired("Say where you meet."), Length(max=200)])

    def validate_at(self, _field: Field) -> None:
        """Take a time within the event that the clocks there show."""
        if not (self.on.data and self.at.data):
            return
        moment = self.moment
        if moment is None:
            raise ValidationError("Choose a day and an hour that the clocks there show.")
        try:
            ensure_time(self.event, moment, now=clock.now())
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from None

    @property
    def moment(self) -> datetime | None:
        """What was chosen, as a moment; None where the clocks there never show it."""
        if self.on.data is None or self.at.data is None or self.on.data.year not in clock.YEARS:
            return None
        return clock.moment_of(datetime.combine(self.on.data, self.at.data), self.event.time_zone)
