"""Is the history of the tables whole?"""

from __future__ import annotations

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from mentornet.events.models import Event, EventSpeaker
from mentornet.foundation.database import db
from tests.events.doors import make_event
from tests.support.applications import make_app
from tests.support.postgres import create_database


def _drift(app: Flask) -> list[object]:
    with app.app_context(), db.engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_object": lambda _o, name, kind, *_: (
                not (kind == "table" and str(name).startswith("huey"))
            ),
        }
        found = compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)
    with app.app_context():
        db.engine.dispose()
    return list(found)


def test_the_migrations_make_the_tables_that_the_models_describe(app):
    assert _drift(app) == []


def test_the_migrations_go_down_and_up_again_on_sqlite(scratch):
    app = make_app("", scratch)
    with app.app_context():
        downgrade(revision="base")
        upgrade()
    assert _drift(app) == []


def test_the_migrations_go_down_and_up_again_on_postgresql(scratch, postgres_server):
    app = make_app(create_database(postgres_server, "up_and_down"), scratch)
    with app.app_context():
        downgrade(revision="base")
        upgrade()
    assert _drift(app) == []


def test_rows_of_an_earlier_release_come_along(scratch):
    app = make_app("", scratch)
    with app.app_context():
        make_event("Calm on the unit", description="Voice and distance.")
        db.session.commit()
        downgrade(revision="0001")
        upgrade()
        event = db.session.scalars(sa.select(Event)).one()

    assert (event.title, event.description) == ("Calm on the unit", "Voice and distance.")
    assert event.uid.endswith("@mentornet")


def test_names_that_are_there_already_are_found_without_their_accents(scratch):
    app = make_app("", scratch)
    with app.app_context():
        make_event("Ruhe für alle", place="Århus").speakers = [EventSpeaker(name="José Núñez")]
        db.session.commit()
        downgrade(revision="0027")
        db.session.connection().exec_driver_sql("UPDATE events SET search_text = 'ruhe für alle'")
        db.session.commit()
        upgrade()
        event = db.session.scalars(sa.select(Event)).one()
        found = (event.search_text, event.folded_place, event.speakers[0].folded_name)

    assert found == ("ruhe fur alle", "arhus", "jose nunez")


def test_foreign_keys_are_watched_again_after_a_migration(scratch):
    app = make_app("", scratch)
    with app.app_context():
        upgrade()
        watched = db.session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar()

    assert watched == 1
