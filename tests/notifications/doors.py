"""The doors of notices."""

from __future__ import annotations

from typing import Any

from mentornet.notifications.models import NoticeKind
from mentornet.notifications.services import notify
from mentornet.notifications.stopping import guest_stop_address, stop_address
from mentornet.notifications.ways import BY_SLUG, SUBJECTS
from tests.support.cast import Cast
from tests.support.doors import ANYONE, IN, MEMBERS, NOBODY_BY_GUESSING, Row, but
from tests.support.pairs import account_of

TYPED = {f"way_{subject.slug}": "letter" for subject in SUBJECTS} | {
    "digest_at": "8",
    "quiet_from": "-1",
    "quiet_until": "7",
}


def bens_notice(cast: Cast) -> dict[str, Any]:
    notice = notify(
        account_of(cast.ben),
        kind=NoticeKind.MENTORSHIP_BEGUN,
        key="mentorship:1:begun",
        sentence="You and Ada begin.",
        url="/mentorships/1",
    )
    assert notice is not None
    return {"notice_id": notice.id}


def letters_to_ben(cast: Cast) -> dict[str, Any]:
    token = stop_address(cast.ben.id, BY_SLUG["events"]).rpartition("/")[2]
    return {"token": token}


def letters_to_a_guest(_cast: Cast) -> dict[str, Any]:
    return {"token": guest_stop_address("gus@people.example").rpartition("/")[2]}


BENS_ALONE = but(NOBODY_BY_GUESSING, ben=IN)

ROWS = [
    Row("notifications.list_notices", MEMBERS),
    Row("notifications.open_notice", BENS_ALONE, scene=bens_notice, method="POST"),
    Row("notifications.read_notice", BENS_ALONE, scene=bens_notice, method="POST"),
    Row("notifications.read_all", MEMBERS, method="POST"),
    Row("notifications.edit_settings", MEMBERS),
    Row("notifications.edit_settings", MEMBERS, method="POST", form=TYPED),
    Row("notifications.ask_to_stop", ANYONE, scene=letters_to_ben),
    Row("notifications.stop_letters", ANYONE, scene=letters_to_ben, method="POST", inside=200),
    Row("notifications.ask_to_stop_guest", ANYONE, scene=letters_to_a_guest),
    Row("notifications.stop_guest_letters", ANYONE, scene=letters_to_a_guest, method="POST", inside=200),
]
