"""What may be typed of a round? Its name and cohort, its weights, its deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    DateTimeLocalField,
    Field,
    IntegerField,
    IntegerRangeField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange

from ..foundation import clock
from ..foundation.forms import Form, option
from ..foundation.templating import counted
from ..programs.models import Cohort
from ..programs.rules import CRITERIA, DEFAULT_WEIGHTS, HEAVIEST
from .engine.values import Objective, Unranked
from .models import PairRuleKind
from .rules import LARGEST_CIRCLE, MOST_LEAST, MOST_MENTEES, MOST_MENTORS, Terms
from .words.objectives import OBJECTIVES, UNRANKED

EVERYBODY = "0"


class RoundForm(Form):
    """How a round is called, and whom it is for."""

    name = StringField("Name of the round", [InputRequired("Give the round a name."), Length(max=120)])
    cohort = SelectField("For whom", default=EVERYBODY)

    @classmethod
    def of(cls, cohorts: Sequence[Cohort], *, name: str) -> RoundForm:
        """Return the form with the program's cohorts to choose from."""
        form: RoundForm = cls(data={"name": name, "cohort": EVERYBODY})
        form.cohort.choices = [
            (EVERYBODY, "Everybody who takes part"),
            *((str(cohort.id), cohort.name) for cohort in cohorts),
        ]
        return form

    @property
    def cohort_id(self) -> int | None:
        """The cohort chosen, or None for everybody."""
        return int(self.cohort.data) or None


class TermsForm(Form):
    """What a round seeks and how it weighs its criteria; one slider from 0 to 10 for each is added below."""

    objective = RadioField(
        "What this round seeks",
        choices=[option(one.value, said.name, note=said.means) for one, said in OBJECTIVES.items()],
        default=Objective.MOST.value,
    )

    unranked = RadioField(
        "In a stable round, for those who ranked some people",
        choices=[option(one.value, name, note=means) for one, (name, means) in UNRANKED.items()],
        default=Unranked.SCORE.value,
    )

    circle_size = SelectField(
        "One to one, or circles",
        coerce=int,
        choices=[
            option("1", "One to one"),
            *(option(str(size), f"Circles of up to {size}") for size in range(2, LARGEST_CIRCLE + 1)),
        ],
        default=1,
    )

    least_mentees = SelectField(
        "For each mentor, where that can be",
        coerce=int,
        choices=[
            option("0", "As fit decides"),
            *(
                option(str(least), f"At least {counted(least, 'mentee')}")
                for least in range(1, MOST_LEAST + 1)
            ),
        ],
        default=0,
    )

    most_mentees = SelectField(
        "At most, for each mentor",
        coerce=int,
        choices=[
            option("0", "As many as they have seats for"),
            *(option(str(most), counted(most, "mentee")) for most in range(1, MOST_MENTEES + 1)),
        ],
        default=0,
    )

    most_mentors = SelectField(
        "Mentors for each mentee",
        coerce=int,
        choices=[
            option("1", "One"),
            *(option(str(most), f"Up to {most} at once") for most in range(2, MOST_MENTORS + 1)),
        ],
        default=1,
    )

    minimum_fit = IntegerField(
        "Minimum fit, in per cent",
        [InputRequired("Give a number; 0 sets no minimum."), NumberRange(0, 100, "From 0 to 100.")],
    )

    def validate_least_mentees(self, field: Field) -> None:
        """Refuse more mentees for each mentor than a circle takes."""
        size = self.circle_size.data
        if isinstance(size, int) and isinstance(field.data, int) and 1 < size < field.data:
            raise ValidationError(
                f"A circle of {size} cannot begin with {field.data}. Choose {size} or fewer."
            )

    def validate_most_mentees(self, field: Field) -> None:
        """Refuse fewer mentees at most than at least."""
        least = self.least_mentees.data
        if isinstance(least, int) and isinstance(field.data, int) and 0 < field.data < least:
            raise ValidationError(f"At least {least} are wished for. Choose {least} or more.")

    @property
    def weights(self) -> dict[str, int]:
        """The weights as they were set."""
        return {name: self._fields[name].data for name in DEFAULT_WEIGHTS}

    @property
    def terms(self) -> Terms:
        """What the round is to seek beside its weights."""
        return Terms(
            minimum_fit=self.minimum_fit.data or 0,
            objective=Objective(self.objective.data),
            unranked=Unranked(self.unranked.data),
            circle_size=self.circle_size.data,
            least_mentees=self.least_mentees.data,
            most_mentees=self.most_mentees.data,
            most_mentors=self.most_mentors.data,
        )

    @classmethod
    def of(cls, weights: Mapping[str, int], terms: Terms) -> TermsForm:
        """Return the form with everything where the round has it."""
        form: TermsForm = cls(data={**weights, **asdict(terms)})
        return form


for _criterion in CRITERIA:
    setattr(
        TermsForm,
        _criterion.name,
        IntegerRangeField(
            _criterion.label,
            [InputRequired("Set a weight."), NumberRange(0, HEAVIEST, f"From 0 to {HEAVIEST}.")],
            render_kw={"step": "1"},
        ),
    )


class DecisionForm(Form):
    """Two people to keep together or apart."""

    decision = RadioField(
        "What you decide",
        choices=[
            option(PairRuleKind.LOCK, "Keep them together", note="Every solve makes them a pair."),
            option(
                PairRuleKind.FORBID, "Keep them apart", note="No solve makes them a pair; nobody is told."
            ),
        ],
        default=PairRuleKind.LOCK.value,
    )
    mentee = StringField(
        "Mentee", [InputRequired("Name the mentee."), Length(max=320)], render_kw={"list": "mentees"}
    )
    mentor = StringField(
        "Mentor", [InputRequired("Name the mentor."), Length(max=320)], render_kw={"list": "mentors"}
    )

    @property
    def decided(self) -> PairRuleKind:
        """What was chosen."""
        return PairRuleKind(self.decision.data)


class PublishForm(Form):
    """Until when people may answer, by the clocks of the program's zone."""

    answer_by = DateTimeLocalField(
        "Answers are due by", [InputRequired("Choose a day and a time.")], format="%Y-%m-%dT%H:%M"
    )

    zone = "UTC"

    @classmethod
    def of(cls, moment: datetime, *, zone: str) -> PublishForm:
        """Return the form with `moment` as it reads in `zone`."""
        local: Any = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        form: PublishForm = cls(data={"answer_by": local})
        form.zone = zone
        return form

    def validate_answer_by(self, field: Field) -> None:
        """Refuse a year that no clock of another zone could show, and an hour that clocks go forward over."""
        if field.data and field.data.year not in clock.YEARS:
            raise ValidationError("Choose a day within the next weeks.")
        if field.data and clock.moment_of(field.data, self.zone) is None:
            raise ValidationError(
                f"Clocks go forward in {self.zone} that night, and {field.data:%H:%M} does not exist. "
                "Choose an hour earlier or later."
            )

    def moment(self) -> datetime:
        """Return what was chosen as a moment, read by the clocks of its zone."""
        moment = clock.moment_of(self.answer_by.data, self.zone) if self.answer_by.data else None
        if moment is None:
            raise ValueError("Ask only a form that was found in order.")
        return moment
