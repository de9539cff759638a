"""How is the worker run? One process that takes jobs and does the duties of each minute."""

from __future__ import annotations

from flask import Flask
from huey.consumer import Consumer

from ..database import db
from .queue import every_minute
from .run import release, sweep

every_minute(sweep)


def work(app: Flask, *, threads: int = 2) -> None:
    """Take jobs until told to stop (SIGTERM or Ctrl-C); what is unfinished is given back."""
    queue = app.extensions["queue"]()
    with app.app_context():
        sweep()
        db.session.commit()
    consumer = Consumer(
        queue,
        workers=threads,
        worker_type="thread",
        initial_delay=0.05,
        max_delay=0.25,
        shutdown_timeout=5,
    )
    try:
        consumer.run()
    finally:
        with app.app_context():
            release()
