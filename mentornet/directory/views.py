"""Finding people of one's programs, looking at one, wishing for them, keeping away from them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ..accounts.login import current_account
from ..accounts.models import Account
from ..foundation.database import db
from ..foundation.doors import Door, door
from ..foundation.errors import NotFoundError
from ..foundation.paging import page_of
from ..profiles.audiences import Viewer
from ..profiles.links import links_to
from ..profiles.portrait import portrait
from ..programs.models import Program
from ..programs.wishes import MOST_WISHES, add_wish, raise_wish, remove_wish, wishes_of
from ..safety import services as safety
from ..safety.queries import blocked_by, blocks
from . import access, queries
from .forms import FilterForm

bp = Blueprint("directory", __name__)


@bp.get("/people")
@door(Door.MEMBER)
def list_people() -> ResponseReturnValue:
    """List mentors, and mentees to those who may look through them, narrowed by the filters of the address."""
    reader = current_account()
    form = FilterForm(may_list_mentees=queries.may_list_mentees(reader))
    sought = form.sought()
    page = page_of(queries.people_sought(reader, sought))
    wishes = wishes_of(reader)
    names = queries.names_of([wish.for_id for wish in wishes]) if wishes else {}
    return render_template(
        "directory/list_people.html",
        form=form,
        side=sought.side,
        page=page,
        people=queries.rows_of(page.items, sought.side),
        wishes=wishes,
        names=names,
        programs=_programs_by_id([wish.program_id for wish in wishes]),
        most=MOST_WISHES,
    )


def _programs_by_id(ids: list[int]) -> dict[int, Program]:
    return {program.id: program for program in queries.programs_named(ids)} if ids else {}


@bp.get("/people/<int:account_id>")
@door(Door.PARTY)
def show_person(account_id: int) -> ResponseReturnValue:
    """Show a person's profile, as far as the reader may see it."""
    reader = current_account()
    profile, viewer = access.load_person(account_id)
    wished = {wish.program_id for wish in wishes_of(reader) if wish.for_id == account_id}
    return render_template(
        "directory/show_person.html",
        portrait=portrait(profile, viewer=viewer, zone=reader.time_zone),
        is_self=viewer is Viewer.SELF,
        is_blocked=blocks(reader.id, account_id),
        programs=queries.programs_to_wish_in(reader, account_id),
        wished=wished,
        links=links_to(reader, account_id),
    )


@bp.post("/people/<int:account_id>/wish")
@door(Door.PARTY)
def change_wish(account_id: int) -> ResponseReturnValue:
    """Add, raise or remove a wish to be matched with somebody, in one program."""
    reader = current_account()
    program = _wished_program(reader, account_id)
    act = request.form.get("act", "add")
    if act == "remove":
        remove_wish(program, by=reader, for_id=account_id)
        flash("The wish is removed.", "done")
    elif act == "raise":
        raise_wish(program, by=reader, for_id=account_id)
    else:
        access.load_person(account_id)
        add_wish(program, by=reader, for_id=account_id)
        flash(
            "Your wish is kept. It raises the fit when the next round is matched; it is no promise.", "done"
        )
    db.session.commit()
    return redirect(_back(account_id))


def _wished_program(reader: Account, account_id: int) -> Program:
    """Return the program the form names, among those shared with this person or wished in already."""
    named = request.form.get("program", "")
    shared = {program.slug: program for program in queries.programs_to_wish_in(reader, account_id)}
    ids = [wish.program_id for wish in wishes_of(reader) if wish.for_id == account_id]
    wished = {program.slug: program for program in _programs_by_id(ids).values()}
    program = (shared | wished).get(named)
    if program is None:
        raise NotFoundError
    return program


def _back(account_id: int) -> str:
    if request.form.get("back") == "list":
        return url_for("directory.list_people")
    return url_for("directory.show_person", account_id=account_id)


@bp.post("/people/<int:account_id>/block")
@door(Door.PARTY)
def block_person(account_id: int) -> ResponseReturnValue:
    """Block somebody the reader can see."""
    profile, _viewer = access.load_person(account_id)
    safety.block(current_account(), profile.account)
    db.session.commit()
    flash(f"You blocked {profile.account.display_name}. They are not told.", "done")
    return redirect(url_for("directory.list_blocks"))


@bp.post("/people/<int:account_id>/unblock")
@door(Door.PARTY)
def unblock_person(account_id: int) -> ResponseReturnValue:
    """Take back one's own block."""
    reader = current_account()
    other = next((one for one in blocked_by(reader) if one.id == account_id), None)
    if other is None:
        raise NotFoundError
    safety.unblock(reader, other)
    db.session.commit()
    flash(f"{other.display_name} is no longer blocked.", "done")
    return redirect(url_for("directory.list_blocks"))


@bp.get("/people/blocked")
@door(Door.MEMBER)
def list_blocks() -> ResponseReturnValue:
    """List the people the reader blocks."""
    return render_template("directory/list_blocks.html", people=blocked_by(current_account()))
