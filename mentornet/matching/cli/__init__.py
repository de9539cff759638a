"""What of matching can be done by typing? Needs no server, no account and, but for a kept round, no database."""

from .match import match
from .verify import verify_round

COMMANDS = (match, verify_round)

__all__ = ["COMMANDS", "match", "verify_round"]
