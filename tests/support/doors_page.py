"""The table of doors as a page of the documentation: `python -m tests.support.doors_page` writes it anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Flask

from config import ROOT, Settings
from mentornet import create_app
from mentornet.foundation.doors import door_of
from tests.support.doors import IN, SENT_HOME, SIGN_IN, VISITORS, Row, all_rows

PAGE = ROOT / "docs" / "doors.md"
WORDS = {IN: "in", SIGN_IN: "sign in", SENT_HOME: "sent on"}
HEAD = """\
# Who may do what

Every address of the site and what each visitor gets there. `make doors` writes this page from the rows beside
each feature's tests (`tests/<feature>/doors.py`); a test tries every row and another one compares this page.

Ada and Ben are the parties of the matter (she mentors, he is her mentee), Drew has no part in it, Cora
coordinates the program it belongs to, Olga another one, Root administers. *in*: the page or act is theirs.
*sign in*: sent to sign in first. *sent on*: it is done already. 403: for other roles. 404: nobody learns
that there is such a thing.
"""


def page_of_doors(app: Flask) -> str:
    """Return the table as Markdown, sorted by address and method."""
    rules = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    listed = [row for row in all_rows() if row.endpoint in rules]
    lines = sorted(_line(app, rules[row.endpoint], row) for row in listed)
    visitors = [visitor.title() for visitor in VISITORS]
    heads = ["Address", "Method", "For", *visitors]
    return "\n".join([HEAD, _cells(heads), _cells(["---"] * len(heads)), *lines, ""])


def _line(app: Flask, rule: str, row: Row) -> str:
    answers = [WORDS.get(row.expected[visitor], str(row.expected[visitor])) for visitor in VISITORS]
    return _cells([f"`{rule}`", row.method, str(door_of(app, row.endpoint)), *answers])


def _cells(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_page() -> None:
    """Write the page from the application as a demo serves it."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data_folder=folder, demo="1", development="1"), QUEUE_IMMEDIATE=True)
        Path(PAGE).write_text(page_of_doors(app))


if __name__ == "__main__":
    write_page()
