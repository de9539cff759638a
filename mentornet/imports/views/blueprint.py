"""Where do the pages of imports belong?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from .. import rules
from ..models import Import, ImportState

bp = Blueprint("imports", __name__)
STEPS = ("File", "Columns", "Values", "Preview", "Done")
PLACES = {
    ImportState.COLUMNS: 1,
    ImportState.READING: 2,
    ImportState.VALUES: 2,
    ImportState.PREVIEW: 3,
    ImportState.IMPORTING: 4,
    ImportState.DONE: 4,
}
PAGES = {
    ImportState.COLUMNS: "imports.choose_columns",
    ImportState.READING: "imports.show_progress",
    ImportState.VALUES: "imports.answer_values",
    ImportState.PREVIEW: "imports.show_preview",
    ImportState.IMPORTING: "imports.show_progress",
    ImportState.DONE: "imports.show_outcome",
}


def page_of_state(one: Import) -> str:
    """Return the address of the page on which an import's next act is."""
    if one.state is ImportState.DISCARDED:
        return url_for("imports.list_imports", slug=one.program.slug)
    return url_for(PAGES[one.state], import_id=one.id)


def frame(one: Import, *, place: int | None = None) -> dict[str, Any]:
    """Return what every page of an import shows: the program and the line of steps, with ways back to those that are open."""
    urls = [""] * len(STEPS)
    if one.state in rules.MAY_SET_COLUMNS:
        urls[1] = url_for("imports.choose_columns", import_id=one.id)
    if one.state is ImportState.PREVIEW:
        urls[3] = url_for("imports.show_preview", import_id=one.id)
    return {
        "one": one,
        "program": one.program,
        "steps": STEPS,
        "place": PLACES.get(one.state, 0) if place is None else place,
        "step_urls": urls,
    }


def go_on(address: str) -> ResponseReturnValue:
    """Send a browser on, also one that asks through htmx: it is told by a header of its own."""
    if not request.headers.get("HX-Request"):
        return redirect(address)
    response: Response = make_response("", 200)
    response.headers["HX-Redirect"] = address
    return response
