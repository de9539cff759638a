"""The doors of notices."""

from __future__ import annotations

from typing import Any

from mentornet.notifications.models import NoticeKind
from mentornet.notifications.services import notify
from tests.support.cast import Cast
from tests.support.doors import IN, MEMBERS, NOBODY_BY_GUESSING, Row, but
from tests.support.pairs import account_of


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


BENS_ALONE = but(NOBODY_BY_GUESSING, ben=IN)

ROWS = [
    Row("notifications.list_notices", MEMBERS),
    Row("notifications.open_notice", BENS_ALONE, scene=bens_notice, method="POST"),
    Row("notifications.read_notice", BENS_ALONE, scene=bens_notice, method="POST"),
    Row("notifications.read_all", MEMBERS, method="POST"),
]
