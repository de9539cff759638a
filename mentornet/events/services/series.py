"""What happens to a series? It is laid out, and changed or cancelled from one of its events on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.errors import Refusal
from .. import rules
from ..conferences.copying import copy_programme
from ..conferences.queries import count_sessions
from ..models import Event, EventSeries, EventState
from ..queries import events_from
from ..rules import Repeat
from .announcing import (
    cancel_event,
    changes_of,
    copied,
    copied_speakers,
    edit_event,
    place_in_time,
    publish_event,
    write_down,
)

TIMES = ("starts_at", "ends_at", "time_zone", "is_all_day")
WINDOW = ("registration_opens_at", "registration_closes_at")
MOST_COPIED = 2_000
"""How many sessions of conferences a series brings along when it is laid out."""


def make_series(
    event: Event,
    *,
    by: Account,
    repeat: Repeat,
    times: int | None = None,
    until: date | None = None,
    is_endless: bool = False,
) -> list[Event]:
    """Let the event come round again at the same local time; return the events of the series, this one first.

    Of one without an end the events of the next twelve months are laid out, and the worker goes on with it. Each
    conference begins with the programme as it stands now, and has it for itself from then on.
    """
    if event.series_id is not None:
        raise Refusal("This event belongs to a series already. Change its following events instead.")
    rules.ensure_can_edit(event.state)
    first = rules.wall_of(event.starts_at, event.time_zone)
    if is_endless:
        times, until = None, first.date() + rules.HORIZON
    rule = rules.rule_for(repeat, first.date(), times=times, until=until)
    days = rules.days_of(rule, first.date())
    series = EventSeries(
        rule=rules.without_end(rule) if is_endless else rule,
        time_zone=event.time_zone,
        is_endless=is_endless,
        laid_out_until=days[-1] if is_endless else None,
    )
    db.session.add(series)
    event.series = series
    _ensure_programme_fits(event, times=len(days) - 1)
    others = [again(event, series, day) for day in days[1:]]
    db.session.flush()  # the trail and the programmes need the ids
    for other in others:
        copy_programme(event, other)
    write_down("event.repeated", event, by=by, rule=rule)
    return [event, *others]


def _ensure_programme_fits(event: Event, *, times: int) -> None:
    """Refuse a series that would bring a great many sessions along."""
    sessions = count_sessions(event)
    if sessions * times > MOST_COPIED:
        raise Refusal(
            f"The programme has {sessions} sessions, which {times} more times would make {sessions * times:,}. "
            f"A series brings {MOST_COPIED:,} along at most: let it come round less often, "
            "or lay the series out before you add the sessions."
        )


def again(event: Event, series: EventSeries, day: date) -> Event:
    """Add the event as it comes round on another day, at the same local time, registration open as long before."""
    again = Event(**copied(event), state=event.state, organizer_id=event.organizer_id, series=series)
    begins, ends = (rules.wall_of(moment, event.time_zone) for moment in (event.starts_at, event.ends_at))
    shift = day - begins.date()
    place_in_time(again, begins + shift, ends + shift)
    _place_window(again, {name: getattr(event, name) for name in WINDOW}, event.starts_at)
    again.speakers = copied_speakers(event)
    db.session.add(again)
    return again


def _place_window(event: Event, window: Mapping[str, datetime | None], starts_at: datetime) -> None:
    """Open and close registration as long before the event as `window` does before `starts_at`."""
    for name, moment in window.items():
        setattr(event, name, None if moment is None else event.starts_at + (moment - starts_at))


def edit_following(event: Event, *, by: Account, note: str = "", **facts: Any) -> int:
    """Change this event and those of its series after it; return how many were changed.

    What is changed here is changed there, and what differs there otherwise stays. Another day or hour moves
    each by as much, at the same local time; where the weekday changes these events become a series of their own.
    """
    changed = changes_of(event, facts)
    following = [one for one in events_from(event) if one.state is not EventState.CANCELLED]
    was = rules.wall_of(event.starts_at, event.time_zone)
    edit_event(event, by=by, note=note, **facts)
    others = [one for one in following if one.id != event.id]
    plain = {name: facts[name] for name in changed if name not in (*TIMES, *WINDOW)}
    moved = any(name in changed for name in (*TIMES, *WINDOW))
    for one in others:
        timed = _moved(one, event, was) if moved else {}
        edit_event(one, by=by, note=note, **plain, **timed)
    if moved:
        _split(event, others, was)
    return len(others) + 1


def _moved(one: Event, event: Event, was: datetime) -> dict[str, Any]:
    """Return when `one` is after `event` of the same series was moved from the local time `was`."""
    now = rules.wall_of(event.starts_at, event.time_zone)
    shift = now.date() - was.date()
    day = rules.wall_of(one.starts_at, one.time_zone).date() + shift
    begins = datetime.combine(day, now.time())
    ends = begins + (rules.wall_of(event.ends_at, event.time_zone) - now)
    draft = Event(time_zone=event.time_zone)
    place_in_time(draft, begins, ends)
    _place_window(draft, {name: getattr(event, name) for name in WINDOW}, event.starts_at)
    facts = {name: getattr(draft, name) for name in ("starts_at", "ends_at", "time_zone", *WINDOW)}
    return facts | {"is_all_day": event.is_all_day}


def _split(event: Event, others: Sequence[Event], was: datetime) -> None:
    """Give the moved events a rule that fits their days; a series of one is none."""
    now = rules.wall_of(event.starts_at, event.time_zone)
    if now.date() == was.date() or event.series is None or not others:
        return
    repeat = rules.repeat_of(event.series.rule)
    ways = rules.ways_for(now.date())
    fitting = repeat if repeat in ways else Repeat.MONTHLY_DAY
    rule, was_endless = rules.rule_for(fitting, now.date(), times=len(others) + 1), event.series.is_endless
    series = EventSeries(
        rule=rules.without_end(rule) if was_endless else rule,
        time_zone=event.time_zone,
        is_endless=was_endless,
        laid_out_until=rules.wall_of(others[-1].starts_at, event.time_zone).date() if was_endless else None,
    )
    event.series.is_endless = False
    db.session.add(series)
    for one in (event, *others):
        one.series = series
    db.session.flush()  # the events name it by its id


def publish_series(event: Event, *, by: Account) -> int:
    """Publish this event and the drafts of its series after it; return how many were published."""
    waiting = [one for one in events_from(event) if one.state in {EventState.DRAFT, EventState.PROPOSED}]
    for one in waiting:
        publish_event(one, by=by)
    return len(waiting)


def cancel_following(event: Event, *, by: Account, because: str = "") -> int:
    """Cancel this event and those of its series after it; return how many were cancelled."""
    standing = [one for one in events_from(event) if one.state is not EventState.CANCELLED]
    if event.series is not None:
        event.series.is_endless = False
    for one in standing:
        cancel_event(one, by=by, because=because)
    return len(standing)
