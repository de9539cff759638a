"""How does a series without an end go on? The worker lays out its next events, a year ahead."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from ...foundation import clock
from ...foundation.database import changed_rows, db
from .. import rules
from ..conferences.copying import copy_programme
from ..models import Event, EventSeries, EventState, ImportedEvent
from .series import again

AT_A_TIME = 20
A_MONTH = timedelta(days=31)
MOST = 400


def series_to_extend() -> list[int]:
    """List the endless series whose last event is less than eleven months ahead, the most urgent first."""
    due = clock.today("UTC") + rules.HORIZON - A_MONTH
    short = sa.select(EventSeries.id).where(EventSeries.is_endless, EventSeries.laid_out_until < due)
    return list(db.session.scalars(short.order_by(EventSeries.laid_out_until).limit(AT_A_TIME)))


def extend_series(series_id: int) -> list[Event]:
    """Lay out the events of an endless series up to a year ahead; of two at once one does.

    They are like its latest event that stands, in everything but the day; a conference with its programme. A series of which none stands ends here.
    """
    series = db.session.get_one(EventSeries, series_id)
    until = clock.today(series.time_zone) + rules.HORIZON
    mine = sa.update(EventSeries).where(
        EventSeries.id == series_id, EventSeries.laid_out_until == series.laid_out_until
    )
    if series.laid_out_until is None or not changed_rows(mine.values(laid_out_until=until)):
        return []
    events = db.session.scalars(
        sa.select(Event).where(Event.series_id == series_id).order_by(Event.starts_at, Event.id)
    ).all()
    standing = [event for event in events if event.state is not EventState.CANCELLED]
    if not standing:
        series.is_endless = False
        return []
    days = rules.days_between(series.rule, _day_of(events[0]), _day_of(events[-1]), until)
    return [_next(standing[-1], series, day) for day in days[:MOST]]


def _day_of(event: Event) -> date:
    return rules.wall_of(event.starts_at, event.time_zone).date()


def _next(latest: Event, series: EventSeries, day: date) -> Event:
    event = again(latest, series, day)
    db.session.flush()  # its programme and what is known of its file need the id
    copy_programme(latest, event)
    known = db.session.scalar(sa.select(ImportedEvent).where(ImportedEvent.event_id == latest.id))
    if known is not None:
        _know_again(event, latest, known)
    return event


def _know_again(event: Event, latest: Event, known: ImportedEvent) -> None:
    """Note which time of its file's series the event is, so that bringing the file in again finds it."""
    local = rules.wall_of(event.starts_at, event.time_zone)
    key = f"{local:%Y%m%d}" if event.is_all_day else f"{event.starts_at:%Y%m%dT%H%M%SZ}"
    event.uid = latest.uid.removesuffix(known.occurrence) + key
    db.session.add(
        ImportedEvent(
            uid_key=known.uid_key,
            occurrence=key,
            event_id=event.id,
            sequence=known.sequence,
            stamped_at=known.stamped_at,
            digest=known.digest,
        )
    )
