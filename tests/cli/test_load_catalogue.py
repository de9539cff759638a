"""Can the catalogue be brought up to date by typing?"""

from __future__ import annotations

from mentornet.catalogue.models import Credential
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.support.applications import in_context


def test_a_load_says_that_nothing_is_new(app):
    result = app.test_cli_runner().invoke(args=["load-catalogue"])
    assert result.exit_code == 0
    assert result.output == "Catalogue: nothing new.\n"


def test_a_load_names_what_it_updated_and_what_it_left_alone(app):
    with in_context(app):
        for slug in ("rbt", "bcba"):
            db.session.get_one(Credential, slug).shipped_digest = "an older release's"
        db.session.get_one(Credential, "bcba").edited_at = clock.now()
    output = app.test_cli_runner().invoke(args=["load-catalogue"]).output
    assert "1 brought up to date" in output
    assert "credentials/bcba" in output
    assert "credentials/rbt" not in output
