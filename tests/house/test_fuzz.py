"""Does nonsense ever break a page? Every door, tried by everyone with what no form of ours would send."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import html5lib
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests.support.applications import in_context
from tests.support.cast import Cast, browser_of, make_cast
from tests.support.client import HTML, SuspiciousClient
from tests.support.doors import VISITORS, Row, all_rows

SEED = 20
NONSENSE = (
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "1e400",
    "NaN",
    "9" * 30,
    "2147483648",
    "-9223372036854775809",
    "٣",
    "²",
    "null",
    "on",
    "x" * 5_000,
    "\x00",
    "a\x00b",
    "\ud800",
    "\N{RIGHT-TO-LEFT OVERRIDE}ecila\N{ZERO WIDTH SPACE}",
    "👩🏽‍⚕️",
    "<script>alert(1)</script>",
    "{{7*7}}%s%(x)s{}",
    "' OR 1=1 --",
    "a\r\nBcc: all@people.example",
    "//evil.example",
    "javascript:alert(1)",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2027-03-14T02:30",
    "10:61",
    "Mars/Olympus",
    "../../etc/passwd",
    "%",
    "_",
    '"',
    "\\",
)
WRONG_PARTS = ("9" * 30, "2147483648", "0", "a%00b", "%E2%80%AE", "x" * 300, "%ED%A0%80", "%C2%B2")
COMMON = ("page", "q", "sort", "next", "side", "state", "kind", "id", "token", "program", "is_administrator")
FIELDS = ("input", "select", "textarea")


def _scenes() -> list[tuple[Any, list[Row]]]:
    rows = sorted(all_rows(), key=lambda row: (row.scene.__module__, row.scene.__qualname__, row.method))
    return [(scene, list(found)) for scene, found in groupby(rows, key=lambda row: row.scene)]


class Fuzzer:
    """Tries one door after the other, and notes where something broke."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.chance = random.Random(SEED)
        self.broken: list[str] = []
        self.tried = 0

    def try_scene(self, cast: Cast, values: dict[str, Any], rows: list[Row]) -> None:
        """Try every row of one scene, mostly as somebody it is for."""
        people = {name: getattr(cast, name, None) for name in VISITORS}
        browsers = {name: browser_of(self.app, one.id if one else None) for name, one in people.items()}
        for row in rows:
            insiders = [name for name in VISITORS if row.is_let_in(name)] or list(VISITORS)
            name = self.chance.choice((*insiders, *insiders, *VISITORS))
            self._try_row(browsers[name], name, row, values)

    def _try_row(self, browser: SuspiciousClient, name: str, row: Row, values: dict[str, Any]) -> None:
        address = self._address(row, values)
        self._ask(browser, name, row.method, self._wrong_way(row, values))
        if row.method == "GET":
            self._ask(browser, name, "GET", address, query_string=self._nonsense((*COMMON, *row.query)))
            return
        shown = browser.get(address)
        names = sorted({*row.form, *_field_names(shown), *self.chance.sample(COMMON, 2)})
        for form in (self._nonsense(names), self._half(row.form, names)):
            self._ask(browser, name, row.method, address, data=form)

    def _address(self, row: Row, values: dict[str, Any]) -> str:
        with self.app.test_request_context():
            urls = self.app.url_map.bind("localhost")
            expected = {part: value for part, value in values.items() if self._has_part(row, part)}
            return urls.build(row.endpoint, expected, method=row.method)

    def _has_part(self, row: Row, part: str) -> bool:
        return any(part in rule.arguments for rule in self.app.url_map.iter_rules(row.endpoint))

    def _wrong_way(self, row: Row, values: dict[str, Any]) -> str:
        """Return the row's address with nonsense for one of its parts."""
        rule = next(iter(self.app.url_map.iter_rules(row.endpoint)))
        parts = {part: str(values.get(part, "x")) for part in sorted(rule.arguments)}
        if parts:
            parts[self.chance.choice(list(parts))] = self.chance.choice(WRONG_PARTS)
        return re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda found: parts[found[1]], rule.rule)

    def _nonsense(self, names: Any) -> MultiDict[str, str]:
        return MultiDict(
            (name, self.chance.choice(NONSENSE))
            for name in names
            for _ in range(self.chance.choice((0, 1, 1, 2)))
        )

    def _half(self, form: Any, names: Any) -> MultiDict[str, Any]:
        """Return a form that would do, with one field spoilt."""
        mixed = MultiDict(form)
        spoilt = self.chance.choice(list(names))
        mixed.setlist(spoilt, [self.chance.choice(NONSENSE)])
        return mixed

    def _ask(self, browser: SuspiciousClient, name: str, method: str, address: str, **sent: Any) -> None:
        self.tried += 1
        answer = browser.open(address, method=method, **_encoded(sent))
        if answer.status_code >= 500:
            self.broken.append(f"{answer.status_code}: {name} {method} {address} {sent!r:.600}")


def _encoded(sent: dict[str, Any]) -> dict[str, Any]:
    """Write fields down as a broken browser might, half a letter included."""
    pairs = {kind: list(MultiDict(fields).items(multi=True)) for kind, fields in sent.items()}
    written = {kind: urlencode(fields, errors="surrogatepass") for kind, fields in pairs.items()}
    return written | ({"content_type": "application/x-www-form-urlencoded"} if "data" in sent else {})


def _field_names(answer: Any) -> Iterator[str]:
    if answer.status_code == 200 and answer.mimetype == "text/html":
        tree = html5lib.HTMLParser().parse(io.StringIO(answer.get_data(as_text=True)))
        for kind in FIELDS:
            yield from (field.get("name") for field in tree.iter(f"{HTML}{kind}") if field.get("name"))


def test_no_nonsense_breaks_a_page(app_on):
    app, wiper = app_on("postgresql")  # the stricter of the two: it refuses what SQLite stores
    fuzzer = Fuzzer(app)
    try:
        for scene, rows in _scenes():
            wiper.wipe()
            with in_context(app):
                cast = make_cast()
                values = scene(cast)
            fuzzer.try_scene(cast, values, rows)
    finally:
        wiper.wipe()
    assert fuzzer.broken == []
