"""Imports: a program's spreadsheet on its way in, and the people it brings."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Bring imports into the application: their pages, their jobs and what follows when somebody confirms an address."""
    from ..accounts.hooks import on_act  # noqa: PLC0415 - as below
    from ..foundation.storage import takes_files  # noqa: PLC0415 - as below
    from ..programs.tabs import Tab, add_tab  # noqa: PLC0415 - needs the features below to be imported first
    from . import jobs, rules, services, views  # noqa: F401, PLC0415 - as above; jobs register themselves

    app.register_blueprint(views.bp)
    takes_files(app, "imports.upload", most_bytes=rules.MOST_BYTES + rules.AROUND_A_FILE)
    add_tab(
        app,
        Tab(
            "Import",
            "imports.list_imports",
            25,
            (
                "imports.upload",
                "imports.choose_columns",
                "imports.show_progress",
                "imports.answer_values",
                "imports.show_preview",
                "imports.show_outcome",
            ),
        ),
    )
    on_act(services.note_confirmed)
