"""The table of settings as a page of the documentation: `python -m tests.support.settings_page` writes it anew."""

from __future__ import annotations

from dataclasses import fields

from config import ROOT, Settings

PAGE = ROOT / "docs" / "settings.md"
HEAD = """\
# Settings

Everything a deployment may set, in the environment and nowhere else. `make run` needs none of them. The text
comes from `config.py` (`make settings` writes this page anew, a test compares the two); a name that begins
with `MENTORNET_` and is not listed here is warned about. `flask --app wsgi check-production` says which of them
must be set before strangers come, and exits 1 until they are.

| Name | What it sets | Where nothing is set |
| --- | --- | --- |
"""


def page_of_settings() -> str:
    """Return the table as Markdown, in the order of `config.py`."""
    return HEAD + "".join(
        f"| `{field.metadata['name']}` | {field.metadata['about']} | {_default(str(field.default))} |\n"
        for field in fields(Settings)
    )


def _default(value: str) -> str:
    shown = value.replace(str(ROOT), "").lstrip("/")
    return f"`{shown}`" if shown else "nothing"


if __name__ == "__main__":
    PAGE.write_text(page_of_settings())
