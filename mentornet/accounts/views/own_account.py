"""One's own account: name and zone, password, address."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField

from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.forms import typed
from .. import limits, services
from ..forms import ChangeAddressForm, ChangePasswordForm, NameForm
from ..login import current_account, current_token
from ..models import LinkPurpose
from ..services.changing import NOT_YOURS, SAME_ADDRESS, has_own_password, is_own_address
from ..services.links import find_link
from . import bp
from .entering import show_spent_link


@bp.route("/account", methods=["GET", "POST"])
@door(Door.MEMBER)
def show_account() -> ResponseReturnValue:
    """Show one's account and take a new name or zone."""
    account = current_account()
    form = NameForm(name=account.display_name, time_zone=account.time_zone)
    if not form.validate_on_submit():
        return render_template("accounts/show_account.html", form=form), 422 if form.errors else 200
    services.change_name(account, name=typed(form.name), time_zone=typed(form.time_zone))
    db.session.commit()
    flash("Your account is saved.", "done")
    return redirect(url_for("accounts.show_account"))


@bp.route("/account/password", methods=["GET", "POST"])
@door(Door.MEMBER)
def change_password() -> ResponseReturnValue:
    """Take a new password; other browsers are signed out."""
    account = current_account()
    form = ChangePasswordForm(account=account)
    if form.validate_on_submit() and _knows_password(form.present):
        services.change_password(
            account, present=typed(form.present), password=typed(form.password), keep=current_token()
        )
        db.session.commit()
        flash("Your password is changed. Other browsers were signed out.", "done")
        return redirect(url_for("accounts.show_account"))
    return render_template("accounts/change_password.html", form=form), 422 if form.errors else 200


@bp.route("/account/address", methods=["GET", "POST"])
@door(Door.MEMBER)
def change_address() -> ResponseReturnValue:
    """Mail a link to a new address; the old one stays in force until the link is used."""
    account = current_account()
    form = ChangeAddressForm()
    if form.validate_on_submit() and _is_new_address(form) and _knows_password(form.password):
        limits.count_letter("address", typed(form.email), request.remote_addr)
        services.ask_for_new_address(account, email=typed(form.email), password=typed(form.password))
        db.session.commit()
        flash(
            f"We wrote to {typed(form.email)}. Open the link there; until then nothing changes.",
            "done",
        )
        return redirect(url_for("accounts.show_account"))
    return render_template("accounts/change_address.html", form=form), 422 if form.errors else 200


def _knows_password(field: PasswordField) -> bool:
    account = current_account()
    limits.count_own_password_try(account)
    known = has_own_password(account, typed(field))
    if not known:
        field.errors = [NOT_YOURS]
    return known


def _is_new_address(form: ChangeAddressForm) -> bool:
    if is_own_address(current_account(), typed(form.email)):
        form.email.errors = [SAME_ADDRESS]
        return False
    return True


@bp.route("/account/address/<token>", methods=["GET", "POST"])
@door(Door.LINK)
def confirm_address(token: str) -> ResponseReturnValue:
    """Put a new address in force by the link mailed to it."""
    if request.method == "GET":
        link = find_link(token, LinkPurpose.ADDRESS)
        return render_template("accounts/confirm_address.html", link=link) if link else show_spent_link()
    limits.count_link_try(request.remote_addr)
    account = services.take_new_address(token)
    db.session.commit()
    flash(f"Letters go to {account.email} from now on. Sign in with it, too.", "done")
    return redirect(url_for("accounts.show_account"))
