"""May this mentee ask this mentor, and how does a request stand for one of the two?"""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from ...accounts.models import Account
from ...foundation.errors import NotFoundError, Refusal
from ...foundation.templating import moment_text
from ...programs.models import Program, Side
from .models import MentoringRequest, RequestState

MOST_OPEN = 3
"""How many requests of one mentee may await answers at once in a program."""
REST = timedelta(days=14)
"""How long somebody is left in peace who did not answer, or whose request was taken back by its sender."""
LONGEST_WORDS = 1_000


class Hindrance(enum.StrEnum):
    """Why a mentee cannot ask a mentor now; the first that holds is told."""

    ONESELF = "oneself"
    OFF = "off"
    CLOSED = "closed"
    AWAY = "away"
    NO_PROFILE = "no-profile"
    HAS_MENTOR = "has-mentor"
    ASKED = "asked"
    TOGETHER = "together"
    TOO_MANY = "too-many"
    TOO_SOON = "too-soon"
    NO_LANGUAGE = "no-language"
    NO_SEAT = "no-seat"
    NOT_OPEN = "not-open"


HINDRANCES = {
    Hindrance.ONESELF: "That is you. Ask somebody else of the program.",
    Hindrance.OFF: "In {program} mentors are found by rounds alone. Make a wish for {mentor}: the next round looks at it.",
    Hindrance.CLOSED: "{program} is closed, so nobody can be asked there now.",
    Hindrance.AWAY: "You do not take part in {program} as a mentee now. Take part again on its page, then ask.",
    Hindrance.NO_PROFILE: "Say first in your profile that you seek a mentor, and what for. Then ask.",
    Hindrance.HAS_MENTOR: "You have a mentor in {program} already. When that mentorship has ended you can ask again.",
    Hindrance.ASKED: "You have asked {mentor} already. Your requests show how it stands.",
    Hindrance.TOGETHER: "You two are a pair already, or were proposed to each other. Look under Mentoring and Today.",
    Hindrance.TOO_MANY: (
        f"{MOST_OPEN} of your requests in {{program}} await answers, which is as many as can at once. "
        "Take one back, or wait for an answer."
    ),
    Hindrance.TOO_SOON: "You asked {mentor} not long ago. Leave two weeks between, or ask somebody else.",
    Hindrance.NO_LANGUAGE: "Your profiles name no language that you two share. Add one you speak, or ask somebody else.",
    Hindrance.NO_SEAT: "{mentor} has no free seat now. Make a wish: the next round looks at it.",
    Hindrance.NOT_OPEN: "{mentor} is not open to requests now. Ask somebody else of the program, or wait for the next round.",
}
"""What is told. `NOT_OPEN` stands for all that is the other's own affair: a pause, an employer, a tie, a block."""


def refusal(hindrance: Hindrance, *, program: Program, mentor: Account) -> Refusal:
    """Return the refusal to ask, in a sentence that tells nothing of the other's affairs."""
    return Refusal(sentence_of(hindrance, program=program, mentor=mentor))


def sentence_of(hindrance: Hindrance, *, program: Program, mentor: Account) -> str:
    """Say why the mentee cannot ask."""
    return HINDRANCES[hindrance].format(program=program.name, mentor=mentor.display_name)


NO_LONGER = "This pair can no longer be made, so the request cannot be accepted. Say not this time, or leave it: it ends by itself."
NO_SEAT_LEFT = (
    "All your seats are taken by now, so the request cannot be accepted. "
    "Offer another seat in your profile first, or say not this time."
)
TAKEN_BACK = "This request was taken back, so there is nothing to answer any more."


def side_of(request: MentoringRequest, account: Account) -> Side:
    """Return which side of `request` the account is on, or raise NotFoundError: it is nobody else's."""
    if account.id == request.mentee_id:
        return Side.MENTEE
    if account.id == request.mentor_id:
        return Side.MENTOR
    raise NotFoundError


def other_of(request: MentoringRequest, side: Side) -> Account:
    """Return the person on the other side."""
    return request.mentor if side is Side.MENTEE else request.mentee


def is_answerable(request: MentoringRequest, *, now: datetime) -> bool:
    """Say whether an answer still counts: the request is open and its deadline ahead."""
    return request.state is RequestState.OPEN and now < request.answer_by


def standing(request: MentoringRequest, side: Side, *, now: datetime, zone: str) -> str:
    """Say in a sentence or two how the request stands for the person on `side`, in their own zone."""
    other = other_of(request, side).display_name
    if is_answerable(request, now=now):
        until = moment_text(request.answer_by, zone)
        return (
            f"You have until {until} to answer."
            if side is Side.MENTOR
            else f"{other} has until {until} to answer."
        )
    return STANDINGS[side].get(request.state, RUN_OUT[side]).format(other=other)


RUN_OUT = {
    Side.MENTOR: "The time to answer has run out. You can still name {other} in your wishes.",
    Side.MENTEE: (
        "No answer came from {other} in time. It is not about you: shifts and lives are full. "
        "Ask somebody else, or make a wish for the next round."
    ),
}
STANDINGS = {
    Side.MENTOR: {
        RequestState.ACCEPTED: "You said yes, so your mentorship with {other} has begun.",
        RequestState.DECLINED: "You said not this time. {other} was told kindly and without a reason.",
        RequestState.WITHDRAWN: TAKEN_BACK,
    },
    Side.MENTEE: {
        RequestState.ACCEPTED: "{other} said yes, so your mentorship has begun.",
        RequestState.DECLINED: (
            "{other} said not this time. People say so for many reasons, most often time and shifts. "
            "Ask somebody else, or make a wish for the next round."
        ),
        RequestState.WITHDRAWN: "This request was taken back.",
    },
}
STATE_WORDS = {
    RequestState.OPEN: "Awaits an answer",
    RequestState.ACCEPTED: "Accepted",
    RequestState.DECLINED: "Not this time",
    RequestState.LAPSED: "Not answered in time",
    RequestState.WITHDRAWN: "Taken back",
}


def reminder_key(request_id: int, lead: str) -> str:
    """Return the key of a reminder's notice."""
    return f"request:{request_id}:remind:{lead}"
