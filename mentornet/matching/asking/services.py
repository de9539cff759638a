"""What happens to a request? Asked once, answered once; a yes takes a seat or is no yes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...foundation import clock
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import Refusal
from ...mentorships.models import Mentorship
from ...mentorships.services import begin
from ...notifications.services import settle
from ...profiles.seats import hold_seats, take_seat
from ...programs.models import Enrolment, Program, Side
from .. import engine
from ..answers.services import hold_open_ones as hold_proposals
from ..answers.services import open_proposals_of, withdraw_spare_ones
from ..engine import Rule
from ..intake import GatheredPair, gather_pair
from ..models import DeclineReason
from ..services.solving import explained
from . import letters, rules
from .closing import close, hold_open_ones, note, update_open, withdraw_all_of_mentee, withdraw_request
from .hindering import find_hindrance
from .models import MentoringRequest, RequestState


def ask_mentor(program: Program, *, by: Account, mentor: Account, words: str) -> MentoringRequest:
    """Have the mentee `by` ask `mentor`, who has the program's days to answer, and return the request.

    Raises Refusal, telling nothing that is the mentor's own affair, where a round could not make the pair,
    the mentee has a mentor or three open requests in the program, or has asked this mentor already.
    """
    _hold_mentee(program, by)
    pair, moment = gather_pair(program, mentee=by, mentor=mentor), clock.now()
    hindrance = find_hindrance(program, mentee=by, mentor=mentor, pair=pair, now=moment)
    if hindrance is not None:
        raise rules.refusal(hindrance, program=program, mentor=mentor)
    request_id = add_unless_there(
        MentoringRequest,
        program_id=program.id,
        mentee_id=by.id,
        mentor_id=mentor.id,
        words=words,
        created_at=moment,
        answer_by=moment + timedelta(days=program.answer_days),
        **_fit(pair),
    )
    if request_id is None:
        raise rules.refusal(rules.Hindrance.ASKED, program=program, mentor=mentor)
    request = db.session.get_one(MentoringRequest, request_id)
    note("sent", request, by=by, mentee_id=by.id, mentor_id=mentor.id)
    letters.tell_asked(request)
    return request


def _hold_mentee(program: Program, mentee: Account) -> None:
    """Let the requests of one mentee come one after the other, so that three at once are three.

    Held by the row of their enrolment, by an update that changes nothing.
    """
    own = sa.update(Enrolment).where(Enrolment.program_id == program.id, Enrolment.account_id == mentee.id)
    changed_rows(own.values(state=Enrolment.state))


def _fit(pair: GatheredPair) -> dict[str, Any]:
    """Return why the two suit, as a proposal keeps it."""
    if pair.mentee is None or pair.mentor is None:
        raise TypeError("Without both people there is no fit to tell.")
    return explained(engine.explain(pair.mentee, pair.mentor, pair.settings))


def accept_request(request: MentoringRequest, *, by: Account) -> Mentorship:
    """Say yes for the mentor `by` and return the mentorship that begins; a seat is taken for it.

    What else was open for the mentee in the program is taken back. Raises Refusal where the request is
    closed or late, the pair can no longer be made, or no seat is left: then the caller keeps nothing of it.
    """
    _ensure_mentors(request, by)
    _hold_all(request)
    _answer(request, by=by, values={"state": RequestState.ACCEPTED})
    _ensure_can_be(request)
    if not take_seat(request.mentor_id):
        raise Refusal(rules.NO_SEAT_LEFT)
    mentorship = begin(request.program_id, request.mentee_id, request.mentor_id, by=by)
    request.mentorship_id = mentorship.id
    db.session.flush()  # what follows reads and writes by statements of its own
    close(request, "accepted", by=by, mentorship_id=mentorship.id)
    letters.tell_accepted(request)
    withdraw_all_of_mentee(request.program_id, request.mentee_id)
    withdraw_spare_ones(request.program_id, request.mentee_id)
    return mentorship


def decline_request(request: MentoringRequest, *, by: Account, reason: DeclineReason | None = None) -> None:
    """Say no for the mentor `by`; the mentee hears it kindly and without the reason. Refuses what is closed."""
    _ensure_mentors(request, by)
    _answer(request, by=by, values={"state": RequestState.DECLINED, "reason": reason})
    close(request, "declined", by=by)
    letters.tell_declined(request)


def take_back(request: MentoringRequest, *, by: Account) -> None:
    """Take one's own request back. Raises Refusal where the mentor wants to, or it is closed."""
    if rules.side_of(request, by) is not Side.MENTEE:
        raise Refusal("This request was sent to you: answer it. A no is fine too.")
    if not withdraw_request(request, by=by):
        db.session.refresh(request)
        raise Refusal(rules.standing(request, Side.MENTEE, now=clock.now(), zone=by.time_zone))


def give_reason(request: MentoringRequest, *, by: Account, reason: DeclineReason) -> None:
    """Note privately why the mentor said no; the last word counts. Raises Refusal where they did not."""
    _ensure_mentors(request, by)
    declined = sa.update(MentoringRequest).where(
        MentoringRequest.id == request.id, MentoringRequest.state == RequestState.DECLINED
    )
    if not changed_rows(declined.values(reason=reason)):
        raise Refusal("A reason is only asked of those who said no, so nothing was noted.")
    db.session.refresh(request)


def _ensure_mentors(request: MentoringRequest, by: Account) -> None:
    if rules.side_of(request, by) is not Side.MENTOR:
        raise Refusal("You sent this request, so the answer is not yours to give. You can take it back.")


def _hold_all(request: MentoringRequest) -> None:
    """Hold everything a yes touches, in the order in which every yes holds it, so that two never wait in a circle."""
    hold_proposals(request.program_id, request.mentee_id)
    hold_open_ones(request.program_id, request.mentee_id)
    others = open_proposals_of(request.program_id, request.mentee_id)
    hold_seats([request.mentor_id, *(proposal.mentor_id for proposal in others)])


def _ensure_can_be(request: MentoringRequest) -> None:
    """Refuse where a hard rule forbids the pair by now: somebody blocked, named a tie, or left."""
    pair = gather_pair(request.program, mentee=request.mentee, mentor=request.mentor)
    if pair.mentee is None or pair.mentor is None or _forbidding(pair.broken):
        raise Refusal(rules.NO_LONGER)


def _forbidding(broken: Iterable[str]) -> set[str]:
    """Leave out what a yes may overlook: a proposal to the same two awaits answers, and goes with this yes."""
    return set(broken) - {Rule.TOGETHER}


def _answer(request: MentoringRequest, *, by: Account, values: dict[str, Any]) -> None:
    """Write the answer if it still counts, or refuse saying how the request stands."""
    moment: datetime = clock.now()
    in_time = update_open(request.id).where(MentoringRequest.answer_by > moment)
    written = changed_rows(in_time.values(closed_at=moment, closed_by_id=by.id, **values))
    db.session.refresh(request)
    if not written:
        raise Refusal(rules.standing(request, Side.MENTOR, now=moment, zone=by.time_zone))
    settle(by.id, key_prefix=f"request:{request.id}:")
