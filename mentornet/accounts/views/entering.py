"""Getting in and out: by password, by a mailed link, with a new password."""

from __future__ import annotations

import structlog
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.forms import is_local, typed
from .. import limits, services
from ..forms import AddressForm, NewPasswordForm, SignInForm
from ..hooks import tell_of_act
from ..login import current_account, let_in, let_out
from ..models import Account, LinkPurpose
from ..queries import get_account
from ..services.links import find_link
from . import bp

log = structlog.get_logger()

HOME = "/"
NO_MATCH = "This address and password do not open an account. Try again, or have a link mailed to you."


def _where_to() -> str:
    target = request.values.get("next")
    return target if target and is_local(target) else HOME


def _let_in(account: Account, way: str) -> None:
    tell_of_act("account.signed_in", account, by=account, way=way)
    let_in(account)


def show_spent_link() -> ResponseReturnValue:
    """Say that a mailed link works no more, and how to get another."""
    return render_template("accounts/spent_link.html"), 410


@bp.route("/sign-in", methods=["GET", "POST"])
@door(Door.ANYONE)
def sign_in() -> ResponseReturnValue:
    """Sign in by address and password."""
    if current_user.is_authenticated:
        return redirect(_where_to())
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.errors else 200)
    limits.count_password_try(typed(form.email), request.remote_addr)
    account = services.find_by_password(typed(form.email), typed(form.password))
    if account is None:
        log.info("sign_in_failed", network=limits.network_of(request.remote_addr))
        form.form_errors.append(NO_MATCH)
        return _sign_in_page(form, 422)
    _let_in(account, "password")
    return redirect(_where_to())


def _sign_in_page(form: SignInForm, status: int) -> ResponseReturnValue:
    target = _where_to()
    return render_template(
        "accounts/sign_in.html", form=form, next_url=target if target != HOME else None
    ), status


@bp.route("/sign-in/link", methods=["GET", "POST"])
@door(Door.ANYONE)
def request_link() -> ResponseReturnValue:
    """Have a link mailed that signs in."""
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("accounts/request_link.html", form=form, next_url=_where_to())
        return page, 422 if form.errors else 200
    limits.count_letter("link", typed(form.email), request.remote_addr)
    services.ask_for_link(typed(form.email), LinkPurpose.SIGN_IN, next_url=_where_to()[:500])
    db.session.commit()
    return redirect(url_for("accounts.show_letter_sent", about="link"))


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
@door(Door.LINK)
def use_link(token: str) -> ResponseReturnValue:
    """Sign in by a mailed link; only the button spends it, since mail scanners open links."""
    if request.method == "GET":
        if find_link(token, LinkPurpose.SIGN_IN) is None:
            return show_spent_link()
        return render_template("accounts/use_link.html", next_url=_where_to())
    limits.count_link_try(request.remote_addr)
    _let_in(services.enter_by_link(token), "link")
    return redirect(_where_to())


@bp.route("/reset", methods=["GET", "POST"])
@door(Door.ANYONE)
def request_reset() -> ResponseReturnValue:
    """Have a link mailed that sets a new password."""
    form = AddressForm()
    if not form.validate_on_submit():
        return render_template("accounts/request_reset.html", form=form), 422 if form.errors else 200
    limits.count_letter("reset", typed(form.email), request.remote_addr)
    services.ask_for_link(typed(form.email), LinkPurpose.RESET)
    db.session.commit()
    return redirect(url_for("accounts.show_letter_sent", about="reset"))


@bp.route("/reset/<token>", methods=["GET", "POST"])
@door(Door.LINK)
def reset_password(token: str) -> ResponseReturnValue:
    """Set a new password by a mailed link."""
    link = find_link(token, LinkPurpose.RESET)
    if link is None:
        return show_spent_link()
    form = NewPasswordForm(account=get_account(link.account_id))
    if not form.validate_on_submit():
        return render_template("accounts/reset_password.html", form=form), 422 if form.errors else 200
    limits.count_link_try(request.remote_addr)
    _let_in(services.reset_password(token, password=typed(form.password)), "reset")
    return redirect(HOME)


@bp.get("/letter-sent/<any('sign-up', link, reset):about>")
@door(Door.ANYONE)
def show_letter_sent(about: str) -> ResponseReturnValue:
    """Say that a letter is on its way, in the same words for every address."""
    return render_template("accounts/letter_sent.html", about=about)


@bp.post("/sign-out")
@door(Door.MEMBER)
def sign_out() -> ResponseReturnValue:
    """Sign this browser out."""
    account = current_account()
    tell_of_act("account.signed_out", account, by=account)
    let_out()
    return redirect(HOME)
