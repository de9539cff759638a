"""What is agreed here, and who sees what: the code of conduct and the page on privacy."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.forms import is_local, typed
from .. import queries, services
from ..conduct import blocks
from ..forms import AcceptConductForm, PublishConductForm
from ..login import current_account
from . import bp


@bp.get("/conduct")
@door(Door.ANYONE)
def show_conduct() -> ResponseReturnValue:
    """Show the code of conduct."""
    conduct = queries.newest_conduct()
    return render_template("accounts/show_conduct.html", conduct=conduct, blocks=blocks(conduct.text))


@bp.get("/privacy")
@door(Door.ANYONE)
def show_privacy() -> ResponseReturnValue:
    """Say who sees what."""
    return render_template("accounts/show_privacy.html")


@bp.route("/conduct/accept", methods=["GET", "POST"])
@door(Door.MEMBER)
def accept_conduct() -> ResponseReturnValue:
    """Have the newest code of conduct accepted before going on."""
    conduct = queries.newest_conduct()
    target = request.values.get("next")
    target = target if target and is_local(target) else "/"
    form = AcceptConductForm(formdata=None) if request.method == "GET" else AcceptConductForm()
    if form.validate_on_submit():
        services.accept_conduct(current_account(), version=int(typed(form.version)))
        db.session.commit()
        flash("Thank you. You have accepted the code of conduct.", "done")
        return redirect(target)
    page = render_template(
        "accounts/accept_conduct.html", conduct=conduct, blocks=blocks(conduct.text), next_url=target
    )
    return page, 422 if form.errors else 200


@bp.route("/conduct/publish", methods=["GET", "POST"])
@door(Door.ADMINISTRATOR)
def publish_conduct() -> ResponseReturnValue:
    """Put a new wording in force; everyone accepts it before going on."""
    conduct = queries.newest_conduct()
    form = PublishConductForm(text=conduct.text)
    if not form.validate_on_submit():
        page = render_template("accounts/publish_conduct.html", form=form, conduct=conduct)
        return page, 422 if form.errors else 200
    services.publish_conduct(
        text=typed(form.text), what_changed=typed(form.what_changed), by=current_account()
    )
    db.session.commit()
    flash("The new code of conduct is in force. Everyone accepts it when they come next.", "done")
    return redirect(url_for("accounts.show_conduct"))
