"""What is due when events are over? Those who were there are asked how it was, once."""

from __future__ import annotations

from ...foundation import clock
from ...foundation.jobs import every_minute
from . import letters, queries


@every_minute
def ask_how_it_was() -> None:
    """Ask each once: the notice's key makes a second question impossible."""
    for registration in queries.to_be_asked(clock.now()):
        letters.ask(registration)
