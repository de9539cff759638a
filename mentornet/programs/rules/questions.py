"""What may a program ask of its own, and when is that answered?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...foundation.errors import Refusal
from ..models import ProgramQuestion, QuestionKind, Side

FEWEST_OPTIONS = 2
LONGEST_ANSWER = 2000


def applies_to(question: ProgramQuestion, side: Side) -> bool:
    """Say whether somebody on `side` is asked `question` now."""
    return not question.is_retired and question.asked_of in {None, side}


def ensure_question_is_whole(kind: QuestionKind, options: list[str]) -> None:
    """Refuse a choice without at least two different options."""
    if kind is not QuestionKind.TEXT and len(set(options)) < FEWEST_OPTIONS:
        raise Refusal("A choice needs at least two options, each on a line of its own.")
    if len(set(options)) != len(options):
        raise Refusal("Two options are the same. Change one of them.")


def ensure_can_change_kind(question: ProgramQuestion, kind: QuestionKind, *, is_answered: bool) -> None:
    """Refuse to make another kind of question of one that people have answered."""
    if is_answered and kind is not question.kind:
        raise Refusal(
            "People have answered this question, so its kind stays. Retire it and ask a new one instead."
        )


def ensure_can_delete(*, is_answered: bool) -> None:
    """Refuse to delete what people have answered."""
    if is_answered:
        raise Refusal(
            "People have answered this question, so it cannot be deleted. Retire it: nobody is asked again."
        )


def tidied_answers(questions: Iterable[ProgramQuestion], given: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of `given` (by question id, as text) what these questions can be answered with.

    A text is a string, a choice one of the options, choices a list of them; what is empty is left out.
    """
    found = ((str(question.id), _tidied(question, given.get(str(question.id)))) for question in questions)
    return {key: answer for key, answer in found if answer}


def _tidied(question: ProgramQuestion, answer: Any) -> str | list[str]:
    if question.kind is QuestionKind.CHOICES:
        chosen = answer if isinstance(answer, list) else []
        return [option for option in question.options if option in chosen]
    if not isinstance(answer, str):
        return ""
    if question.kind is QuestionKind.CHOICE:
        return answer if answer in question.options else ""
    return answer.strip()[:LONGEST_ANSWER]


def missing_answers(
    questions: Iterable[ProgramQuestion], answers: Mapping[str, Any], *, side: Side
) -> list[ProgramQuestion]:
    """Return the required questions for `side` that `answers` leaves open."""
    return [q for q in questions if q.is_required and applies_to(q, side) and not answers.get(str(q.id))]
