"""What do we tell people of a request's fate?"""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation.templating import how_far, moment_text
from ...notifications.models import Notice, NoticeKind
from ...notifications.services import PLAIN_LETTER, notify, settle
from .models import MentoringRequest
from .rules import reminder_key


def page_of(request: MentoringRequest) -> str:
    """Return the path of the request's page."""
    return f"/requests/{request.id}"


def tell_asked(request: MentoringRequest) -> None:
    """Tell the mentor who asks and until when; the words stay on the page."""
    mentor, name = request.mentor, request.mentee.display_name
    until = moment_text(request.answer_by, mentor.time_zone)
    notify(
        mentor,
        kind=NoticeKind.REQUEST_TO_ANSWER,
        key=f"request:{request.id}:asked",
        sentence=f"{name} asks you to be their mentor. Please answer by {until}; a no is fine too.",
        url=page_of(request),
        act="Read and answer",
        due_at=request.answer_by,
        letter=PLAIN_LETTER,
        subject=f"{name} asks you to be their mentor",
    )


def remind(request: MentoringRequest, *, lead: str) -> Notice | None:
    """Remind the mentor of the deadline, once for each `lead`; the reminder takes the first notice's place."""
    mentor, name = request.mentor, request.mentee.display_name
    until = moment_text(request.answer_by, mentor.time_zone)
    key = reminder_key(request.id, lead)
    notice = notify(
        mentor,
        kind=NoticeKind.REQUEST_REMINDER,
        key=key,
        sentence=f"{name} still hopes for your answer as their mentor. Please answer by {until}; a no is fine too.",
        url=page_of(request),
        act="Read and answer",
        due_at=request.answer_by,
        letter=PLAIN_LETTER,
        subject=f"{name} awaits your answer {how_far(request.answer_by)}",
    )
    if notice is not None:
        settle(mentor.id, key_prefix=f"request:{request.id}:", but=key)
    return notice


def tell_declined(request: MentoringRequest) -> None:
    """Tell the mentee kindly and without the reason."""
    sentence = (
        f"{request.mentor.display_name} cannot be your mentor now. People say so for many reasons, most often "
        "time and shifts, and it says little about you. Ask somebody else, or make a wish for the next round."
    )
    _tell_closed(request, request.mentee, sentence, f"{request.mentor.display_name} answered your request")


def tell_lapsed(request: MentoringRequest) -> None:
    """Tell both that time ran out."""
    name, subject = request.mentor.display_name, "A request was not answered in time"
    sentence = (
        f"No answer came from {name} in time. It is not about you: shifts and lives are full. "
        "Ask somebody else, or make a wish for the next round."
    )
    _tell_closed(request, request.mentee, sentence, subject)
    sentence = (
        f"The time to answer {request.mentee.display_name}, who asked you to be their mentor, has run out."
    )
    _tell_closed(request, request.mentor, sentence, subject)


def tell_withdrawn(request: MentoringRequest, *, by: Account | None, because: str) -> None:
    """Tell both that there is nothing to answer any more, but not who took it back themselves."""
    sentences = (
        (request.mentee, f"Your request to {request.mentor.display_name} was taken back, since {because}."),
        (
            request.mentor,
            f"The request of {request.mentee.display_name} was taken back: you need not answer it.",
        ),
    )
    for account, sentence in sentences:
        if by is None or account.id != by.id:
            _tell_closed(request, account, sentence, "A request was taken back")


def tell_accepted(request: MentoringRequest) -> None:
    """Tell those who run the program that a pair found itself; the two hear it from their mentorship."""
    names = f"{request.mentee.display_name} asked {request.mentor.display_name}, who said yes"
    for coordinator in request.program.coordinators:
        notify(
            coordinator,
            kind=NoticeKind.REQUEST_CLOSED,
            key=f"request:{request.id}:accepted",
            sentence=f"{names}: their mentorship in {request.program.name} has begun.",
            url=f"/programs/{request.program.slug}/requests",
            act="See the requests",
        )


def _tell_closed(request: MentoringRequest, account: Account, sentence: str, subject: str) -> None:
    notify(
        account,
        kind=NoticeKind.REQUEST_CLOSED,
        key=f"request:{request.id}:closed",
        sentence=sentence,
        url=page_of(request),
        act="See how it stands",
        letter=PLAIN_LETTER,
        subject=subject,
    )
