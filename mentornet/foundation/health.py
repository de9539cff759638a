"""Is the site up, and is it ready? For load balancers, and for researchers who look for a contact."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from . import clock
from .database import db, migrate
from .doors import Door, door
from .jobs.models import Job, JobState

bp = Blueprint("health", __name__)
STUCK_AFTER = timedelta(minutes=10)


@bp.get("/healthz")
@door(Door.ANYONE)
def show_health() -> ResponseReturnValue:
    """Answer that the process lives, and nothing more."""
    return jsonify(status="ok")


@bp.get("/readyz")
@door(Door.ANYONE)
def show_readiness() -> ResponseReturnValue:
    """Answer 200 when the database answers, is migrated, and no job waits too long; else 503."""
    waiting = sa.select(sa.func.min(Job.created_at)).where(Job.state == JobState.QUEUED)
    oldest = db.session.scalar(waiting)
    checks = {
        "migrations": is_migrated(),
        "queue": oldest is None or clock.now() - oldest < STUCK_AFTER,
    }
    ready = all(checks.values())
    return jsonify(status="ready" if ready else "not ready", **checks), 200 if ready else 503


@bp.get("/.well-known/security.txt")
@door(Door.ANYONE)
def show_security_contact() -> ResponseReturnValue:
    """Say where weaknesses are reported (RFC 9116)."""
    settings = current_app.config["SETTINGS"]
    expires = (clock.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.security_contact}",
        f"Expires: {expires}",
        f"Canonical: {settings.address}/.well-known/security.txt",
        "Preferred-Languages: en",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def is_migrated() -> bool:
    """Say whether the database stands at the newest migration."""
    script = ScriptDirectory.from_config(migrate.get_config())
    with db.engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_heads()
    return set(at) == set(script.get_heads())
