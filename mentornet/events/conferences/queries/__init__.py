"""What is so of a programme, of one's agenda, and of what was offered?"""

from .agenda import agenda_of, cancelled_in_agenda, starred_accounts, starred_ids
from .calling import (
    REVIEWED,
    abstracts_of,
    abstracts_sent,
    abstracts_to_review,
    find_call,
    get_abstract,
    get_call,
    is_reviewer,
    reviewers_of,
    reviews_by,
    reviews_of,
)
from .programme import (
    cancelled_sessions,
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
    "REVIEWED",
    "abstracts_of",
    "abstracts_sent",
    "abstracts_to_review",
    "agenda_of",
    "cancelled_in_agenda",
    "cancelled_sessions",
    "count_in_room",
    "find_call",
    "get_abstract",
    "get_call",
    "get_room",
    "get_session",
    "get_track",
    "has_programme",
    "is_reviewer",
    "reviewers_of",
    "reviews_by",
    "reviews_of",
    "rooms_of",
    "sessions_of",
    "starred_accounts",
    "starred_ids",
    "tracks_of",
]
