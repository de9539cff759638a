"""Who speaks at an event, and who is invited to it?"""

from __future__ import annotations

from collections.abc import Sequence

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import Refusal
from .. import letters
from ..models import Event, EventInvitation, EventSpeaker
from ..queries import people_called
from .announcing import send_invitations, write_down

MOST_SPEAKERS = 40


def add_speaker(
    event: Event, *, by: Account, name: str, about: str = "", is_member: bool = False
) -> EventSpeaker:
    """Add somebody who speaks there: a guest by name, or a member of the program, who is told.

    Raises Refusal where no member, or more than one, is called so.
    """
    if len(event.speakers) >= MOST_SPEAKERS:
        raise Refusal(f"An event has {MOST_SPEAKERS} speakers at most.")
    member = _the_one_called(event, name, by=by) if is_member else None
    speaker = EventSpeaker(
        name=member.display_name if member else name,
        about=about,
        account_id=member.id if member else None,
        position=max((one.position for one in event.speakers), default=-1) + 1,
    )
    event.speakers.append(speaker)
    db.session.flush()  # the trail and the notice need the id
    write_down("event.speaker_added", event, by=by, name=speaker.name)
    if member and member.id != by.id:
        letters.tell_speaker(event, member, by=by)
    return speaker


def _the_one_called(event: Event, name: str, *, by: Account) -> Account:
    found = people_called(event, {name}, by=by)
    if not found:
        raise Refusal(
            f"Nobody in the program is called {name}. Write the name as it stands on their page, "
            "or add them as a guest."
        )
    if len(found) > 1:
        raise Refusal(
            f"{len(found)} people are called {name}. Write the mail address of the one you mean instead."
        )
    return found[0]


def remove_speaker(event: Event, speaker: EventSpeaker, *, by: Account) -> None:
    """Take somebody from those who speak there."""
    event.speakers.remove(speaker)
    write_down("event.speaker_removed", event, by=by, name=speaker.name)


def leave_speakers(event: Event, *, by: Account) -> None:
    """Take `by` from those who speak there: nobody has to stand on a page that somebody else wrote."""
    for speaker in [one for one in event.speakers if one.account_id == by.id]:
        remove_speaker(event, speaker, by=by)


def invite_to_event(event: Event, *, by: Account, names: Sequence[str]) -> tuple[list[Account], list[str]]:
    """Invite people by name or address; return those invited now, and the words that name nobody (or several).

    The worker tells them: of a draft, once it is published.
    """
    invited, unknown = [], []
    for name in dict.fromkeys(names):
        found = people_called(event, {name}, by=by)
        if len(found) != 1:
            unknown.append(name)
            continue
        if db.session.get(EventInvitation, (event.id, found[0].id)) is None:
            db.session.add(EventInvitation(event_id=event.id, account_id=found[0].id))
            db.session.flush()  # the same person may stand there twice
            invited.append(found[0])
    if invited:
        write_down("event.invited", event, by=by, accounts=[account.id for account in invited])
        send_invitations(event, by=by)
    return invited, unknown


def uninvite_from_event(event: Event, account_id: int, *, by: Account) -> None:
    """Take back an invitation."""
    invitation = db.session.get(EventInvitation, (event.id, account_id))
    if invitation is not None:
        db.session.delete(invitation)
        write_down("event.uninvited", event, by=by, accounts=[account_id])
