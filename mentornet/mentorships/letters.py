"""What do we tell a pair, and those who run its program?"""

from __future__ import annotations

from ..accounts.models import Account
from ..foundation import clock
from ..notifications.models import NoticeKind
from ..notifications.services import PLAIN_LETTER, notify
from .models import EndReason, Mentorship
from .rules import REASON_WORDS


def page_of(mentorship: Mentorship) -> str:
    """Return the path of the pair's own page."""
    return f"/mentorships/{mentorship.id}"


def tell_begun(mentorship: Mentorship) -> None:
    """Tell both that they are a pair, how to reach each other, and what comes first."""
    for account in (mentorship.mentee, mentorship.mentor):
        other = mentorship.other_of(account.id)
        role = "mentor" if account.id == mentorship.mentee_id else "mentee"
        notify(
            account,
            kind=NoticeKind.MENTORSHIP_BEGUN,
            key=f"mentorship:{mentorship.id}:begun",
            sentence=f"You both said yes: {other.display_name} is your {role}. Write to each other and agree on goals.",
            url=page_of(mentorship),
            act="Open our page",
            letter="mentorships/begun",
            subject=f"You and {other.display_name} begin",
            other=other,
            role=role,
            program=mentorship.program,
        )


def tell_changed(mentorship: Mentorship, *, by: Account, what: str, sentence: str) -> None:
    """Tell the other of the pair what `by` changed; `what` names it in the notice's key."""
    notify(
        mentorship.other_of(by.id),
        kind=NoticeKind.MENTORSHIP_CHANGED,
        key=f"mentorship:{mentorship.id}:{what}:{clock.now():%Y%m%dT%H%M%S%f}",
        sentence=sentence,
        url=page_of(mentorship),
        act="Open our page",
        letter=PLAIN_LETTER,
    )


def tell_terms(mentorship: Mentorship, *, by: Account) -> None:
    """Ask the other of the pair to agree to what `by` proposes."""
    version = mentorship.agreement_version
    notify(
        mentorship.other_of(by.id),
        kind=NoticeKind.AGREEMENT_TO_CONFIRM,
        key=f"mentorship:{mentorship.id}:terms:{version}",
        sentence=f"{by.display_name} wrote down what you two could agree on. Read it and agree, or change it.",
        url=page_of(mentorship),
        act="Read and agree",
        letter=PLAIN_LETTER,
        subject=f"{by.display_name} proposes an agreement",
    )


def tell_ended(mentorship: Mentorship, *, by: Account, reason: EndReason) -> None:
    """Tell the other kindly, without the reason, and those who run the program with it."""
    other = mentorship.other_of(by.id)
    notify(
        other,
        kind=NoticeKind.MENTORSHIP_CHANGED,
        key=f"mentorship:{mentorship.id}:ended",
        sentence=f"Your mentorship with {by.display_name} has ended. Your coordinator knows and can match you anew.",
        url=page_of(mentorship),
        act="Open our page",
        letter="mentorships/ended",
        subject=f"Your mentorship with {by.display_name} has ended",
        other=by,
        program=mentorship.program,
    )
    is_grave = reason is EndReason.UNSAFE
    for coordinator in mentorship.program.coordinators:
        notify(
            coordinator,
            kind=NoticeKind.MENTORSHIP_CHANGED,
            key=f"mentorship:{mentorship.id}:ended:coordinator",
            sentence=(
                f"{by.display_name} ended the mentorship of {mentorship.mentee.display_name} and "
                f"{mentorship.mentor.display_name}: “{REASON_WORDS[reason]}”."
            ),
            url=f"/programs/{mentorship.program.slug}/mentorships",
            act="See mentorships",
            letter=PLAIN_LETTER if is_grave else None,
            subject="A mentorship ended, and somebody felt unsafe" if is_grave else None,
        )


def tell_account_closed(mentorship: Mentorship, *, closed: Account) -> None:
    """Tell the other kindly that the pair has ended, without saying why the account was closed, and the coordinators."""
    other, name = mentorship.other_of(closed.id), closed.display_name
    notify(
        other,
        kind=NoticeKind.MENTORSHIP_CHANGED,
        key=f"mentorship:{mentorship.id}:ended",
        sentence=(
            f"{name} no longer takes part here, so your mentorship has ended. It is nothing you did, and you can "
            "be matched anew."
        ),
        url=page_of(mentorship),
        act="Open our page",
        letter="mentorships/ended",
        subject=f"Your mentorship with {name} has ended",
        other=closed,
        program=mentorship.program,
    )
    for coordinator in mentorship.program.coordinators:
        notify(
            coordinator,
            kind=NoticeKind.MENTORSHIP_CHANGED,
            key=f"mentorship:{mentorship.id}:ended:coordinator",
            sentence=(
                f"The account of {name} was closed, so the mentorship of {mentorship.mentee.display_name} and "
                f"{mentorship.mentor.display_name} has ended. {other.display_name} can be matched anew."
            ),
            url=f"/programs/{mentorship.program.slug}/mentorships",
            act="See mentorships",
            letter=PLAIN_LETTER,
            subject="A mentorship ended with a closed account",
        )
