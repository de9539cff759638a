"""Which pages has an event for whoever organizes it, and which ways are there to look for events?

What stands beside adds its own: `add_list_tab(app, Tab(…))`, `add_event_tab(app, Tab(…))`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from .models import Event, EventSort, EventState


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: that of an event takes `event_id`, `covers` names others that belong to it."""

    label: str
    endpoint: str
    order: int
    covers: tuple[str, ...] = ()
    is_for_members: bool = False
    is_for_registration: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A tab as the page shows it."""

    label: str
    url: str
    is_current: bool


LISTS = (
    Tab("Coming up", "events.list_events", 10),
    Tab("Month", "events.show_month", 20),
    Tab("For you", "events.list_for_you", 30, is_for_members=True),
    Tab("Past", "events.list_past", 90),
)
PAGES = (
    Tab("Event", "events.show_event", 10),
    Tab("Details", "events.edit_event", 20),
    Tab("Speakers", "events.list_speakers", 30),
    Tab("Picture", "events.edit_picture", 40),
    Tab("Repeats", "events.edit_series", 50),
    Tab("Invitations", "events.list_guests", 60),
)
NOT_OF_TRACKED = frozenset({"events.edit_series", "events.list_guests"})


def add_list_tab(app: Flask, tab: Tab) -> None:
    """Put `tab` among the ways to look for events."""
    app.extensions.setdefault("event_lists", []).append(tab)


def add_event_tab(app: Flask, tab: Tab) -> None:
    """Put `tab` among the pages of every event, for whoever organizes it."""
    app.extensions.setdefault("event_tabs", []).append(tab)


def list_tabs() -> list[Item]:
    """List the ways to look for events; the filters that are on go along."""
    tabs: list[Tab] = current_app.extensions["event_lists"]
    shown = [tab for tab in tabs if current_user.is_authenticated or not tab.is_for_members]
    return _items(shown)


def event_tabs(event: Event) -> list[Item]:
    """List the pages of `event`, the one that is shown marked."""
    tabs: list[Tab] = current_app.extensions["event_tabs"]
    if event.sort is EventSort.TRACKED:
        tabs = [tab for tab in tabs if tab.endpoint not in NOT_OF_TRACKED and not tab.is_for_registration]
    if event.state is EventState.CANCELLED:
        tabs = [tab for tab in tabs if tab.endpoint == "events.show_event" or tab.is_for_registration]
    return _items(tabs, event_id=event.id)


def _items(tabs: Iterable[Tab], **values: Any) -> list[Item]:
    return [
        Item(tab.label, url_for(tab.endpoint, **values), request.endpoint in (tab.endpoint, *tab.covers))
        for tab in sorted(tabs, key=lambda tab: tab.order)
    ]


def init_app(app: Flask) -> None:
    """Give pages `event_list_tabs()` and `event_tabs(event)`."""
    for tab in LISTS:
        add_list_tab(app, tab)
    for tab in PAGES:
        add_event_tab(app, tab)
    app.jinja_env.globals["event_list_tabs"] = list_tabs
    app.jinja_env.globals["event_tabs"] = event_tabs
