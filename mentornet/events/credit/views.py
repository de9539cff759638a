"""A certificate's own page, which anyone who has its code can open, and its file."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ...accounts.login import current_account
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from ...foundation.templating import absolute_address
from . import letters, queries, rules

bp = Blueprint("events_credit", __name__, url_prefix="/certificates")


@bp.get("")
@door(Door.ANYONE)
def find_certificate() -> ResponseReturnValue:
    """Ask for a code and go to its certificate."""
    typed = request.args.get("code", "").strip()
    code = rules.tidy_code(typed)
    if code:
        return redirect(url_for(".show_certificate", code=rules.shown_code(code)))
    return render_template("events/find_certificate.html", typed=typed[:60]), 422 if typed else 200


@bp.get("/<code>")
@door(Door.ANYONE)
def show_certificate(code: str) -> ResponseReturnValue:
    """Show what is certified, or that it is void."""
    certificate = queries.get_certificate(rules.tidy_code(code))
    is_mine = current_user.is_authenticated and certificate.account_id == current_account().id
    page = render_template(
        "events/show_certificate.html", certificate=certificate, rules=rules, is_mine=is_mine
    )
    return _unlisted(make_response(page))


@bp.get("/<code>.pdf")
@door(Door.ANYONE)
def download_certificate(code: str) -> ResponseReturnValue:
    """Give the certificate as a file. Raises Refusal where it is void."""
    from . import drawing  # noqa: PLC0415 - the drawing library is large, and only this page needs it

    certificate = queries.get_certificate(rules.tidy_code(code))
    if certificate.voided_at:
        newer = certificate.replaced_by
        instead = f" Certificate {rules.shown_code(newer.code)} took its place." if newer else ""
        raise Refusal(f"This certificate is void, so there is no file of it.{instead}")
    address = absolute_address(letters.page_of(certificate))
    file = drawing.draw(certificate, address=address, issued=drawing.issued_words(certificate))
    answer = Response(file, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{rules.file_name(certificate)}"'
    return _unlisted(answer)


def _unlisted(answer: Response) -> Response:
    """Keep a page that holds a name out of search engines and of caches."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "no-store"
    return answer
