"""Which part of a long list? Twenty-five at a time, by the `page` of the address."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import request
from flask_sqlalchemy.pagination import Pagination

from .database import db

PER_PAGE = 25
LAST_PAGE = 1_000_000  # beyond it a database could not count the rows to skip


def page_of(statement: sa.Select[Any], *, size: int = PER_PAGE) -> Pagination:
    """Return the page of `statement` that the address asks for; the first where it asks for nonsense."""
    number = request.args.get("page", 1, type=int)
    return db.paginate(
        statement, page=min(max(1, number), LAST_PAGE), per_page=size, max_per_page=200, error_out=False
    )
