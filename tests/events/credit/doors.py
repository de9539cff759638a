"""The doors of certificates: whoever has the code."""

from __future__ import annotations

from typing import Any

from mentornet.events.credit import services
from mentornet.events.credit.rules import shown_code
from mentornet.events.models import Certificate
from mentornet.foundation.database import db
from tests.events.attending.scenes import at_the_end, checked_in
from tests.support.cast import Cast
from tests.support.doors import ANYONE, Row


def bens_certificate(cast: Cast) -> Certificate:
    """Certify that Ben was at a workshop."""
    attendance = checked_in(cast, cast.ben, host="The Association", approval_body_slug="nbcc-acep")
    with at_the_end(attendance.registration.event):
        services.weigh(attendance.registration)
    return db.session.query(Certificate).one()


def a_code(cast: Cast) -> dict[str, Any]:
    return {"code": shown_code(bens_certificate(cast).code)}


ROWS = [
    Row("events_credit.find_certificate", ANYONE),
    Row("events_credit.show_certificate", ANYONE, scene=a_code),
    Row("events_credit.download_certificate", ANYONE, scene=a_code),
]
