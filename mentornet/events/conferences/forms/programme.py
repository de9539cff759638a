"""What may be typed about a room, a track or a session?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date
from wtforms import (
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ....foundation.forms import Form, option, typed
from ....foundation.templating import LOCALE
from ...forms.fields import MayBeEmpty, said
from ...models import ConferenceRoom, ConferenceSession, ConferenceTrack, Event, EventSpeaker, SessionKind
from ...rules import moment_of, wall_of
from .. import rules

KINDS = [
    option(SessionKind.TALK, "Talk"),
    option(SessionKind.WORKSHOP, "Workshop"),
    option(SessionKind.PANEL, "Panel"),
    option(SessionKind.KEYNOTE, "Keynote"),
    option(SessionKind.POSTER, "Poster"),
    option(SessionKind.MEETING, "Meeting"),
    option(SessionKind.BREAK, "Break"),
]
NONE = "0"
LONGEST_NIGHT = timedelta(hours=12)


class NameForm(Form):
    """The name of a room or a track."""

    name = StringField("Name", [InputRequired("Write a name."), Length(max=80)])

    def validate_name(self, field: Field) -> None:
        """Refuse a name in which nobody sees anything."""
        said(rules.ensure_title, typed(field))


@dataclass(frozen=True, slots=True)
class Around:
    """What a session has around it: its conference, the rooms and tracks there, and the other sessions."""

    event: Event
    rooms: Sequence[ConferenceRoom]
    tracks: Sequence[ConferenceTrack]
    others: Sequence[ConferenceSession]


class SessionForm(Form):
    """A session; its day and hours are those of the conference's zone, and without a day it is a draft."""

    title = StringField("Title", [InputRequired("Give the session a title."), Length(max=150)])
    kind = SelectField("Kind", choices=KINDS, default=SessionKind.TALK)
    description = TextAreaField("What happens there and for whom", [Optional(), Length(max=4000)])
    day = SelectField("Day", validate_choice=False)
    starts_time = TimeField("Starts at", [MayBeEmpty()])
    ends_time = TimeField("Ends at", [MayBeEmpty()])
    room = SelectField("Room")
    track = SelectField("Track")
    speakers = SelectMultipleField("Speakers")
    capacity = IntegerField("Seats", [Optional()])
    contact_minutes = IntegerField("Minutes of credit", [Optional(), NumberRange(min=0)])

    around: Around
    session: ConferenceSession | None = None

    @classmethod
    def within(cls, around: Around, *, session: ConferenceSession | None = None) -> SessionForm:
        """Return the form with what can be chosen at this conference, filled with `session` where given."""
        form: SessionForm = cls(obj=session, data=_local(around.event, session) if session else None)
        form.around, form.session = around, session
        days = rules.days_of_conference(around.event)
        form.day.choices = [option("", "Not settled yet: a draft"), *(_day(day) for day in days)]
        form.room.choices = [
            option(NONE, "No room, or for everybody"),
            *(option(str(room.id), room.name) for room in around.rooms),
        ]
        form.track.choices = [
            option(NONE, "No track"),
            *(option(str(track.id), track.name) for track in around.tracks),
        ]
        form.speakers.choices = [option(str(one.id), one.name) for one in around.event.speakers]
        return form

    def validate_title(self, field: Field) -> None:
        """Refuse a title in which nobody sees anything."""
        said(rules.ensure_title, typed(field))

    def validate_day(self, field: Field) -> None:
        """Refuse a day on which the conference is not."""
        if field.data and field.data not in self._days():
            raise ValidationError("The conference is not on that day. Choose one of its days.")
        if not field.data and (self.starts_time.data or self.ends_time.data):
            raise ValidationError("Choose the day as well, or clear the times to keep it as a draft.")

    def validate_starts_time(self, field: Field) -> None:
        """Ask for an hour that exists, and is not before the conference."""
        starts = self._moment(field)
        if starts and starts < self.around.event.starts_at:
            said(rules.ensure_inside, self.around.event, starts, starts)

    def validate_ends_time(self, field: Field) -> None:
        """Refuse an end before the start, or after the conference."""
        ends, starts = self._moment(field), self._quietly(self.starts_time)
        if ends and starts:
            said(rules.ensure_order, starts, ends)
        if ends:
            said(rules.ensure_inside, self.around.event, max(ends, self.around.event.starts_at), ends)

    def validate_room(self, field: Field) -> None:
        """Refuse two rooms at once, and a room in which another session is on."""
        said(rules.ensure_in_one_room, field.raw_data or ())
        room = self._chosen_room()
        if room:
            said(rules.ensure_room_is_free, room, self._beside(), zone=self.around.event.time_zone)

    def validate_speakers(self, _field: Field) -> None:
        """Refuse somebody who speaks elsewhere then."""
        zone = self.around.event.time_zone
        said(rules.ensure_speakers_are_free, self._chosen_speakers(), self._beside(), zone=zone)

    def validate_capacity(self, field: Field) -> None:
        """Refuse fewer seats than are taken."""
        said(rules.ensure_capacity, field.data, taken=self.session.seats_taken if self.session else 0)

    def validate_contact_minutes(self, field: Field) -> None:
        """Refuse more credit than the session or its conference has minutes."""
        starts, ends = self._quietly(self.starts_time), self._quietly(self.ends_time)
        if starts and ends and ends > starts:
            lasts, kind = int((ends - starts).total_seconds() // 60), SessionKind(self.kind.data)
            said(rules.ensure_credit, self.around.event, field.data or 0, lasts=lasts, kind=kind)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, by the names a session keeps it under."""
        starts, ends = self._quietly(self.starts_time), self._quietly(self.ends_time)
        return {
            "title": typed(self.title),
            "kind": SessionKind(self.kind.data),
            "description": typed(self.description),
            "starts_at": starts,
            "ends_at": ends,
            "room_id": int(self.room.data) or None,
            "track_id": int(self.track.data) or None,
            "capacity": self.capacity.data,
            "contact_minutes": self.contact_minutes.data or 0,
            "speakers": self._chosen_speakers(),
        }

    def _days(self) -> dict[str, Any]:
        return {day.isoformat(): day for day in rules.days_of_conference(self.around.event)}

    def _moment(self, field: Field) -> datetime | None:
        """Return the typed moment; what stood there already is taken as it stood, should its hour come twice."""
        day = self._days().get(self.day.data or "")
        if day is None:
            return None
        if field.data is None:
            raise ValidationError("Say at what time, or leave the day open to keep it as a draft.")
        wall = datetime.combine(day, field.data)
        if field is self.ends_time and self._ends_after_midnight():
            wall += timedelta(days=1)
        stood = getattr(self.session, "starts_at" if field is self.starts_time else "ends_at", None)
        zone = self.around.event.time_zone
        if stood and wall == wall_of(stood, zone).replace(second=0, microsecond=0):
            moment: datetime = stood
            return moment
        read: datetime = said(moment_of, wall.date(), wall.time(), zone)
        return read

    def _ends_after_midnight(self) -> bool:
        """Say whether the hours run over midnight, as `22:00` to `02:00` do; more than half a day is a slip."""
        starts, ends = self.starts_time.data, self.ends_time.data
        if starts is None or ends is None or ends >= starts:
            return False
        lasts = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
        return lasts + timedelta(days=1) <= LONGEST_NIGHT

    def _quietly(self, field: Field) -> datetime | None:
        try:
            return self._moment(field)
        except ValidationError:
            return None

    def _beside(self) -> list[ConferenceSession]:
        starts, ends = self._quietly(self.starts_time), self._quietly(self.ends_time)
        return rules.overlapping(self.around.others, starts, ends) if starts and ends else []

    def _chosen_room(self) -> ConferenceRoom | None:
        return next((room for room in self.around.rooms if str(room.id) == self.room.data), None)

    def _chosen_speakers(self) -> list[EventSpeaker]:
        chosen = set(self.speakers.data or ())
        return [one for one in self.around.event.speakers if str(one.id) in chosen]


def _day(day: Any) -> Any:
    return option(day.isoformat(), format_date(day, "EEEE, MMMM d", locale=LOCALE))


def _local(event: Event, session: ConferenceSession) -> dict[str, Any]:
    """Return what the form calls otherwise than the session."""
    starts, ends = session.starts_at, session.ends_at
    return {
        "contact_minutes": session.contact_minutes or None,
        "day": wall_of(starts, event.time_zone).date().isoformat() if starts else "",
        "starts_time": wall_of(starts, event.time_zone).time() if starts else None,
        "ends_time": wall_of(ends, event.time_zone).time() if ends else None,
        "room": str(session.room_id or NONE),
        "track": str(session.track_id or NONE),
        "speakers": [str(one.id) for one in session.speakers],
    }
