"""Which part of a long list? Twenty-five at a time, by the `page` of the address."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import request
from flask_sqlalchemy.pagination import Pagination, SelectPagination

from .database import db

PER_PAGE = 25
LAST_PAGE = 1_000_000  # beyond it a database could not count the rows to skip


def page_of(statement: sa.Select[Any], *, size: int = PER_PAGE, counts_along: bool = False) -> Pagination:
    """Return the page of `statement` that the address asks for; the first where it asks for nonsense.

    With `counts_along` the rows are counted by the statement that reads them: half the work where finding
    them is what costs. Not for statements with DISTINCT, whose rows would be counted before.
    """
    number = request.args.get("page", 1, type=int)
    kind = _CountedPage if counts_along else SelectPagination
    return kind(
        select=statement,
        session=db.session(),
        page=min(max(1, number), LAST_PAGE),
        per_page=size,
        max_per_page=200,
        error_out=False,
    )


class _CountedPage(SelectPagination):
    """A page whose rows each bring how many there are in all."""

    _found = 0

    def _query_items(self) -> list[Any]:
        counted = self._query_args["select"].add_columns(sa.func.count().over())
        part = counted.limit(self.per_page).offset(self._query_offset)
        rows = self._query_args["session"].execute(part).unique().all()
        self._found = rows[0][-1] if rows else 0
        return [row[0] for row in rows]

    def _query_count(self) -> int:
        """Count once more only beyond the last page, where no row says how many there are."""
        return self._found or super()._query_count()
