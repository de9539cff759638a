"""MentorNet: mentorship matching and networking for mental health technicians."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from flask import Flask

from config import ROOT, Settings, flask_config

# numpy's matrix library, wherever it is loaded later: a second thread waits for its core and made solving up to
# ten times slower on a busy machine. It is read once, when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

FEATURES = (
    "accounts",
    "audit",
    "notifications",
    "catalogue",
    "profiles",
    "programs",
    "career",
    "events",
    "mentorships",
    "matching",
    "directory",
    "imports",
    "home",
)  # fmt: skip - one name a line, lowest first


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Build the application: the ground, every feature, and a last look at its doors.

    `settings` are read from the environment when not given; `overrides` go into Flask's own
    configuration (tests use them).
    """
    # Imported here: commands that need no site do not wait for all of it.
    from . import foundation  # noqa: PLC0415 - as above
    from .foundation.doors import ensure_every_view_has_a_door  # noqa: PLC0415 - as above
    from .seeds import log_ins  # noqa: PLC0415 - as above

    settings = settings or Settings.from_environment(os.environ)
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.from_mapping(flask_config(settings))
    app.config["MIGRATIONS"] = ROOT / "migrations"
    if settings.is_demo:
        app.config["DEMO"] = {"log_ins": log_ins.LOG_INS, "password": log_ins.PASSWORD}
    app.config.from_mapping(overrides)
    foundation.init_app(app)
    for name in FEATURES:
        import_module(f"{__name__}.{name}").init_app(app)
    import_module(f"{__name__}.cli").init_app(app)
    ensure_every_view_has_a_door(app)
    return app
