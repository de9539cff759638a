"""When the answer is no: refusals as sentences, and what a person sees when something breaks."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, g, make_response, render_template, request
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from .database import db
from .refusals import NotAllowedError, NotFoundError, Refusal, TooManyError

log = structlog.get_logger()


SENTENCES = {
    400: "The form was too old or came from elsewhere. Go back, load the page again and send it once more.",
    401: "Sign in to go on.",
    403: "This page is for other roles. If it should be yours, ask your coordinator.",
    404: "There is no such page, or it is not yours to see.",
    405: "This address cannot be used that way. Go back and use the button on the page.",
    409: "This was already done or has changed meanwhile. Load the page again to see how it stands.",
    413: "That is too large. Send a smaller file or a shorter text.",
    422: "Something in the form needs mending.",
    429: "That was too many tries. Wait a little and try again.",
    500: "Something broke on our side. Nothing you saved is lost; it has been noted under the reference below.",
    503: "The site is resting for a moment. Try again in a minute.",
}


def reference() -> str:
    """Return this request's reference number: shown to the person, written in the log."""
    if "reference" not in g:
        g.reference = secrets.token_hex(4).upper()
    return str(g.reference)


def page(status: int, sentence: str | None = None) -> Response:
    """Render the error page for `status`; a plain sentence where even the page cannot be made."""
    text = sentence or SENTENCES.get(status, SENTENCES[500])
    try:
        body = render_template(
            "errors/page.html",
            status=status,
            sentence=text,
            reference=reference(),
            way_back_url=_came_from(),
            way_back_label="Go back to where you were" if _came_from() else "",
        )
    except Exception:
        log.exception("error_page_failed", reference=reference())
        body = f"<!doctype html><html lang=en><title>Error</title><h1>{status}</h1><p>Reference {reference()}</p></html>"
    return make_response(body, status)


def _came_from() -> str:
    """Return the page of ours whose link or button led here; empty where there is none to go back to."""
    try:
        came = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    if came.netloc != request.host or not came.path.startswith("/") or came.path.startswith("//"):
        return ""
    if request.method == "GET" and came.path == request.path:
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def _page_name() -> str:
    """Name the page for the log by its rule: an address may hold the token of a mailed link."""
    return str(request.url_rule) if request.url_rule else request.path


def _refused(refusal: Refusal) -> Response:
    db.session.rollback()
    response = page(refusal.status, refusal.sentence)
    if isinstance(refusal, TooManyError):
        response.headers["Retry-After"] = str(refusal.retry_after)
    log.info("refused", status=refusal.status, page=_page_name(), reference=reference())
    return response


def _http_error(error: HTTPException) -> Response | HTTPException:
    db.session.rollback()
    if error.code is None or error.code < 400:  # noqa: PLR2004 - redirects are no errors
        return error
    return page(error.code)


def _bad_token(_error: CSRFError) -> Response:
    return page(400)


def _database_away(error: OperationalError) -> Response:
    db.session.rollback()
    g._login_user = AnonymousUserMixin()  # noqa: SLF001 - who it is cannot be looked up; the page must not try
    log.error("database_unavailable", reference=reference(), error=type(error.orig).__name__)
    response = page(503)
    response.headers["Retry-After"] = "30"
    return response


def _came_second(error: IntegrityError) -> Response:
    """Refuse what a constraint refused: of two who did the same at once, this one came second."""
    db.session.rollback()
    log.warning("came_second", reference=reference(), page=_page_name(), error=type(error.orig).__name__)
    return page(409)


def _broken(error: Exception) -> Response:
    try:
        db.session.rollback()
    except DBAPIError:
        log.warning("rollback_failed", reference=reference())
    log.error("request_failed", reference=reference(), page=_page_name(), exc_info=error)
    return page(500)


def init_app(app: Flask) -> None:
    """Answer every refusal and failure with the error page and the right status."""
    handlers: list[tuple[Any, Any]] = [
        (Refusal, _refused),
        (CSRFError, _bad_token),
        (HTTPException, _http_error),
        (OperationalError, _database_away),
        (IntegrityError, _came_second),
    ]
    for kind, handler in handlers:
        app.register_error_handler(kind, handler)
    if not app.config.get("PROPAGATE_EXCEPTIONS"):
        app.register_error_handler(Exception, _broken)


__all__ = [
    "SENTENCES",
    "NotAllowedError",
    "NotFoundError",
    "Refusal",
    "TooManyError",
    "init_app",
    "page",
    "reference",
]
