"""How do letters leave? Written in the transaction, sent after it, from one place."""

from .delivery import add_headers
from .outbox import Letter, only_to, post, render_letter, take_back, take_back_from

__all__ = ["Letter", "add_headers", "only_to", "post", "render_letter", "take_back", "take_back_from"]
