"""What can be done by typing? The commands of `flask --app wsgi`."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Give `flask` our commands."""
    # Imported here: `alone` shall load its own commands and nothing of the site.
    from ..events.cli import import_events_command  # noqa: PLC0415 - as above
    from . import alone  # noqa: PLC0415 - as above
    from .catalogue import load_catalogue_command  # noqa: PLC0415 - as above
    from .check_production import check_production_command  # noqa: PLC0415 - as above
    from .seed import seed_command  # noqa: PLC0415 - as above
    from .serve import prepare_command, serve_command, work_command  # noqa: PLC0415 - as above

    for command in (
        check_production_command,
        import_events_command,
        load_catalogue_command,
        prepare_command,
        seed_command,
        serve_command,
        work_command,
        *alone.COMMANDS,
    ):
        app.cli.add_command(command)
