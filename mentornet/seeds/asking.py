"""Who has asked the demo's mentor? A couple of mentees, whose requests await her answer."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from ..accounts.models import Account
from ..foundation import clock
from ..foundation.database import changed_rows, db
from ..foundation.errors import Refusal
from ..matching.asking.services import ask_mentor
from ..profiles.models import MentorProfile, Profile
from ..programs.models import Program, Side
from ..programs.queries import enrolments

AGO = timedelta(hours=30)
LETTERS = (
    (
        "I read that you did your prerequisites between night shifts. I am about to begin mine and would like to hear "
        "what you would do in another order. A call every second week would help me most."
    ),
    (
        "I have been offered the charge role on my unit and am not sure of it. You have led a team and gone on from "
        "there: would you think it through with me for a few months?"
    ),
)


def tell_requests(program: Program, *, to: Account) -> None:
    """Have two mentees of `program` ask `to`, who offers a seat more for each, the newest members first.

    Who may not ask is passed over.
    """
    _offer_more(to, seats=len(LETTERS))
    newest_first = [one.account for one in reversed(enrolments(program, Side.MENTEE))]
    letters = list(LETTERS)
    with clock.frozen_at(clock.now() - AGO):
        for mentee in newest_first:
            if letters and _asks(program, mentee, to, letters[0]):
                letters.pop(0)
    db.session.commit()


def _offer_more(mentor: Account, *, seats: int) -> None:
    """Let the mentor offer more seats than the round found: those it has filled."""
    profile_id = sa.select(Profile.id).where(Profile.account_id == mentor.id).scalar_subquery()
    hers = sa.update(MentorProfile).where(MentorProfile.profile_id == profile_id)
    changed_rows(hers.values(seats=MentorProfile.seats_taken + seats))


def _asks(program: Program, mentee: Account, mentor: Account, words: str) -> bool:
    try:
        ask_mentor(program, by=mentee, mentor=mentor, words=words)
    except Refusal:
        return False
    return True
