"""What is due by the clock? Offers that ran out, seats that nobody was offered, lines of what has begun."""

from __future__ import annotations

from ...foundation import clock
from ...foundation.database import db
from ...foundation.jobs import every_minute
from . import queries, services


@every_minute
def lapse_offers() -> None:
    """Pass on the seats that were not taken in time, each in a transaction of its own: locks stay short."""
    for registration_id in queries.lapsed_ids(clock.now()):
        services.lapse_offer(registration_id)
        db.session.commit()


@every_minute
def offer_idle_seats() -> None:
    """Offer seats that are free while somebody waits, some at a time."""
    for event in queries.events_with_idle_seats(clock.now()):
        while services.on_seats_freed(event):
            db.session.commit()
        db.session.commit()


@every_minute
def close_lines() -> None:
    """End the lines of events that have begun."""
    for event in queries.over_with_a_line(clock.now()):
        services.close_line(event)
        db.session.commit()
