"""What do we write of a time to meet?"""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.templating import moment_text
from ...notifications.models import NoticeKind
from ...notifications.services import PLAIN_LETTER, notify
from ..models import MeetUp, MeetUpState


def prefix_of(mentorship_id: int, event_id: int) -> str:
    """Return the beginning of the keys of a pair's notices about one event."""
    return f"mentorship:{mentorship_id}:meet:{event_id}:"


def propose(meet_up: MeetUp) -> None:
    """Ask the other whether the time suits."""
    proposer = db.session.get_one(Account, meet_up.proposed_by_id)
    other = meet_up.mentorship.other_of(proposer.id)
    notify(
        other,
        kind=NoticeKind.MEET_UP_PROPOSED,
        key=f"{prefix_of(meet_up.mentorship_id, meet_up.event_id)}{meet_up.id}:proposed",
        sentence=f"{proposer.display_name} would like to meet you at “{meet_up.event.title}”: "
        f"{moment_text(meet_up.starts_at, meet_up.event.time_zone)}, {meet_up.place}.",
        url=f"/mentorships/{meet_up.mentorship_id}#meet",
        act="Answer",
        due_at=meet_up.starts_at,
        letter=PLAIN_LETTER,
        subject=f"{proposer.display_name} would like to meet you at “{meet_up.event.title}”",
    )


def tell_answer(meet_up: MeetUp) -> None:
    """Tell whoever proposed it what the other said."""
    proposer = db.session.get_one(Account, meet_up.proposed_by_id)
    other = meet_up.mentorship.other_of(proposer.id).display_name
    when = moment_text(meet_up.starts_at, meet_up.event.time_zone)
    yes = f"{other} meets you at “{meet_up.event.title}”: {when}, {meet_up.place}."
    no = f"{other} cannot meet you at “{meet_up.event.title}” on {when}. Propose another time if you like."
    notify(
        proposer,
        kind=NoticeKind.MENTORSHIP_CHANGED,
        key=f"{prefix_of(meet_up.mentorship_id, meet_up.event_id)}{meet_up.id}:answered",
        sentence=yes if meet_up.state is MeetUpState.AGREED else no,
        url=f"/mentorships/{meet_up.mentorship_id}#meet",
        act="Open our page",
        letter=PLAIN_LETTER,
    )
