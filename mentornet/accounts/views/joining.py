"""Joining: the form, the letter, the confirmed address."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.forms import is_local, typed
from .. import limits, services
from ..forms import SignUpForm
from ..hooks import newcomers_url
from ..login import current_account, let_in
from ..models import LinkPurpose
from ..services.links import find_link
from . import bp
from .entering import HOME, show_spent_link


def _came_from() -> str | None:
    """Return the page of this site that the person came from, where the address names one."""
    target = request.args.get("next", "")[:500]
    return target if is_local(target) else None


@bp.route("/sign-up", methods=["GET", "POST"])
@door(Door.ANYONE)
def sign_up() -> ResponseReturnValue:
    """Take a newcomer's name, address and password."""
    if current_user.is_authenticated:
        return redirect(HOME)
    form = SignUpForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_up.html", form=form), 422 if form.errors else 200
    limits.count_letter("sign-up", typed(form.email), request.remote_addr)
    try:
        services.sign_up(
            name=typed(form.name),
            email=typed(form.email),
            password=typed(form.password),
            sides=form.sides,
            time_zone=form.zone,
            next_url=_came_from(),
        )
        db.session.commit()
    except IntegrityError:  # the same address a moment ago; its letter is on the way
        db.session.rollback()
    return redirect(url_for("accounts.show_letter_sent", about="sign-up"))


@bp.route("/confirm/<token>", methods=["GET", "POST"])
@door(Door.LINK)
def confirm(token: str) -> ResponseReturnValue:
    """Confirm an address by its letter; only the button spends the link, since mail scanners open links."""
    if request.method == "GET":
        link = find_link(token, LinkPurpose.CONFIRM)
        return render_template("accounts/confirm.html", link=link) if link else show_spent_link()
    limits.count_link_try(request.remote_addr)
    account = services.confirm(token)
    db.session.commit()
    let_in(account)
    flash("Your address is confirmed. Welcome.", "done")
    return redirect(_came_from() or newcomers_url())


@bp.get("/account/waiting")
@door(Door.MEMBER)
def wait_for_confirmation() -> ResponseReturnValue:
    """Say that the address is yet to be confirmed."""
    if current_account().confirmed_at is not None:
        return redirect(HOME)
    settings = current_app.config["SETTINGS"]
    return render_template("accounts/wait_for_confirmation.html", mail_is_kept=not settings.mail_host)


@bp.post("/account/waiting")
@door(Door.MEMBER)
def resend_confirmation() -> ResponseReturnValue:
    """Send the letter once more."""
    account = current_account()
    limits.count_letter("sign-up", account.email, request.remote_addr)
    services.resend_confirmation(account)
    db.session.commit()
    flash("A new letter is on its way. The link in the one before no longer works.", "done")
    return redirect(url_for("accounts.wait_for_confirmation"))
