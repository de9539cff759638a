"""How are the tables brought up to date? One history, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

import mentornet.models  # noqa: F401 - every table must be known before anything is compared
from mentornet.foundation.database import UTCDateTime, db

NOT_OURS = ("huey_", "huey")


def is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:  # noqa: FBT001 - alembic's signature
    """Leave the queue's own tables alone: it makes them itself."""
    return not (kind == "table" and name is not None and name.startswith(NOT_OURS))


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Write our own types as what the database keeps, so that old migrations need none of our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


def let_tables_be_rebuilt(connection: Connection) -> None:
    """Keep SQLite from deleting what refers to a table while the table is laid anew.

    A changed table is copied and dropped there, and to drop one with foreign keys watched is to delete its
    rows, and with them all that goes when they go. The next connection watches them again.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()


def run() -> None:
    """Run the migrations on the application's own engine."""
    options = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        let_tables_be_rebuilt(connection)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=is_ours,
            render_item=render_item,
            transaction_per_migration=True,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.invalidate()  # whoever connects next watches foreign keys again


run()
