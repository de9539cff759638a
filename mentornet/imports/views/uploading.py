"""Which files came in, and how does a new one come?"""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.tables import TableError
from ...programs.access import load_coordinated_program
from ...programs.models import Program
from .. import queries, services
from ..forms import UploadForm
from .blueprint import bp, page_of_state


@bp.get("/programs/<slug>/imports")
@door(Door.COORDINATOR)
def list_imports(slug: str) -> ResponseReturnValue:
    """Show the way in for a spreadsheet, and those that came before."""
    return _page(load_coordinated_program(slug), UploadForm())


@bp.post("/programs/<slug>/imports")
@door(Door.COORDINATOR)
def upload(slug: str) -> ResponseReturnValue:
    """Take a file; what it is, its content tells. Nothing of it is written to the program."""
    program = load_coordinated_program(slug)
    form = UploadForm()
    if not form.validate_on_submit():
        return _page(program, form), 422
    try:
        one = services.receive(
            program,
            stream=form.file.data.stream,
            file_name=form.file.data.filename or "the file",
            side=form.chosen_side,
            by=current_account(),
        )
    except TableError as trouble:
        db.session.rollback()
        form.file.errors = [str(trouble)]
        return _page(load_coordinated_program(slug), form), 422
    db.session.commit()
    return redirect(url_for(".choose_columns", import_id=one.id))


def _page(program: Program, form: UploadForm) -> str:
    imports = queries.imports_of(program)
    urls = {one.id: page_of_state(one) for one in imports}
    return render_template(
        "imports/list_imports.html", program=program, form=form, imports=imports, urls=urls
    )
