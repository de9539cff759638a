"""How do letters leave? Written in the transaction, sent after it, from one place."""

from .outbox import Letter, post, render_letter

__all__ = ["Letter", "post", "render_letter"]
