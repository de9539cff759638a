"""What happens to a programme, to one's agenda, and to what was offered?"""

from .agenda import star_session, unstar_session
from .programme import (
    add_room,
    add_session,
    add_track,
    edit_session,
    remove_room,
    remove_session,
    remove_track,
)

__all__ = [
    "add_room",
    "add_session",
    "add_track",
    "edit_session",
    "remove_room",
    "remove_session",
    "remove_track",
    "star_session",
    "unstar_session",
]
