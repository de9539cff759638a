"""How do values read on a page? Times in the reader's zone, numbers with what they mean, absolute addresses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta
from flask import Flask, current_app, has_request_context
from flask_login import current_user
from markupsafe import Markup
from werkzeug.routing import MapAdapter

from . import clock

LOCALE = "en_US"


def reader_zone() -> str:
    """Return the zone of the person who reads this page, UTC for a stranger."""
    if has_request_context() and current_user.is_authenticated:
        return str(current_user.time_zone)
    return "UTC"


def how_far(moment: datetime) -> str:
    """Say how far `moment` is from now: `in 2 days`, `3 hours ago`, `now`."""
    gap = moment - clock.now()
    if abs(gap) < timedelta(minutes=1):
        return "now"
    return format_timedelta(gap, add_direction=True, threshold=1.1, locale=LOCALE)


def moment_text(moment: datetime, zone: str | None = None) -> str:
    """Write `moment` with weekday and zone: `Thu, Nov 26, 18:00 EST`; the year where it is not this one."""
    zone = zone or reader_zone()
    local = moment.astimezone(ZoneInfo(zone))
    pattern = (
        "EEE, MMM d, HH:mm zzz" if local.year == clock.today(zone).year else "EEE, MMM d, yyyy, HH:mm zzz"
    )
    return format_datetime(local, pattern, tzinfo=ZoneInfo(zone), locale=LOCALE)


def when(moment: datetime | None, zone: str | None = None) -> Markup:
    """Write `moment` for a page: local time, weekday and how far away, in a `<time>`."""
    if moment is None:
        return Markup("")
    return Markup('<time datetime="{}">{}, {}</time>').format(
        moment.isoformat(timespec="minutes"), moment_text(moment, zone), how_far(moment)
    )


def day(value: date | None) -> str:
    """Write a day: `November 26, 2026`."""
    return format_date(value, "long", locale=LOCALE) if value else ""


def percent(ppm: int) -> str:
    """Write a fit in parts per million as a whole per cent: `734100` → `73 %`."""
    return f"{round(ppm / 10_000)} %"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: `1 mentee`, `1,200 mentees`."""
    return f"{number:,} {one if number == 1 else (many or one + 's')}"


def joined(items: list[str], last: str = "and") -> str:
    """Join words as a sentence does: `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004 - one word or none needs no joining
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def initials(name: str) -> str:
    """Return one or two letters for a person without a photograph: `Maria de la Cruz` → `MC`."""
    words = [word for word in name.split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def absolute_url(endpoint: str, **values: object) -> str:
    """Return the full address of a page for a letter, also outside a request."""
    adapter: MapAdapter = current_app.url_map.bind("local")
    return absolute_address(adapter.build(endpoint, values))


def absolute_address(path: str) -> str:
    """Return the full address of a path of this site (`/proposals/7`)."""
    return str(current_app.config["SETTINGS"].address) + path


def init_app(app: Flask) -> None:
    """Give templates the filters above under their own names."""
    for filter_ in (how_far, moment_text, when, day, percent, counted, joined, initials):
        app.jinja_env.filters[filter_.__name__] = filter_
    app.jinja_env.globals["absolute_url"] = absolute_url
    app.jinja_env.globals["clock_now"] = clock.now
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
