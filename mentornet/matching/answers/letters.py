"""What do we tell people of a proposal's fate?"""

from __future__ import annotations

from typing import Any

from ...accounts.models import Account
from ...foundation.templating import how_far, moment_text
from ...notifications.models import Notice, NoticeKind
from ...notifications.services import PLAIN_LETTER, notify, notify_anew, settle
from ...programs.models import Side
from ..models import Answer, MatchingRound, Proposal
from ..queries import count_freed
from .rules import answer_of, other_of, reminder_key


def page_of(proposal: Proposal) -> str:
    """Return the path of the proposal's page."""
    return f"/proposals/{proposal.id}"


def tell_declined(proposal: Proposal, *, by: Account, side: Side) -> None:
    """Tell the other kindly and without the reason, and those who run the program."""
    other = other_of(proposal, side)
    _tell_closed(
        other,
        proposal,
        f"The match with {by.display_name} will not go ahead. Your coordinator knows and looks for your next fit.",
        letter="matching/declined",
        subject="This match will not go ahead",
        other=by,
        program=proposal.round.program,
    )
    tell_freed(proposal.round)


def tell_freed(matching_round: MatchingRound) -> None:
    """Tell those who run the program how many seats came free since the last letters: one notice, counted anew."""
    for coordinator in matching_round.program.coordinators:
        notify_anew(
            coordinator,
            kind=NoticeKind.ANSWER_RECEIVED,
            key=f"round:{matching_round.id}:freed:{matching_round.waves}",
            say=lambda: _freed_words(matching_round),
            url=f"/rounds/{matching_round.id}",
            act="Open the round",
        )


def _freed_words(matching_round: MatchingRound) -> str:
    freed = count_freed(matching_round)
    ended = "1 proposal ended" if freed == 1 else f"{freed:,} proposals ended"
    seats = "Its seat is free" if freed == 1 else "Their seats are free"
    return f"{ended} without a match in “{matching_round.name}”. {seats} for a backfill."


def tell_lapsed(proposal: Proposal) -> None:
    """Tell both that time ran out, and those who run the program, once for each round and deadline."""
    for side in Side:
        other = other_of(proposal, side).display_name
        account = proposal.mentee if side is Side.MENTEE else proposal.mentor
        said_yes = answer_of(proposal, side) is Answer.ACCEPTED
        mine = f"The time to answer the match with {other} has run out."
        theirs = f"You said yes, but no answer came from {other} in time. It is not about you: shifts and lives are full."
        _tell_closed(
            account,
            proposal,
            (theirs if said_yes else mine) + " The seat is free again, and your coordinator knows.",
            letter=PLAIN_LETTER,
            subject=f"The match with {other} was not answered in time",
        )
    deadline = proposal.answer_by
    _tell_coordinators(
        proposal,
        key=f"round:{proposal.round_id}:lapsed:{deadline:%Y%m%dT%H%M}",
        sentence=f"Time ran out for proposals of “{proposal.round.name}”. Their seats are free for a backfill.",
        letter=PLAIN_LETTER,
    )


def tell_withdrawn(proposal: Proposal) -> None:
    """Tell both that there is nothing to answer any more."""
    for account, other in ((proposal.mentee, proposal.mentor), (proposal.mentor, proposal.mentee)):
        _tell_closed(
            account,
            proposal,
            f"The proposed match with {other.display_name} was withdrawn. Your coordinator can say what comes next.",
            letter=PLAIN_LETTER,
        )


def remind(proposal: Proposal, side: Side, *, lead: str) -> Notice | None:
    """Remind one side of the deadline, once for each `lead`; the reminder takes the first notice's place."""
    account = proposal.mentee if side is Side.MENTEE else proposal.mentor
    other = other_of(proposal, side).display_name
    role = "mentor" if side is Side.MENTEE else "mentee"
    if proposal.answer_by is None:
        return None
    until = moment_text(proposal.answer_by, account.time_zone)
    key = reminder_key(proposal.id, lead)
    notice = notify(
        account,
        kind=NoticeKind.PROPOSAL_REMINDER,
        key=key,
        sentence=f"{other} is proposed as your {role}. Please answer by {until}; a no is fine too.",
        url=page_of(proposal),
        act="Read and answer",
        due_at=proposal.answer_by,
        letter=PLAIN_LETTER,
        subject=f"Your answer is awaited {how_far(proposal.answer_by)}",
    )
    if notice is not None:
        settle(account.id, key_prefix=f"proposal:{proposal.id}:", but=key)
    return notice


def _tell_closed(account: Account, proposal: Proposal, sentence: str, *, letter: str, **values: Any) -> None:
    notify(
        account,
        kind=NoticeKind.PROPOSAL_CLOSED,
        key=f"proposal:{proposal.id}:closed",
        sentence=sentence,
        url=page_of(proposal),
        act="See how it stands",
        letter=letter,
        **values,
    )


def _tell_coordinators(proposal: Proposal, *, key: str, sentence: str, letter: str | None = None) -> None:
    for coordinator in proposal.round.program.coordinators:
        notify(
            coordinator,
            kind=NoticeKind.ANSWER_RECEIVED,
            key=key,
            sentence=sentence,
            url=f"/rounds/{proposal.round_id}",
            act="Open the round",
            letter=letter,
        )
