"""What can be done by typing? The commands of `flask --app wsgi`."""

from __future__ import annotations

from typing import Any

import click
from flask import Flask, current_app

from .foundation.jobs.worker import work


@click.command("work")
@click.option("--threads", default=2, show_default=True, help="Jobs at a time.")
def work_command(threads: int) -> None:
    """Run the background worker until it is told to stop."""
    app: Any = current_app
    work(app._get_current_object(), threads=threads)  # noqa: SLF001 - the worker's threads need the app itself


def init_app(app: Flask) -> None:
    """Give `flask` our commands."""
    app.cli.add_command(work_command)
