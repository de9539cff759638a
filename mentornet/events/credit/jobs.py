"""What is due when events are over? Whoever was there is weighed, once each time something changed."""

from __future__ import annotations

from ...foundation import clock
from ...foundation.database import db
from ...foundation.jobs import every_minute
from . import queries, services


@every_minute
def weigh_attendance() -> None:
    """Weigh those whose attendance has not been, each in a transaction of its own."""
    for registration in queries.registrations_to_weigh(clock.now()):
        services.weigh(registration)
        db.session.commit()
