"""A site of its own for a benchmark: an empty folder, the tables, the catalogue and as many people as wanted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_migrate import upgrade

from config import Settings
from mentornet import create_app
from mentornet.catalogue.loading import load_catalogue
from mentornet.foundation.database import db
from mentornet.programs.models import Program
from mentornet.seeds.trial import add_trial_community


@contextmanager
def site(*, members: int = 0, seats_per_mentee: float = 1.0, url: str = "") -> Iterator[tuple[Flask, int]]:
    """Yield an application on SQLite (or on the database at `url`) and the id of its trial program, 0 for none."""
    with tempfile.TemporaryDirectory(prefix="mentornet-bench-") as folder:
        settings = Settings(
            database_url=url, data_folder=folder, secret_key="for benchmarks alone", log_level="critical"
        )
        app = create_app(settings, QUEUE_IMMEDIATE=True)
        with app.app_context():
            upgrade()
            load_catalogue()
            db.session.commit()
            program: Program | None = None
            if members:
                program = add_trial_community(members=members, seed=1, seats_per_mentee=seats_per_mentee)
                db.session.commit()
            program_id = program.id if program else 0
            db.session.remove()
        yield app, program_id
        with app.app_context():
            db.engine.dispose()
