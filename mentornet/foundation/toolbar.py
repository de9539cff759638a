"""What happens inside, while developing? The debug toolbar, and the looser policy it needs."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from flask import Flask, Response

from .doors import Door, door

TOOLBAR_POLICY = "default-src 'self' 'unsafe-inline'; img-src 'self' data:"


def init_app(app: Flask) -> None:
    """Add the debug toolbar; only `make dev` gets here, and only it loosens the content policy."""
    app.config["DEBUG_TB_INTERCEPT_REDIRECTS"] = False
    import_module("flask_debugtoolbar").DebugToolbarExtension(app)
    views: dict[str, Any] = app.view_functions
    for name, view in list(views.items()):
        if name.startswith(("_debug_toolbar", "debugtoolbar")):
            views[name] = door(Door.DEVELOPMENT)(view)

    @app.after_request
    def _loosen(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = TOOLBAR_POLICY
        return response
