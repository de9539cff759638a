"""How does somebody take a list out? As a file for spreadsheets, with the filter of the page, a batch of rows at a time.

A view names its columns once, for CSV and XLSX alike:

    return download("members", COLUMNS, each(statement), ending)

Moments are written in UTC, with a heading that says so. Nothing is run as a formula and accents stay intact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Response, stream_with_context

from .database import db
from .tables import CSV_TYPE, XLSX_TYPE, stream_csv, stream_xlsx
from .tables.writing import Cell
from .words import slugified

AT_A_TIME = 500

Item = TypeVar("Item")
Column = tuple[str, Callable[[Item], Cell]]
"""A heading, and what stands under it for one row."""


def batches(statement: sa.Select[Any], *, size: int = AT_A_TIME) -> Iterator[Sequence[Any]]:
    """Yield a statement's rows in batches, never all at once; what a batch needs besides is asked once for it."""
    yield from db.session.scalars(statement.execution_options(yield_per=size)).partitions(size)


def each(statement: sa.Select[Any]) -> Iterator[Any]:
    """Yield a statement's rows one by one, fetched in batches."""
    for batch in batches(statement):
        yield from batch


def download(name: str, columns: Sequence[Column[Item]], items: Iterable[Item], ending: str) -> Response:
    """Answer with a file of these rows, streamed.

    Args:
        name: What the file is called, without its ending.
        columns: Headings and how each row fills them.
        items: The rows, asked for while the file is on its way.
        ending: `csv` or `xlsx`.
    """
    headings = [heading for heading, _ in columns]
    rows = ([fill(item) for _, fill in columns] for item in items)
    body = stream_csv(headings, rows) if ending == "csv" else stream_xlsx(headings, rows, title=name)
    answer = Response(stream_with_context(body), content_type=CSV_TYPE if ending == "csv" else XLSX_TYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{slugified(name)}.{ending}")
    return answer
