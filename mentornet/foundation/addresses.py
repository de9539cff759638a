"""What may stand in an address? Numbers a database can hold and names of visible letters; the rest is no page."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

from .forms import BIGGEST_NUMBER


class IdConverter(IntegerConverter):
    """The id of a row: a number beyond what a row can have leads nowhere instead of to the database."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:  # noqa: A002 - werkzeug's own name
        super().__init__(map, *args, **{"max": BIGGEST_NUMBER} | kwargs)


class NameConverter(UnicodeConverter):
    """A slug or a token: without control characters, which PostgreSQL would not even compare."""

    regex = r"[^/\x00-\x1f\x7f]+"

    def __init__(self, map: Map) -> None:  # noqa: A002 - werkzeug's own name
        super().__init__(map)
        self.regex = type(self).regex


def init_app(app: Flask) -> None:
    """Read every address of the site by these rules."""
    app.url_map.converters |= {"int": IdConverter, "default": NameConverter, "string": NameConverter}
