"""Which commands need no site? They run without a database, a data folder or a key, and start in a third of the time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flask import Flask

from ..matching.cli import COMMANDS

_KEPT = "--round"
"""The option that asks about a round of the site."""
_WITH_VALUE = frozenset({"--app", "-A", "--env-file", "-e"})


def is_alone(arguments: Sequence[str]) -> bool:
    """Tell whether a process was started as `flask … COMMAND …` with one of these commands."""
    program = Path(arguments[0]) if arguments else Path()
    is_flask = program.stem == "flask" or program.parts[-2:] == ("flask", "__main__.py")
    asks_the_site = any(word == _KEPT or word.startswith(f"{_KEPT}=") for word in arguments)
    return is_flask and not asks_the_site and _command(arguments[1:]) in {one.name for one in COMMANDS}


def _command(arguments: Sequence[str]) -> str | None:
    """Return the first word that is neither an option of `flask` nor the value of one."""
    words = iter(arguments)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def create_bare_app() -> Flask:
    """Build an application that has these commands and nothing else."""
    app = Flask("mentornet", static_folder=None, template_folder=None)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


__all__ = ["COMMANDS", "create_bare_app", "is_alone"]
