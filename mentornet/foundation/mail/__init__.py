"""How do letters leave? Written in the transaction, sent after it, from one place."""

from .outbox import Letter, only_to, post, render_letter

__all__ = ["Letter", "only_to", "post", "render_letter"]
