"""How do many rows get into the database quickly? Straight to the driver, with the garbage collector at rest."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from .database import Base, db

Row = tuple[Any, ...]


@contextmanager
def unswept() -> Iterator[None]:
    """Rest the garbage collector while many things are made that live on: looking through them took half the time.

    Memory is given back by counting references all the while; only what refers to itself waits until afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def insert_rows(
    model: type[Base], columns: Sequence[str], rows: list[Row], *, connection: sa.Connection | None = None
) -> None:
    """Insert rows in the open transaction, each value written as its column's type says.

    SQLAlchemy's own insert of many rows does the same and takes twice as long. Nothing is filled in: a column that
    is not named has what the database itself gives it.

    Args:
        model: Whose rows they are.
        columns: The columns, in the order of every row's values.
        rows: The values; an enum's are words, which drivers take as they are.
        connection: Where to write; the session's own where none is given.
    """
    if not rows:
        return
    to = connection or db.session.connection()
    table = db.metadata.tables[model.__tablename__]
    written = _written(rows, [_writer(table.c[name].type, to.dialect) for name in columns])
    if to.dialect.name == "postgresql":
        _copy(to, model, columns, written)
        return
    marks = ", ".join(["?"] * len(columns))
    to.exec_driver_sql(
        f"INSERT INTO {model.__tablename__} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - our own names
        written,
    )


def _written(rows: list[Row], writers: list[Callable[[Any], Any] | None]) -> list[Row]:
    if not any(writers):
        return rows
    return [
        tuple(write(value) if write else value for write, value in zip(writers, row, strict=True))
        for row in rows
    ]


def _copy(connection: sa.Connection, model: type[Base], columns: Sequence[str], rows: list[Row]) -> None:
    """Send rows by PostgreSQL's COPY: many times faster than inserts."""
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {model.__tablename__} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _writer(type_: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    """Return what writes a value of this type for the driver, if anything has to."""
    return None if isinstance(type_, sa.Enum) else type_.dialect_impl(dialect).bind_processor(dialect)
