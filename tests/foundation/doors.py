"""The doors of the ground: health, readiness and the contact for researchers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.accounts.services import resend_confirmation
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from tests.support.cast import Cast, make_account
from tests.support.doors import ANYONE, Row


def _a_letter(_cast: Cast) -> dict[str, Any]:
    sal: Account = make_account("Sal", confirmed_at=None)
    resend_confirmation(sal)
    db.session.flush()
    return {"letter_id": db.session.scalars(sa.select(Letter.id)).one()}


ROWS = [
    Row("health.show_health", ANYONE),
    Row("health.show_readiness", ANYONE),
    Row("health.show_security_contact", ANYONE),
    Row("mailbox.list_letters", ANYONE),  # there only in a demo that sends no mail
    Row("mailbox.show_letter", ANYONE, scene=_a_letter),
    Row("style.show_components", ANYONE),
]
