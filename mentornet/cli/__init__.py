"""What can be done by typing? The commands of `flask --app wsgi`."""

from __future__ import annotations

from flask import Flask

from ..events.cli import import_events_command
from ..matching.cli import match
from .catalogue import load_catalogue_command
from .check_production import check_production_command
from .seed import seed_command
from .serve import prepare_command, serve_command, work_command

COMMANDS = (
    check_production_command,
    import_events_command,
    load_catalogue_command,
    match,
    prepare_command,
    seed_command,
    serve_command,
    work_command,
)


def init_app(app: Flask) -> None:
    """Give `flask` our commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
