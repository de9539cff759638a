"""What of matching can be done by typing? Needs no server, no account and no database."""

from .match import match

COMMANDS = (match,)

__all__ = ["COMMANDS", "match"]
