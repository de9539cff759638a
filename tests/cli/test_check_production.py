"""Is what must not be in production refused, each with its sentence?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from config import Settings
from mentornet import create_app
from mentornet.foundation.database import db
from mentornet.foundation.production import check_settings
from tests.support.applications import in_context
from tests.support.cast import make_account

GOOD = Settings(
    database_url="postgresql://mentornet@db/mentornet",
    secret_key="Xq3vB9mT2sLw8yRkC6hZ1pD4nGf7JaUe",
    base_url="https://mentornet.org",
    mail_host="smtp.mentornet.org",
    mail_from="MentorNet <letters@mentornet.org>",
    security_contact="mailto:security@mentornet.org",
)


def test_good_settings_are_taken():
    assert check_settings(GOOD, {}) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"secret_key": ""}, "SECRET_KEY is not set"),
        ({"secret_key": "changeme"}, "SECRET_KEY is weak"),
        ({"secret_key": "ab" * 40}, "SECRET_KEY is weak"),
        ({"base_url": ""}, "MENTORNET_BASE_URL is not set"),
        ({"base_url": "http://mentornet.org"}, "is not https"),
        ({"base_url": "https://localhost"}, "names this machine"),
        ({"demo": "1"}, "MENTORNET_DEMO is on"),
        ({"development": "yes"}, "MENTORNET_DEVELOPMENT is on"),
        ({"mail_host": ""}, "MENTORNET_MAIL_HOST is not set"),
        ({"mail_from": "MentorNet <letters@mentornet.example>"}, "MENTORNET_MAIL_FROM is the sample"),
        ({"mail_security": "none"}, "MENTORNET_MAIL_SECURITY is none"),
        ({"security_contact": "mailto:security@mentornet.example"}, "MENTORNET_SECURITY_CONTACT"),
    ],
)
def test_what_must_not_be_in_production_is_refused(change, words):
    (finding,) = check_settings(replace(GOOD, **change), {})
    assert finding.is_refused
    assert words in finding.sentence


def test_sqlite_and_names_we_do_not_know_are_only_mentioned(scratch):
    settings = replace(GOOD, database_url="", data_folder=str(scratch))
    found = check_settings(settings, {"MENTORNET_BASE_ULR": "x", "HOME": "/"})
    assert [finding.is_refused for finding in found] == [False, False]
    assert "MENTORNET_BASE_ULR" in found[1].sentence


def run(app, *words):
    return app.test_cli_runner().invoke(args=list(words))


def production(settings):
    return create_app(settings, QUEUE_IMMEDIATE=True)


def test_a_site_for_trying_out_is_refused_with_exit_one(app):
    result = run(app, "check-production")
    assert result.exit_code == 1
    assert "REFUSED: MENTORNET_DEMO is on" in result.output
    assert "Nothing stands in the way" not in result.output


def test_a_database_that_is_behind_is_refused(scratch):
    app = production(replace(GOOD, database_url="", data_folder=str(scratch)))
    result = run(app, "check-production")
    assert result.exit_code == 1
    assert "The database is behind" in result.output
    dispose(app)


def test_a_database_that_is_away_is_refused():
    app = production(replace(GOOD, database_url="postgresql://nobody@127.0.0.1:1/none"))
    result = run(app, "check-production")
    assert result.exit_code == 1
    assert "The database does not answer" in result.output


def test_a_good_site_passes_and_demo_people_do_not(scratch):
    from flask_migrate import upgrade

    app = production(replace(GOOD, database_url="", data_folder=str(scratch)))
    with app.app_context():
        upgrade()
    result = run(app, "check-production")
    assert result.exit_code == 0
    assert "There is no administrator" in result.output
    assert "Nothing stands in the way of production." in result.output
    with in_context(app):
        make_account("Dee", is_demo=True)
    assert "demo community" in run(app, "check-production").output
    dispose(app)


def dispose(app):
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
