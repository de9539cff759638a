"""The database: one base for every table, one session, the same habits on SQLite and PostgreSQL."""

from __future__ import annotations

import enum
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

import sqlalchemy as sa
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column

from . import clock

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """A moment: aware and in UTC on the way in and out, whatever the database keeps."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's own signature
        """Refuse a moment without a zone; hand the rest over in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone before it is stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - as above
        """Give SQLite's naive moments back the zone they were stored in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _table_name(class_name: str) -> str:
    """Turn `MatchingRound` into `matching_rounds`, `Enquiry` into `enquiries`."""
    words = re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()
    if words.endswith("y") and words[-2] not in "aeiou":
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("s", "x", "ch", "sh")) else "s")


class Base(DeclarativeBase):
    """Every table's base: the naming of constraints and how Python types become columns."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this name on the class
        datetime: UTCDateTime(),
        list[str]: sa.JSON(),
        list[dict[str, Any]]: sa.JSON(),
        dict[str, Any]: sa.JSON(),
        dict[str, int]: sa.JSON(),
        enum.StrEnum: sa.Enum(
            enum.StrEnum,
            native_enum=False,
            length=40,
            values_callable=lambda kind: [str(member) for member in kind],
        ),
    }

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        """Name the table after the class, in the plural."""
        return _table_name(cls.__name__)


Id = Annotated[int, mapped_column(primary_key=True)]
Slug = Annotated[str, mapped_column(sa.String(80))]
Name = Annotated[str, mapped_column(sa.String(200))]
Created = Annotated[datetime, mapped_column(default=clock.now)]

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate()


@event.listens_for(sa.Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Let SQLite serve readers beside a writer, wait for the lock, and mind foreign keys."""
    if not isinstance(connection, sqlite3.Connection):
        return
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def after_commit(call: Callable[[], None]) -> None:
    """Have `call` run once this transaction is committed, and never if it is not.

    Letters and jobs are handed to the queue this way: what was rolled back is never sent or run.
    """
    db.session().info.setdefault("after_commit", []).append(call)


@event.listens_for(Session, "after_commit")
def _run_after_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint was released; the transaction itself is still open
    for call in session.info.pop("after_commit", []):
        call()


@event.listens_for(Session, "after_rollback")
def _forget_after_rollback(session: Session) -> None:
    session.info.pop("after_commit", None)


def changed_rows(statement: sa.Update | sa.Delete) -> int:
    """Run a conditional UPDATE or DELETE and return how many rows it reached.

    This is how anything limited is taken: the condition and the change are one statement, so two
    people at once cannot both succeed, on either database.
    """
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)  # type: ignore[attr-defined]  # the stubs know only Result; DML answers a CursorResult


def add_unless_there(table: type[Base], /, **values: Any) -> int | None:
    """Insert one row of `table` and return its id, or None where a unique constraint says it is there.

    One statement decides, so two at once add one row and neither of them fails.
    """
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    add = insert(table).values(**values).on_conflict_do_nothing()
    return db.session.execute(add.returning(sa.inspect(table).primary_key[0])).scalar_one_or_none()


__all__ = [
    "Base",
    "Created",
    "Id",
    "Mapped",
    "Name",
    "Slug",
    "add_unless_there",
    "after_commit",
    "changed_rows",
    "db",
    "mapped_column",
    "migrate",
]
