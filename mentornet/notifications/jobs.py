"""What is due by the clock? The daily letter, at the hour that each chose, by their own clocks."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from ..foundation import clock
from ..foundation.database import db
from ..foundation.jobs import every_minute
from .queries import awaiting_digest
from .services import send_digest


@every_minute
def send_digests() -> None:
    """Send the daily letters that are due, each in a transaction of its own."""
    for account, settings in awaiting_digest():
        if clock.now().astimezone(ZoneInfo(account.time_zone)).hour >= settings.digest_at:
            send_digest(account)
            db.session.commit()
