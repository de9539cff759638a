"""Who is to be reminded of an event, and when?"""

from __future__ import annotations

from flask import Flask


def init_app(_app: Flask) -> None:
    """Have the worker remind people."""
    from . import jobs  # noqa: F401, PLC0415 - the jobs register themselves
