"""What happens to a programme, to one's agenda, and to what was offered?"""

from .agenda import star_session, unstar_session
from .calling import (
    accept_abstract,
    ask_reviewer,
    decline_abstract,
    edit_abstract,
    open_call,
    release_reviewer,
    review_abstract,
    send_abstract,
    withdraw_abstract,
)
from .programme import (
    add_room,
    add_session,
    add_track,
    edit_session,
    remove_room,
    remove_session,
    remove_track,
)
from .restoring import restore_session

__all__ = [
    "accept_abstract",
    "add_room",
    "add_session",
    "add_track",
    "ask_reviewer",
    "decline_abstract",
    "edit_abstract",
    "edit_session",
    "open_call",
    "release_reviewer",
    "remove_room",
    "remove_session",
    "remove_track",
    "restore_session",
    "review_abstract",
    "send_abstract",
    "star_session",
    "unstar_session",
    "withdraw_abstract",
]
