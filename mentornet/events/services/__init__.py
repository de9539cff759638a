"""What happens to events, their series, speakers, pictures and guests?"""

from .announcing import (
    announce_event,
    cancel_event,
    discard_event,
    duplicate_event,
    edit_event,
    note_change,
    propose_event,
    publish_event,
    return_event,
    send_invitations,
    send_news,
)
from .extending import extend_series, series_to_extend
from .following import follow_event, log_attendance, say_going, unfollow_event
from .pictures import remove_picture, set_picture
from .presenting import (
    add_speaker,
    invite_to_event,
    leave_speakers,
    remove_speaker,
    uninvite_from_event,
)
from .series import cancel_following, edit_following, make_series, publish_series

__all__ = [
    "add_speaker",
    "announce_event",
    "cancel_event",
    "cancel_following",
    "discard_event",
    "duplicate_event",
    "edit_event",
    "edit_following",
    "extend_series",
    "follow_event",
    "invite_to_event",
    "leave_speakers",
    "log_attendance",
    "make_series",
    "note_change",
    "propose_event",
    "publish_event",
    "publish_series",
    "remove_picture",
    "remove_speaker",
    "return_event",
    "say_going",
    "send_invitations",
    "send_news",
    "series_to_extend",
    "set_picture",
    "unfollow_event",
    "uninvite_from_event",
]
