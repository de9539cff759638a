"""What is so of a programme, of one's agenda, and of what was offered?"""

from .agenda import agenda_of, starred_accounts, starred_ids
from .programme import (
    count_in_room,
    get_room,
    get_session,
    get_track,
    has_programme,
    rooms_of,
    sessions_of,
    tracks_of,
)

__all__ = [
    "agenda_of",
    "count_in_room",
    "get_room",
    "get_session",
    "get_track",
    "has_programme",
    "rooms_of",
    "sessions_of",
    "starred_accounts",
    "starred_ids",
    "tracks_of",
]
