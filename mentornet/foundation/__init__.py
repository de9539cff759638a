"""The ground every feature stands on; it knows none of them."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Lay the ground: logs, database, queue, security, errors, templates, health."""
    # Imported here: a command that needs no site, only a table read, shall not wait for two seconds of imports.
    from . import (  # noqa: PLC0415 - as above
        addresses,
        assets,
        errors,
        health,
        logs,
        navigation,
        security,
        storage,
        style,
        templating,
        toolbar,
    )
    from .database import db, migrate  # noqa: PLC0415 - as above
    from .jobs import queue  # noqa: PLC0415 - as above
    from .jobs.run import run_job  # noqa: PLC0415 - as above
    from .mail import delivery, mailbox  # noqa: PLC0415 - as above

    logs.init_app(app)
    db.init_app(app)
    migrate.init_app(
        app, db, directory=str(app.config["MIGRATIONS"]), render_as_batch=True, compare_type=True
    )
    queue.init_app(app, {"run_job": run_job, "deliver_letter": delivery.deliver_letter})
    addresses.init_app(app)
    storage.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    templating.init_app(app)
    navigation.init_app(app)
    assets.init_app(app)
    app.register_blueprint(health.bp)
    mailbox.init_app(app)
    style.init_app(app)
    if app.debug and app.config["SETTINGS"].is_development:
        toolbar.init_app(app)


__all__ = ["init_app"]
