"""What may be typed of a call, an abstract and a review?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from wtforms import Field, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from ....foundation.forms import Form, option, typed
from ...forms.fields import Moment, said
from ...models import ConferenceCall, Event, SessionKind
from ...rules import moment_of, wall_of
from .. import rules

FORMATS = [
    option(SessionKind.TALK, "Talk", note="You tell, then people ask."),
    option(SessionKind.WORKSHOP, "Workshop", note="People try it themselves."),
    option(SessionKind.PANEL, "Panel", note="Several of you talk it over."),
    option(SessionKind.POSTER, "Poster", note="You stand beside it and explain."),
]
SCORES = [
    option("5", "5: must be there"),
    option("4", "4: should be there"),
    option("3", "3: could be there"),
    option("2", "2: rather not"),
    option("1", "1: no"),
]


class CallForm(Form):
    """A call; its deadline is by the clocks of the conference."""

    words = TextAreaField("What you look for", [Optional(), Length(max=2000)])
    closes = Moment("Abstracts can be sent until")

    event: Event

    @classmethod
    def for_event(cls, event: Event, call: ConferenceCall | None) -> CallForm:
        """Return the form, filled with the call where there is one."""
        filled = {"closes": wall_of(call.closes_at, event.time_zone)} if call else None
        form: CallForm = cls(obj=call, data=filled)
        form.event = event
        return form

    def validate_closes(self, field: Field) -> None:
        """Ask for a deadline before the conference."""
        if not field.data:
            raise ValidationError("Say until when abstracts can be sent.")
        said(rules.ensure_deadline, self.event, self.closes_at)

    @property
    def closes_at(self) -> datetime:
        """The deadline as a moment."""
        wall = cast("datetime", self.closes.data)  # the field asks for one
        moment: datetime = said(moment_of, wall.date(), wall.time(), self.event.time_zone)
        return moment


class ReviewerForm(Form):
    """Somebody to review."""

    name = StringField("Their name or mail address", [InputRequired("Write a name."), Length(max=320)])


class AbstractForm(Form):
    """What somebody offers."""

    title = StringField("Title", [InputRequired("Give it a title."), Length(max=150)])
    words = TextAreaField(
        "What you would tell",
        [InputRequired("Say what it is about."), Length(max=rules.LONGEST_WORDS)],
    )
    kind = RadioField("Format", choices=FORMATS, default=SessionKind.TALK)

    def validate_title(self, field: Field) -> None:
        """Refuse a title in which nobody sees anything."""
        said(rules.ensure_title, typed(field))

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed."""
        return {
            "title": typed(self.title),
            "words": typed(self.words),
            "kind": SessionKind(self.kind.data),
        }


class ReviewForm(Form):
    """What a reviewer thinks."""

    score = RadioField("Score", [InputRequired("Choose a score.")], choices=SCORES)
    words = TextAreaField("Why", [Optional(), Length(max=1000)])
