"""What becomes of each line, is that the word, and what happened then?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, flash, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ...foundation.forms import tidied, typed_choice
from ...foundation.jobs.models import JobState
from ...foundation.paging import page_of
from ...foundation.tables import CSV_TYPE, XLSX_TYPE, stream_csv, stream_xlsx
from .. import queries, rules, services
from ..access import load_coordinated_import
from ..forms import ConfirmForm, chosen_edition
from ..models import Fate, Import, ImportState
from ..wording import wording_of
from .blueprint import bp, frame, page_of_state

TO_BE = {
    Fate.ADD: ("Add", "done"),
    Fate.UPDATE: ("Update", "live"),
    Fate.INVITE: ("Invite", "wait"),
    Fate.UNCHANGED: ("Unchanged", ""),
    Fate.REFUSE: ("Refuse", "harm"),
}
FATES = {
    Fate.ADD: ("Added", "done"),
    Fate.UPDATE: ("Updated", "live"),
    Fate.INVITE: ("Invited", "wait"),
    Fate.UNCHANGED: ("Unchanged", ""),
    Fate.REFUSE: ("Refused", "harm"),
}
HAS_LINES = frozenset({ImportState.PREVIEW, ImportState.DONE})
LINE, WHY = "Line", "Why it was refused"


@bp.get("/imports/<int:import_id>")
@door(Door.COORDINATOR)
def show_import(import_id: int) -> ResponseReturnValue:
    """Go where the import stands."""
    return redirect(page_of_state(load_coordinated_import(import_id)))


@bp.get("/imports/<int:import_id>/preview")
@door(Door.COORDINATOR)
def show_preview(import_id: int) -> ResponseReturnValue:
    """Show what would become of each line, narrowed by fate and by name; nothing is written yet."""
    one = load_coordinated_import(import_id)
    rules.ensure_step(one, rules.MAY_CONFIRM)
    job = queries.find_last_job(one, queries.BRING)
    failed = job.error if job and job.state is JobState.FAILED else None
    form = ConfirmForm(data={"edition": one.shown_edition})
    return render_template("imports/show_preview.html", **frame(one), **_lines(one), form=form, failed=failed)


@bp.post("/imports/<int:import_id>/confirm")
@door(Door.COORDINATOR)
def confirm_import(import_id: int) -> ResponseReturnValue:
    """Put the import to the worker, once."""
    one = load_coordinated_import(import_id)
    services.confirm(one, edition=chosen_edition(ConfirmForm()), by=current_account())
    db.session.commit()
    return redirect(url_for(".show_progress", import_id=import_id))


@bp.post("/imports/<int:import_id>/discard")
@door(Door.COORDINATOR)
def discard_import(import_id: int) -> ResponseReturnValue:
    """Throw the import away."""
    one = load_coordinated_import(import_id)
    slug, file_name = one.program.slug, one.file_name
    services.discard(one, by=current_account())
    db.session.commit()
    flash(f"{file_name} is thrown away. Nothing of it was written.", "done")
    return redirect(url_for(".list_imports", slug=slug))


@bp.get("/imports/<int:import_id>/outcome")
@door(Door.COORDINATOR)
def show_outcome(import_id: int) -> ResponseReturnValue:
    """Show what happened: who came in, who is told, who has claimed their account, and what was refused."""
    one = load_coordinated_import(import_id)
    rules.ensure_step(one, frozenset({ImportState.DONE}))
    claimed = queries.count_claimed(one)
    return render_template(
        "imports/show_outcome.html",
        **frame(one, place=len(frame(one)["steps"])),
        **_lines(one),
        claimed=claimed.get(True, 0),
        brought=sum(claimed.values()),
        untold=len(services.untold(one)),
    )


@bp.get("/imports/<int:import_id>/refused.<any(csv, xlsx):kind>")
@door(Door.COORDINATOR)
def download_refused(import_id: int, kind: str) -> ResponseReturnValue:
    """Hand out the refused lines with their reasons, as a file to mend and bring again."""
    one = load_coordinated_import(import_id)
    if one.state not in HAS_LINES:
        raise NotFoundError
    headings = [*(column["heading"] for column in one.found), LINE, WHY]
    rows = _refused(one)
    body = stream_csv(headings, rows) if kind == "csv" else stream_xlsx(headings, rows, title="Refused")
    response = Response(stream_with_context(body), content_type=CSV_TYPE if kind == "csv" else XLSX_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="refused-{one.id}.{kind}"'
    return response


def _refused(one: Import) -> Iterator[list[str | int]]:
    keys = [column["key"] for column in one.found]
    for rows in queries.each_row(one, Fate.REFUSE):
        for row in rows:
            cells = row.record.get("cells", {})
            yield [*(cells.get(key, "") for key in keys), row.line, row.sentence]


def _lines(one: Import) -> dict[str, Any]:
    """Return a page of lines, as the address narrows them."""
    chosen = typed_choice(request.args.get("fate"), Fate)
    text = str(tidied(request.args.get("name", "")))[:120]
    return {
        "fates": FATES if one.state is ImportState.DONE else TO_BE,
        "chosen": chosen,
        "text": text,
        "page": page_of(queries.rows_of(one, fate=chosen, text=text)),
        "wording": wording_of(one.program, one),
    }
