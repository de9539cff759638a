"""What may be chosen about how one is told?"""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectField, SelectMultipleField

from ..foundation.forms import Form, option
from .models import NoticeSettings, Way
from .ways import SUBJECTS, reminders_of

WAYS = [
    option(Way.LETTER, "A letter each time"),
    option(Way.DIGEST, "In one letter a day"),
    option(Way.APP, "On this site only"),
]
NEVER = -1
HOURS = [option(str(hour), f"{hour:02}:00") for hour in range(24)]
BEFORE = {"week": "A week before", "day": "A day before", "hour": "An hour before"}


class SettingsForm(Form):
    """How one is told, by subject, and when letters leave."""

    digest_at = SelectField("When the daily letter comes", coerce=int, choices=HOURS, default=8)
    quiet_from = SelectField(
        "Letters wait from", coerce=int, choices=[option(str(NEVER), "No quiet hours"), *HOURS], default=NEVER
    )
    quiet_until = SelectField("until", coerce=int, choices=HOURS, default=7)
    reminders = SelectMultipleField(
        "Remind me of events I said yes to", choices=[option(slug, name) for slug, name in BEFORE.items()]
    )

    @classmethod
    def of(cls, settings: NoticeSettings | None) -> SettingsForm:
        """Return the form with what was chosen so far."""
        chosen = settings.ways if settings else {}
        data: dict[str, Any] = {f"way_{one.slug}": chosen.get(one.slug, Way.LETTER) for one in SUBJECTS}
        data["reminders"] = sorted(reminders_of(settings))
        if settings:
            data["digest_at"] = settings.digest_at
            data["quiet_from"] = NEVER if settings.quiet_from is None else settings.quiet_from
            data["quiet_until"] = 7 if settings.quiet_until is None else settings.quiet_until
        return cls(data=data)

    @property
    def ways(self) -> list[Any]:
        """The fields of the subjects, in their order."""
        return [self[f"way_{subject.slug}"] for subject in SUBJECTS]

    @property
    def choices(self) -> dict[str, Any]:
        """What was chosen, by the names it is kept under."""
        quiet = self.quiet_from.data != NEVER
        return {
            "ways": {subject.slug: self[f"way_{subject.slug}"].data for subject in SUBJECTS},
            "digest_at": self.digest_at.data,
            "quiet_from": self.quiet_from.data if quiet else None,
            "quiet_until": self.quiet_until.data if quiet else None,
            "reminders": sorted(self.reminders.data or []),
        }


for _subject in SUBJECTS:
    setattr(SettingsForm, f"way_{_subject.slug}", RadioField(_subject.name, choices=WAYS, default=Way.LETTER))
