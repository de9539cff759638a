"""Which code was typed, and when was it scanned?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from ...foundation import clock
from ...foundation.errors import Refusal
from ...foundation.forms import Form, option, typed
from ...foundation.templating import reader_zone
from .. import rules
from ..models import RoomCode

LONGEST_CODE = 500  # a scanned code is a whole address
LONGEST_ID = 64
LONGEST_KEPT = timedelta(days=60)


class CodeForm(Form):
    """A code; a page that keeps entries while the line is down names each and says when it was made.

    It also says what its clock shows when it sends, so that a clock which runs wrong does not matter.
    """

    code = StringField("Code", [InputRequired("Scan or type a code."), Length(max=LONGEST_CODE)])
    client_id = HiddenField(validators=[Optional(), Length(max=LONGEST_ID)])
    at = HiddenField(validators=[Optional(), Length(max=40)])
    sent = HiddenField(validators=[Optional(), Length(max=40)])

    @property
    def moment(self) -> datetime | None:
        """When the entry was made; None where the page does not say so in a way one can read."""
        at, sent = _read(self.at.data), _read(self.sent.data)
        if at is None or sent is None:
            return at
        now = clock.now()
        return now - min(max(sent - at, timedelta()), LONGEST_KEPT)


def _read(text: str | None) -> datetime | None:
    try:
        said = datetime.fromisoformat(str(text or ""))
        return said.astimezone(UTC) if said.tzinfo else None
    except (ValueError, OverflowError):
        return None


class LeftForm(Form):
    """When somebody left, on the reader's own clocks; empty for now."""

    left_at = StringField("Left at", [Optional(), Length(max=40)])

    @property
    def moment(self) -> datetime | None:
        """When that was. Raises Refusal where it is no time."""
        if not self.left_at.data:
            return None
        try:
            wall = datetime.fromisoformat(typed(self.left_at)).replace(tzinfo=None)
            return rules.moment_on(wall, reader_zone())
        except (ValueError, OverflowError):
            raise Refusal("Say when they left as a day and an hour, such as 2027-05-04 18:30.") from None


class RoomForm(Form):
    """Whether a code is shown in the room."""

    kind = RadioField(
        "A code in the room",
        choices=[
            option(RoomCode.NONE, "None", note="You check people in"),
            option(
                RoomCode.ROTATING,
                "One that changes each minute",
                note="Shown on a screen; nobody can pass it on",
            ),
            option(RoomCode.FIXED, "One that stays the same", note="Printed, or read out"),
        ],
        validators=[InputRequired("Choose one.")],
    )
