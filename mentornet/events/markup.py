"""How do search engines and other sites read an event's public page? As schema.org has it."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from ..foundation.templating import absolute_url
from .models import Event, EventState

STATUS = {
    EventState.PUBLISHED: "https://schema.org/EventScheduled",
    EventState.CANCELLED: "https://schema.org/EventCancelled",
}
OUT_OF_SCRIPT = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def event_data(event: Event) -> dict[str, Any]:
    """Return the event in the words of schema.org; the video link stays with those who registered."""
    zone, url = ZoneInfo(event.time_zone), absolute_url("events.show_event", event_id=event.id)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "url": event.website if event.sort == "tracked" and event.website else url,
        "startDate": _date(event, event.starts_at.astimezone(zone)),
        "endDate": _date(event, event.ends_at.astimezone(zone)),
        "eventStatus": STATUS[event.state],
        "eventAttendanceMode": _mode(event),
        "location": _locations(event, url),
    }
    if event.description:
        data["description"] = event.description
    if event.host:
        data["organizer"] = {"@type": "Organization", "name": event.host}
    if event.speakers:
        data["performer"] = [{"@type": "Person", "name": one.name} for one in event.speakers]
    if event.picture is not None:
        data["image"] = [absolute_url("events.show_picture", event_id=event.id)]
    if event.capacity:
        data["maximumAttendeeCapacity"] = event.capacity
    return data


def _date(event: Event, moment: Any) -> str:
    return str(moment.date().isoformat() if event.is_all_day else moment.isoformat(timespec="minutes"))


def _mode(event: Event) -> str:
    mode = "Mixed" if event.is_online and event.place else "Online" if event.is_online else "Offline"
    return f"https://schema.org/{mode}EventAttendanceMode"


def _locations(event: Event, url: str) -> Any:
    places: list[dict[str, str]] = []
    if event.place or not event.is_online:
        place = event.place or "To be announced"
        places.append({"@type": "Place", "name": place, "address": place})
    if event.is_online:
        places.append({"@type": "VirtualLocation", "url": url})
    return places[0] if len(places) == 1 else places


def as_script(data: dict[str, Any]) -> Markup:
    """Return data as the text of a script element, in which nothing can end it early."""
    return Markup(json.dumps(data, ensure_ascii=False).translate(OUT_OF_SCRIPT))  # noqa: S704 - every sign of markup is written as an escape
