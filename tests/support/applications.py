"""Applications for the tests: one on each database, migrated once and wiped after every test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event

from config import Settings
from mentornet import create_app
from mentornet.catalogue.loading import load_catalogue
from mentornet.foundation.database import db

from .client import SuspiciousClient

KEY = "a key for tests, long enough to sign with and of no worth"
WRITES = ("INSERT", "UPDATE", "DELETE")


def make_app(url: str, folder: Path, **overrides: Any) -> Flask:
    """Build the application on the database at `url` and bring its tables and its catalogue up to date."""
    settings = Settings(
        database_url=url,
        secret_key=KEY,
        data_folder=str(folder),
        development="1",
        demo="1",
        log_level="critical",
        web_threads="24",  # races press from as many threads at once, each with a connection
    )
    cheap = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    config = {"TESTING": True, "QUEUE_IMMEDIATE": True, "ARGON2": cheap} | overrides
    app = create_app(settings, **config)
    app.test_client_class = SuspiciousClient
    with app.app_context():
        upgrade()
        load_catalogue()
        db.session.commit()
        db.engine.dispose()
    return app


class Wiper:
    """Remembers which tables a test wrote to, and empties those and no others."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.kept: dict[str, list[dict[str, Any]]] = {}
        self.written: set[str] = set()
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        words = statement.lstrip().split(None, 3)
        if words and words[0].upper() in WRITES:
            name = words[1] if words[0].upper() == "UPDATE" else words[2]
            self.written.add(name.strip('"').split("(")[0])

    def keep_what_is_there(self) -> None:
        """Take the rows there are now (the catalogue) as what every test begins with."""
        with self.engine.connect() as connection:
            for table in db.metadata.sorted_tables:
                rows = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
                if rows:
                    self.kept[table.name] = rows
        self.written.clear()

    def wipe(self) -> None:
        """Put every table that was written to back to what it held at the beginning."""
        touched = [table for table in db.metadata.sorted_tables if table.name in self.written]
        if not touched:
            return
        with self.engine.begin() as connection:
            for table in reversed(touched):
                if table.name not in self.kept:
                    connection.execute(sa.delete(table))
            self._restore(connection, [table for table in touched if table.name in self.kept])
        self.written.clear()

    def _restore(self, connection: sa.Connection, tables: list[sa.Table]) -> None:
        there: dict[str, set[tuple[Any, ...]]] = {}
        for table in reversed(tables):  # what a test added goes first, children before their parents
            there[table.name] = {tuple(row) for row in connection.execute(sa.select(*table.primary_key))}
            for key in there[table.name] - self._before(table).keys():
                connection.execute(sa.delete(table).where(*_is(table, key)))
        for table in tables:
            for key, row in self._before(table).items():
                there_still = key in there[table.name]
                put = sa.update(table).where(*_is(table, key)) if there_still else sa.insert(table)
                connection.execute(put.values(**row))

    def _before(self, table: sa.Table) -> dict[tuple[Any, ...], dict[str, Any]]:
        keys = [key.name for key in table.primary_key]
        return {tuple(row[key] for key in keys): row for row in self.kept[table.name]}


def _is(table: sa.Table, key: tuple[Any, ...]) -> list[sa.ColumnElement[bool]]:
    return [column == value for column, value in zip(table.primary_key, key, strict=True)]


@contextmanager
def another_site(app: Flask, **settings: str) -> Iterator[Flask]:
    """Serve the same data a second time, with other `settings`, as a second process would."""
    other = create_app(
        replace(app.config["SETTINGS"], **settings),
        TESTING=True,
        QUEUE_IMMEDIATE=True,
        ARGON2=app.config["ARGON2"],
    )
    other.test_client_class = SuspiciousClient
    yield other
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


@contextmanager
def in_context(app: Flask) -> Iterator[None]:
    """Push an application context for rows that a test prepares or looks at, and commit them."""
    with app.app_context():
        yield
        db.session.commit()
