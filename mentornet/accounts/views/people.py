"""Everyone's accounts, for administrators."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.downloads import Column, download, each
from ...foundation.forms import typed
from ...foundation.paging import page_of
from .. import queries, services
from ..forms import PeopleFilter
from ..login import current_account
from ..models import Account
from . import bp


@bp.get("/administration/people")
@door(Door.ADMINISTRATOR)
def list_people() -> ResponseReturnValue:
    """List accounts by name, found by name or address."""
    form = PeopleFilter(request.args)
    page = page_of(queries.people(typed(form.q), only=typed(form.only)))
    return render_template("accounts/list_people.html", form=form, page=page)


ACCOUNT_COLUMNS: tuple[Column[Account], ...] = (
    ("name", lambda account: account.display_name),
    ("email", lambda account: account.email),
    ("confirmed (UTC)", lambda account: account.confirmed_at),
    ("disabled (UTC)", lambda account: account.disabled_at),
    ("administrator", lambda account: "yes" if account.is_administrator else ""),
)


@bp.get("/administration/people/download.<any(csv, xlsx):ending>")
@door(Door.ADMINISTRATOR)
def download_people(ending: str) -> ResponseReturnValue:
    """Hand the list of accounts out as a file, narrowed as its page is."""
    form = PeopleFilter(request.args)
    found = queries.people(typed(form.q), only=typed(form.only))
    return download("accounts", ACCOUNT_COLUMNS, each(found), ending)


@bp.get("/administration/people/<int:account_id>")
@door(Door.ADMINISTRATOR)
def show_person(account_id: int) -> ResponseReturnValue:
    """Show one account."""
    account = queries.get_account(account_id)
    return render_template(
        "accounts/show_person.html", account=account, last_seen_at=queries.last_seen_at(account)
    )


@bp.post("/administration/people/<int:account_id>/disable")
@door(Door.ADMINISTRATOR)
def disable_person(account_id: int) -> ResponseReturnValue:
    """Close an account."""
    account = queries.get_account(account_id)
    services.disable(account, by=current_account())
    return _saved(account_id, f"{account.display_name} can no longer sign in and was signed out everywhere.")


@bp.post("/administration/people/<int:account_id>/enable")
@door(Door.ADMINISTRATOR)
def enable_person(account_id: int) -> ResponseReturnValue:
    """Open an account again."""
    account = queries.get_account(account_id)
    services.enable(account, by=current_account())
    return _saved(account_id, f"{account.display_name} can sign in again.")


@bp.post("/administration/people/<int:account_id>/grant-administrator")
@door(Door.ADMINISTRATOR)
def grant_administrator(account_id: int) -> ResponseReturnValue:
    """Make somebody an administrator."""
    account = queries.get_account(account_id)
    services.grant_administrator(account, by=current_account())
    return _saved(account_id, f"{account.display_name} is an administrator now.")


@bp.post("/administration/people/<int:account_id>/revoke-administrator")
@door(Door.ADMINISTRATOR)
def revoke_administrator(account_id: int) -> ResponseReturnValue:
    """Take the role of administrator back."""
    account = queries.get_account(account_id)
    services.revoke_administrator(account, by=current_account())
    return _saved(account_id, f"{account.display_name} is no longer an administrator.")


def _saved(account_id: int, sentence: str) -> ResponseReturnValue:
    is_own = account_id == current_account().id
    still_there = current_account().is_administrator or not is_own
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for("accounts.show_person", account_id=account_id) if still_there else "/")
