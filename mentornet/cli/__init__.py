"""What can be done by typing? The commands of `flask --app wsgi`."""

from __future__ import annotations

from flask import Flask

from ..matching.cli import match
from .catalogue import load_catalogue_command
from .serve import prepare_command, serve_command, work_command


def init_app(app: Flask) -> None:
    """Give `flask` our commands."""
    for command in (work_command, prepare_command, serve_command, load_catalogue_command, match):
        app.cli.add_command(command)
