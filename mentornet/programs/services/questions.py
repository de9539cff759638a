"""What happens to a program's own questions?"""

from __future__ import annotations

from ...accounts.models import Account
from ...audit.services import record
from ...foundation.database import db
from .. import queries, rules
from ..models import Program, ProgramQuestion, QuestionKind, Side


def add_question(  # noqa: PLR0913 - a question has these facts
    program: Program,
    *,
    prompt: str,
    kind: QuestionKind,
    options: list[str],
    asked_of: Side | None,
    is_required: bool,
    by: Account,
) -> ProgramQuestion:
    """Add a question at the end; None in `asked_of` asks mentees and mentors."""
    rules.ensure_question_is_whole(kind, options)
    question = ProgramQuestion(
        program_id=program.id,
        position=1 + max((q.position for q in program.questions), default=-1),
        prompt=prompt,
        kind=kind,
        options=[] if kind is QuestionKind.TEXT else options,
        asked_of=asked_of,
        is_required=is_required,
    )
    db.session.add(question)
    db.session.flush()  # the trail needs the id
    db.session.expire(program, ["questions"])
    _write_down("question.added", question, by=by)
    return question


def edit_question(  # noqa: PLR0913 - as above
    question: ProgramQuestion,
    *,
    prompt: str,
    kind: QuestionKind,
    options: list[str],
    asked_of: Side | None,
    is_required: bool,
    program: Program,
    by: Account,
) -> None:
    """Change a question; its kind only while nobody has answered it."""
    rules.ensure_question_is_whole(kind, options)
    rules.ensure_can_change_kind(question, kind, is_answered=_is_answered(program, question))
    question.prompt, question.kind = prompt, kind
    question.options = [] if kind is QuestionKind.TEXT else options
    question.asked_of, question.is_required = asked_of, is_required
    _write_down("question.edited", question, by=by)


def move_question(program: Program, *, question: ProgramQuestion, up: bool, by: Account) -> None:
    """Let a question change places with the one before it, or after it; at the end nothing happens."""
    order = [q for q in program.questions if q.is_retired == question.is_retired]
    here = order.index(question)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    retired = [q for q in program.questions if q.is_retired != question.is_retired]
    for position, one in enumerate(order + retired):
        one.position = position
    db.session.expire(program, ["questions"])
    _write_down("question.moved", question, by=by)


def retire_question(question: ProgramQuestion, *, by: Account) -> None:
    """Ask it no more; the answers stay."""
    question.is_retired = True
    _write_down("question.retired", question, by=by)


def restore_question(question: ProgramQuestion, *, by: Account) -> None:
    """Ask it again."""
    question.is_retired = False
    _write_down("question.restored", question, by=by)


def delete_question(question: ProgramQuestion, *, program: Program, by: Account) -> None:
    """Remove a question that nobody has answered."""
    rules.ensure_can_delete(is_answered=_is_answered(program, question))
    _write_down("question.deleted", question, by=by, prompt=question.prompt)
    db.session.delete(question)


def _is_answered(program: Program, question: ProgramQuestion) -> bool:
    return question.id in queries.answered_questions(program)


def _write_down(action: str, question: ProgramQuestion, *, by: Account, **details: object) -> None:
    record(
        action,
        by=by,
        subject_type="question",
        subject_id=question.id,
        program_id=question.program_id,
        **details,
    )
