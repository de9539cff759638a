"""What may be typed about an event?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import URL, InputRequired, Length, NumberRange, Optional

from ...accounts import zones
from ...catalogue import choices
from ...catalogue.models import CeApprovalBody, EventKind, EventTopic
from ...catalogue.queries import titles
from ...foundation import clock
from ...foundation.forms import Form, grouped, option, typed
from ...programs.models import Cohort, Program
from .. import rules
from ..models import Audience, CreditUnit, Event, EventLevel, EventSort
from .beginning import KEPT_AS_TYPED, NO_GROUP, NO_PROGRAM, known
from .fields import FULL_ADDRESS, MayBeEmpty, Moment, ensure_web, quietly, said
from .options import AUDIENCES, LEVELS, SCOPES, SORTS, UNITS, VENUES


class EventForm(Form):
    """An event; its days and hours are those of its own time zone."""

    sort = RadioField("Whose event it is", choices=SORTS, default=EventSort.OURS)
    title = StringField("Title", [InputRequired("Give the event a title."), Length(max=150)])
    kind_slug = SelectField("Kind", choices=lambda: [option(*pair) for pair in titles(EventKind).items()])
    description = TextAreaField("What happens there and for whom", [Optional(), Length(max=6000)])
    level = SelectField("Level", choices=LEVELS, default=EventLevel.ANY)
    topics = SelectMultipleField(
        "Topics", choices=lambda: [option(*pair) for pair in titles(EventTopic).items()]
    )
    specializations = SelectMultipleField("Specialties")
    host = StringField("Who holds it", [Optional(), Length(max=200)])
    program = SelectField("Program", coerce=int)
    audience = RadioField("Who may come", choices=AUDIENCES, default=Audience.EVERYONE)
    cohort = SelectField("Which group", coerce=int)
    time_zone = SelectField("Time zone", choices=grouped(zones.all_choices()), default=zones.DEFAULT)
    is_all_day = BooleanField("It lasts whole days")
    starts_on = DateField("First day", [InputRequired("Say on which day it starts.")])
    starts_time = TimeField("Starts at", [MayBeEmpty()])
    ends_on = DateField("Last day", [InputRequired("Say on which day it ends.")])
    ends_time = TimeField("Ends at", [MayBeEmpty()])
    venue = RadioField("Where it takes place", choices=VENUES, default="place")
    place = StringField("Place", [Length(max=300)])
    video_link = StringField("Video link", [Optional(), Length(max=500), URL(message=FULL_ADDRESS)])
    accessibility = TextAreaField("For people who need it", [Optional(), Length(max=1000)])
    website = StringField("Website", [Optional(), Length(max=500), URL(message=FULL_ADDRESS)])
    cost = StringField("Cost", [Optional(), Length(max=200)])
    capacity = IntegerField("Seats", [Optional()])
    registration_opens = Moment("Registration opens")
    registration_closes = Moment("Registration closes")
    contact_minutes = IntegerField(
        "Minutes of credit", [Optional(), NumberRange(0, 6000, "From 0 to 6,000.")]
    )
    credit_unit = SelectField("Counted in", choices=UNITS, default=CreditUnit.CONTACT_HOUR_60)
    approval_body = SelectField("Approved by", default="")
    approval_number = StringField("Provider or approval number", [Optional(), Length(max=80)])
    minimum_minutes = IntegerField("Least attendance, in minutes", [Optional()])
    scope = RadioField("What to change", choices=SCOPES, default="one")
    note = StringField("A word to those who come", [Optional(), Length(max=300)])

    event: Event | None = None
    groups: Mapping[int, Cohort] = {}

    @classmethod
    def among(
        cls,
        programs: Iterable[Program],
        *,
        cohorts: Iterable[Cohort] = (),
        event: Event | None = None,
        data: Mapping[str, Any] | None = None,
        is_told: bool = False,
    ) -> EventForm:
        """Return the form with these programs and groups to choose from, filled with `event` or `data` where given.

        `is_told` says that people hear of the change, so that a word may go with it.
        """
        form: EventForm = cls(data=known(event) if event else data)
        form.event = event
        offered = [option(str(program.id), program.name) for program in programs]
        form.program.choices = [*offered, option(str(NO_PROGRAM), "No program")]
        form._offer_groups(cohorts)
        form.specializations.choices = grouped(choices.specializations())
        bodies = [option(*pair) for pair in titles(CeApprovalBody).items()]
        form.approval_body.choices = [option("", "Nobody, or not known yet"), *bodies]
        if event is None or event.series_id is None:
            del form.scope
        if not is_told:
            del form.note
        return form

    def validate_title(self, field: Field) -> None:
        """Refuse a title in which nobody sees anything."""
        said(rules.ensure_title, typed(field))

    def validate_website(self, field: Field) -> None:
        """Take web addresses only."""
        ensure_web(field)

    def validate_video_link(self, field: Field) -> None:
        """Take web addresses only."""
        ensure_web(field)

    def validate_place(self, field: Field) -> None:
        """Ask for a place where people are to go to one."""
        if not field.data and self.venue.data != "online":
            raise ValidationError("Say where it takes place, or that it is online.")

    def validate_audience(self, field: Field) -> None:
        """Refuse the people of a program where no program is chosen."""
        if field.data == Audience.PROGRAM:
            said(rules.ensure_audience, Audience.PROGRAM, self.program.data or None, None)

    def _offer_groups(self, cohorts: Iterable[Cohort]) -> None:
        """Let one choose among these groups and the one it is for; where there are none, say nothing of groups."""
        self.groups = there = {cohort.id: cohort for cohort in cohorts}
        if self.event and self.event.cohort:
            there.setdefault(self.event.cohort.id, self.event.cohort)
        names = [option(str(one.id), one.name, group=one.program.name) for one in there.values()]
        self.cohort.choices = [option(str(NO_GROUP), "No group"), *names]
        if not there:
            self.audience.choices = [one for one in AUDIENCES if one.value != Audience.COHORT]
            del self.cohort

    def validate_cohort(self, field: Field) -> None:
        """Ask which group it is, where the event is for one, and take one of its own program."""
        if self.audience.data == Audience.COHORT:
            program_id = self.program.data or None
            said(rules.ensure_audience, Audience.COHORT, program_id, field.data or None)
            if group := self.groups.get(field.data):
                said(rules.ensure_group_of, program_id, groups_program_id=group.program_id)

    def validate_capacity(self, field: Field) -> None:
        """Refuse fewer seats than are taken."""
        said(rules.ensure_capacity, field.data, taken=self.event.seats_taken if self.event else 0)

    def validate_starts_on(self, _field: Field) -> None:
        """Refuse whole days in years that cannot be told."""
        if self.is_all_day.data:
            self._days()

    def validate_starts_time(self, _field: Field) -> None:
        """Ask for an hour; refuse one that does not exist on that day, or comes twice."""
        if not self.is_all_day.data:
            self._moment("starts")

    def validate_ends_on(self, _field: Field) -> None:
        """Refuse a last day before the first."""
        days = self._days() if self.is_all_day.data else None
        if days:
            said(rules.ensure_in_order, *days)

    def validate_ends_time(self, _field: Field) -> None:
        """Refuse an hour that does not exist, or that is not after the start."""
        if self.is_all_day.data:
            return
        end = self._moment("ends")
        start = self._known("starts")
        if start and end:
            said(rules.ensure_in_order, start, end)

    def validate_registration_opens(self, field: Field) -> None:
        """Refuse an opening after the close."""
        opens, (starts, ends) = self._at(field), self._span()
        if opens and starts and ends:
            closes = quietly(self._at, self.registration_closes)
            said(rules.ensure_window, opens, closes, starts_at=starts, ends_at=ends)

    def validate_registration_closes(self, field: Field) -> None:
        """Refuse a close after the event is over."""
        closes, (starts, ends) = self._at(field), self._span()
        if closes and starts and ends:
            said(rules.ensure_window, None, closes, starts_at=starts, ends_at=ends)

    def validate_contact_minutes(self, field: Field) -> None:
        """Refuse more credit than the event has minutes."""
        lasts = self._lasts()
        if field.data and lasts:
            said(rules.ensure_credit, field.data, None, lasts=lasts)

    def validate_minimum_minutes(self, field: Field) -> None:
        """Refuse a longer attendance than the event has minutes."""
        lasts = self._lasts()
        if field.data is not None and lasts:
            said(rules.ensure_credit, 0, field.data, lasts=lasts)

    def _moment(self, which: str) -> datetime | None:
        """Return the typed moment; what stood there already is taken as it stood, should its hour come twice."""
        on, at = self[f"{which}_on"].data, self[f"{which}_time"].data
        if on and at is None:
            raise ValidationError(f"Say at what time it {which}, or that it lasts whole days.")
        if not on or not clock.is_zone(typed(self.time_zone)):
            return None
        stood = getattr(self.event, f"{which}_at") if self.event else None
        return self._read(datetime.combine(on, at), stood)

    def _read(self, wall: datetime, stood: datetime | None) -> datetime:
        zone = typed(self.time_zone)
        is_as_it_was = self.event is not None and zone == self.event.time_zone
        if stood and is_as_it_was and wall == rules.wall_of(stood, zone).replace(second=0, microsecond=0):
            return stood
        moment: datetime = said(rules.moment_of, wall.date(), wall.time(), zone)
        return moment

    def _at(self, field: Field) -> datetime | None:
        if not field.data or not clock.is_zone(typed(self.time_zone)):
            return None
        stood = getattr(self.event, f"{field.name}_at") if self.event else None
        return self._read(field.data, stood)

    def _days(self) -> tuple[datetime, datetime] | None:
        first, last = self.starts_on.data, self.ends_on.data
        if not (first and last and clock.is_zone(typed(self.time_zone))):
            return None
        days: tuple[datetime, datetime] = said(rules.whole_days, first, last, typed(self.time_zone))
        return days

    def _known(self, which: str) -> datetime | None:
        moment: datetime | None = quietly(self._moment, which)
        return moment

    def _span(self) -> tuple[datetime | None, datetime | None]:
        if self.is_all_day.data:
            return quietly(self._days) or (None, None)
        return self._known("starts"), self._known("ends")

    def _group(self) -> int | None:
        return self.cohort.data or None if self.cohort and self.audience.data == Audience.COHORT else None

    def _lasts(self) -> int:
        starts, ends = self._span()
        return int((ends - starts).total_seconds() // 60) if starts and ends and ends > starts else 0

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, by the names an event keeps it under."""
        starts, ends = self._span()
        venue = self.venue.data
        return {name: self[name].data for name in KEPT_AS_TYPED} | {
            "sort": EventSort(self.sort.data),
            "level": EventLevel(self.level.data),
            "audience": Audience(self.audience.data),
            "credit_unit": CreditUnit(self.credit_unit.data),
            "approval_body_slug": self.approval_body.data or None,
            "program_id": self.program.data or None,
            "cohort_id": self._group(),
            "contact_minutes": self.contact_minutes.data or 0,
            "starts_at": starts,
            "ends_at": ends,
            "is_online": venue != "place",
            "place": "" if venue == "online" else typed(self.place),
            "video_link": "" if venue == "place" else typed(self.video_link),
            "registration_opens_at": self._at(self.registration_opens),
            "registration_closes_at": self._at(self.registration_closes),
        }
