"""What is asked of somebody who enrols? The program's own questions, as fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from ...foundation.forms import Form, option
from ..models import ProgramQuestion, QuestionKind
from ..rules.questions import LONGEST_ANSWER

PREFIX = "question_"


class EnrolmentForm(Form):
    """The program's questions; `enrolment_form` gives it its fields."""

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by question id."""
        return {
            name.removeprefix(PREFIX): field.data
            for name, field in self._fields.items()
            if name.startswith(PREFIX)
        }


def enrolment_form(
    questions: Iterable[ProgramQuestion], answers: Mapping[str, Any] | None = None
) -> EnrolmentForm:
    """Return a form with a field for each of `questions`, filled with the `answers` there are."""
    fields = {f"{PREFIX}{question.id}": _field_for(question) for question in questions}
    kind = type("EnrolmentFormOfProgram", (EnrolmentForm,), fields)
    form: EnrolmentForm = kind(data={f"{PREFIX}{key}": answer for key, answer in (answers or {}).items()})
    return form


def _field_for(question: ProgramQuestion) -> Field:
    if question.kind is QuestionKind.TEXT:
        wanted = InputRequired("Answer this question in a few words.") if question.is_required else Optional()
        return TextAreaField(question.prompt, [wanted, Length(max=LONGEST_ANSWER)])
    offered = [option(one, one) for one in question.options]
    if question.kind is QuestionKind.CHOICES:
        return SelectMultipleField(
            question.prompt,
            [InputRequired("Choose at least one.")] if question.is_required else [],
            choices=offered,
        )
    if question.is_required:
        return RadioField(question.prompt, [InputRequired("Choose one.")], choices=offered)
    return RadioField(question.prompt, choices=[option("", "No answer"), *offered], default="")
