"""What happens at the coordinator's word? The preview is looked at once more, then all of it is written, or nothing.

The lines that are checked are those that stood in the preview; one whose fate would be another by now makes the whole
preview stale. Everything is written in the transaction that closes the job.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from ...accounts.models import LONGEST_FOLDED, Account
from ...foundation import clock, storage
from ...foundation.database import add_unless_there, after_commit, changed_rows, db
from ...foundation.jobs import enqueue
from ...foundation.words import folded
from ...profiles.queries import profiles_of
from ...profiles.services import begin_profile
from ...programs.models import Enrolment, EnrolmentState, QuestionKind, Side
from ...programs.queries import count_taken
from ...programs.rules import next_cohort
from ...programs.services import add_question
from ...programs.services.holding import hold
from .. import queries, rules
from ..models import BroughtIn, Fate, Import, ImportRow, ImportState
from ..rules import NEW, Person
from .reading import as_kept, fresh_course
from .receiving import write_down
from .steps import remember
from .writing import Press, describe, make_press

CHECKED = (Fate.ADD, Fate.UPDATE, Fate.INVITE, Fate.UNCHANGED)


class StalePreviewError(Exception):
    """Something changed since the preview was made, so that a line's fate is another now."""


def check_preview(one: Import) -> Iterator[float]:
    """Decide every line anew and compare; yields how far it is, of 1.

    Raises:
        StalePreviewError: A fate, or what a line changes, is another by now.
    """
    course, done, whole = fresh_course(one), 0, max(1, sum(one.counts.values()))
    for rows in queries.each_row(one, *CHECKED):
        people = [Person.of(row.line, row.record) for row in rows]
        around = queries.surroundings(one.program, people)
        for row, person in zip(rows, people, strict=True):
            decision = rules.decide(person, around, course)
            if decision.fate is not row.fate or json.dumps(as_kept(decision)) != json.dumps(row.changes):
                raise StalePreviewError(f"line {row.line}")
        done += len(rows)
        yield done / whole


def bring_in(one: Import) -> None:
    """Write everything the preview promised, and have the people told; the caller commits it with the job.

    Raises:
        StalePreviewError: The last place went, or somebody claimed their account, since the check.
    """
    hold(one.program)
    _ensure_places(one)
    questions = _add_questions(one)
    bringer = _Bringer(one, make_press(moment=clock.now(), zone=one.program.time_zone), questions)
    for rows in queries.each_row(one, Fate.ADD, Fate.UPDATE):
        bringer.bring(rows)
    done = sa.update(Import).where(Import.id == one.id, Import.state == ImportState.IMPORTING)
    name, moment = one.stored_as, clock.now()
    if not changed_rows(done.values(state=ImportState.DONE, done_at=moment, changed_at=moment, stored_as="")):
        raise StalePreviewError("the import went on without this run")
    write_down("import.done", one, by=one.confirmed_by, **{str(fate): n for fate, n in one.counts.items()})
    enqueue(queries.TELL, one.id, by=one.confirmed_by_id)
    after_commit(lambda: storage.drop(name))


def _ensure_places(one: Import) -> None:
    """Look whether the places still suffice, now that nobody else can take one."""
    program = one.program
    for side, limit in ((Side.MENTEE, program.mentee_places), (Side.MENTOR, program.mentor_places)):
        if limit is not None and count_taken(program.id, side) + _promised(one, side) > limit:
            raise StalePreviewError(f"no {side} place left")


def _promised(one: Import, side: Side) -> int:
    rows = queries.each_row(one, Fate.ADD, Fate.UPDATE)
    return sum(str(side) in _new_sides(row) for chunk in rows for row in chunk)


def _new_sides(row: ImportRow) -> list[str]:
    if row.fate is Fate.ADD:
        return list(row.record["sides"])
    return [change["to"] for change in row.changes if change["name"] == "side"]


def _add_questions(one: Import) -> dict[str, str]:
    """Add the questions that columns were made into; return what stood for each and the id it has now."""
    by, headings = one.confirmed_by, {column["key"]: column["heading"] for column in one.found}
    found = {}
    for key, name in one.columns.items():
        if name == rules.NEW_QUESTION and by is not None:
            question = add_question(
                one.program,
                prompt=headings[key][: rules.LONGEST_PROMPT],
                kind=QuestionKind.TEXT,
                options=[],
                asked_of=None,  # the other side's file may answer it as well
                is_required=False,
                by=by,
            )
            found[key] = question.id
    if found:
        remember(one.program_id, columns={key: f"{rules.QUESTION}{number}" for key, number in found.items()})
    return {f"{NEW}{key}": str(number) for key, number in found.items()}


class _Bringer:
    """Writes the lines of one import."""

    def __init__(self, one: Import, press: Press, questions: dict[str, str]) -> None:
        self.one, self.press, self.questions = one, press, questions
        cohort = next_cohort(one.program, clock.today(one.program.time_zone))
        self.cohort_id = cohort.id if cohort else None

    def bring(self, rows: Sequence[ImportRow]) -> None:
        """Write some hundreds of lines: newcomers at once, the others one by one."""
        people = {row.id: Person.of(row.line, row.record) for row in rows}
        there = self._there([people[row.id].canonical for row in rows])
        newcomers: dict[str, Person] = {}
        for row in rows:
            person = people[row.id]
            if row.fate is Fate.ADD and person.canonical not in there:
                newcomers.setdefault(person.canonical, person)
        self._add(list(newcomers.values()))
        there |= self._there(list(newcomers))
        for row in rows:
            person = people[row.id]
            if newcomers.get(person.canonical) is not person:
                if person.canonical not in there:
                    raise StalePreviewError(f"line {row.line}: claimed")
                self._change(row, person, there[person.canonical])

    def _there(self, mailboxes: Sequence[str]) -> dict[str, int]:
        """Map mailboxes to the accounts that were brought in for them and nobody has claimed."""
        unclaimed = sa.select(Account.canonical_email, Account.id).where(
            Account.canonical_email.in_(mailboxes), Account.confirmed_at.is_(None)
        )
        return {mailbox: account_id for mailbox, account_id in db.session.execute(unclaimed)}  # noqa: C416 - a Row is no pair to dict()

    def _add(self, people: Sequence[Person]) -> None:
        if not people:
            return
        ids = self.press.accounts(people)
        self.press.profiles(people, ids)
        enrolments = [
            self._enrolment(person, account_id, side)
            for person, account_id in zip(people, ids, strict=True)
            for side in person.sides
        ]
        db.session.execute(sa.insert(Enrolment), enrolments)
        db.session.execute(sa.insert(BroughtIn), [self._brought(account_id) for account_id in ids])

    def _enrolment(self, person: Person, account_id: int, side: str) -> dict[str, Any]:
        return {
            "program_id": self.one.program_id,
            "account_id": account_id,
            "side": Side(side),
            "cohort_id": person.cohort or self.cohort_id,
            "state": EnrolmentState.AWAITED,
            "answers": self._answers(person),
            "created_at": self.press.moment,
            "changed_at": self.press.moment,
        }

    def _answers(self, person: Person) -> dict[str, Any]:
        return {self.questions.get(key, key): answer for key, answer in person.answers.items() if answer}

    def _brought(self, account_id: int) -> dict[str, Any]:
        return {
            "program_id": self.one.program_id,
            "account_id": account_id,
            "import_id": self.one.id,
            "by_id": self.one.confirmed_by_id,
            "created_at": self.press.moment,
        }

    def _change(self, row: ImportRow, person: Person, account_id: int) -> None:
        """Write what a line changes of somebody who is there: who has claimed the account meanwhile stops it all."""
        account = db.session.scalars(
            sa.select(Account)
            .where(Account.id == account_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one()
        if account.confirmed_at is not None:
            raise StalePreviewError(f"line {row.line}: claimed")
        self._enrol(person, account_id)
        profile = begin_profile(
            account, mentee=Side.MENTEE in person.sides, mentor=Side.MENTOR in person.sides
        )
        said = person.said if row.fate is Fate.ADD else _said_by(row.changes)
        if name := said.pop("name", ""):
            account.display_name, account.folded_name = name, folded(name)[:LONGEST_FOLDED]
        describe(profiles_of([account_id])[profile.account_id], said, self.press)
        add_unless_there(BroughtIn, **self._brought(account_id))
        db.session.flush()

    def _enrol(self, person: Person, account_id: int) -> None:
        for side in person.sides:
            fresh = self._enrolment(person, account_id, side)
            if add_unless_there(Enrolment, **fresh) is None:
                self._change_enrolment(person, account_id, side)

    def _change_enrolment(self, person: Person, account_id: int, side: str) -> None:
        enrolment = db.session.scalars(
            sa.select(Enrolment).where(
                Enrolment.program_id == self.one.program_id,
                Enrolment.account_id == account_id,
                Enrolment.side == Side(side),
            )
        ).one()
        enrolment.answers = {**enrolment.answers, **self._answers(person)}
        enrolment.cohort_id = person.cohort or enrolment.cohort_id
        enrolment.changed_at = self.press.moment


def _said_by(changes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    others = ("side", "cohort")
    return {
        change["name"]: change["to"]
        for change in changes
        if change["name"] not in others and not change["name"].startswith("question:")
    }
