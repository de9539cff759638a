"""What every answer carries, and which hosts we answer to."""

from __future__ import annotations

from flask import Flask, Response, request, session
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings

csrf = CSRFProtect()

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
}
HSTS = "max-age=63072000; includeSubDomains"


def headers_for(settings: Settings) -> dict[str, str]:
    """Return the headers of every answer, with HSTS where people come over https."""
    return HEADERS | ({"Strict-Transport-Security": HSTS} if settings.is_https else {})


def init_app(app: Flask) -> None:
    """Put the headers on every answer, errors and downloads too, and refuse forged forms and hosts."""
    settings: Settings = app.config["SETTINGS"]
    proxies = settings.whole("proxies")
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way to wrap
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    csrf.init_app(app)
    headers = headers_for(settings)

    @app.after_request
    def _protect(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if _is_personal() else "no-cache"
        return response


def _is_personal() -> bool:
    """Say whether this answer may hold something of a person's; asked of the cookie, so it needs no database."""
    return request.method != "GET" or "_user_id" in session
