"""What was written lately? The mailbox page of a demo or development site that sends no mail."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue

from config import Settings

from ..database import db
from ..doors import Door, door
from ..errors import NotFoundError
from ..paging import page_of
from .outbox import Letter

bp = Blueprint("mailbox", __name__, url_prefix="/mailbox")


@bp.get("")
@door(Door.DEVELOPMENT)
def list_letters() -> ResponseReturnValue:
    """List the letters kept here, the newest first."""
    return render_template(
        "mailbox/list_letters.html", page=page_of(sa.select(Letter).order_by(Letter.id.desc()))
    )


@bp.get("/<int:letter_id>")
@door(Door.DEVELOPMENT)
def show_letter(letter_id: int) -> ResponseReturnValue:
    """Show one letter as its reader would see it."""
    letter = db.session.get(Letter, letter_id)
    if letter is None:
        raise NotFoundError
    return render_template("mailbox/show_letter.html", letter=letter)


def init_app(app: Flask) -> None:
    """Open the mailbox where letters are kept and the site says it is for trying out."""
    settings: Settings = app.config["SETTINGS"]
    if not settings.mail_host and (settings.is_demo or settings.is_development):
        app.register_blueprint(bp)
