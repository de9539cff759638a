"""Does what a release ships reach the database, and does an edit survive the next release?"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from mentornet.catalogue.kinds import KINDS
from mentornet.catalogue.loading import load_catalogue
from mentornet.catalogue.models import Credential, Role, State
from mentornet.catalogue.shipment import FOLDER, ShipmentError, read_shipment
from mentornet.foundation import clock
from tests.support.statements import counted_statements


@pytest.fixture
def release(tmp_path) -> Path:
    """A copy of the shipped files, to be changed as a later release would."""
    return Path(shutil.copytree(FOLDER, tmp_path / "release"))


def rewrite(path: Path, change) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def replaced(slug: str, **values: str):
    return lambda rows: [row | values if row["slug"] == slug else row for row in rows]


def test_every_shipped_file_loads_and_its_references_are_whole():
    shipment = read_shipment()
    assert all(shipment[kind.table] for kind in KINDS)
    assert sum(len(rows) for rows in shipment.values()) > 600


def test_every_kind_has_rows_after_the_first_load(session):
    for kind in KINDS:
        assert session.scalar(sa.select(sa.func.count()).select_from(kind.model)), kind.table


def test_a_second_load_changes_nothing(session):
    report = load_catalogue()
    assert not report.changed
    assert report.left_alone == []


def test_a_load_takes_the_same_few_statements_however_many_rows_there_are(session):
    session.rollback()  # a connection at work would not be counted
    with counted_statements() as statements:
        load_catalogue()
    assert len(KINDS) <= len(statements) <= len(KINDS) + 2


def test_a_row_that_nobody_edited_follows_the_next_release(session, release):
    rewrite(release / "credentials.csv", replaced("rbt", renewal_months="36"))
    report = load_catalogue(release)
    assert report.updated == ["credentials/rbt"]
    assert session.get_one(Credential, "rbt").renewal_months == 36


def test_an_edited_row_is_left_alone_by_the_next_release_and_named(session, release):
    edited = session.get_one(Credential, "rbt")
    edited.renewal_months, edited.edited_at = 48, clock.now()
    session.flush()
    rewrite(release / "credentials.csv", replaced("rbt", renewal_months="36"))
    report = load_catalogue(release)
    assert report.left_alone == ["credentials/rbt"]
    assert session.get_one(Credential, "rbt").renewal_months == 48


def test_a_row_gone_from_the_files_is_retired_and_comes_back_with_them(session, release):
    rewrite(release / "mentee_questions.csv", lambda rows: rows[1:])
    assert load_catalogue(release).retired == ["mentee_questions/mq-01"]
    assert load_catalogue().updated[0] == "mentee_questions/mq-01"


def test_a_row_written_by_an_administrator_is_no_business_of_a_load(session):
    session.add(Role(slug="night-owl", title="Night owl", track_slug="technician", level=1))
    session.flush()
    report = load_catalogue()
    assert not report.retired
    assert session.get_one(Role, "night-owl").retired_at is None


def test_a_reference_to_nothing_is_refused_with_its_file_and_line(release):
    rewrite(release / "goals.csv", replaced("choose-path", related_roles="mental-health-technicain"))
    with pytest.raises(ShipmentError) as refused:
        read_shipment(release)
    assert "goals.csv, line 2: related_roles names 'mental-health-technicain'" in refused.value.sentence
    assert "Did you mean 'mental-health-technician'?" in refused.value.sentence


def test_a_slug_that_stands_twice_is_refused_with_both_places(release):
    rewrite(release / "tracks.csv", lambda rows: [*rows, rows[0]])
    with pytest.raises(ShipmentError, match=r"line 16: the slug 'technician' stands on tracks\.csv, line 2"):
        read_shipment(release)


def test_a_figure_that_is_none_is_refused_with_its_file_and_line(release):
    rewrite(release / "transitions.csv", lambda rows: [rows[0] | {"typical_months_min": "soon"}, *rows[1:]])
    with pytest.raises(ShipmentError, match=r"transitions\.csv, line 2: typical_months_min cannot be read"):
        read_shipment(release)


def test_a_text_too_long_for_its_column_is_refused_on_every_database(release):
    rewrite(release / "tracks.csv", replaced("technician", name="x" * 201))
    with pytest.raises(ShipmentError, match="has 201 characters and may have 200"):
        read_shipment(release)


def test_a_refused_shipment_changes_nothing(session, release):
    rewrite(release / "tracks.csv", replaced("technician", name="Changed"))
    rewrite(release / "goals.csv", replaced("choose-path", related_roles="nobody"))
    with pytest.raises(ShipmentError):
        load_catalogue(release)
    assert not load_catalogue().changed


def test_all_fifty_six_jurisdictions_are_there_and_four_license_technicians(session):
    states = session.scalars(sa.select(State)).all()
    assert len(states) == 56
    licensing = {state.code for state in states if state.psych_tech_licensed == "yes"}
    assert licensing == {"CA", "CO", "AR", "KS"}


def test_the_addiction_and_behavior_credentials_are_there_with_their_renewal(session):
    slugs = ["cadc", "ncac-1", "ncac-2", "icrc-aadc", "mac", "rbt", "bcaba", "bcba"]
    for credential in (session.get_one(Credential, slug) for slug in slugs):
        assert credential.renewal_months, credential.slug
        assert credential.ce_hours_per_period, credential.slug


def test_all_four_ncpt_levels_are_there_with_prerequisites_and_source(session):
    for level in (1, 2, 3, 4):
        credential = session.get_one(Credential, f"ncpt-{level}")
        assert credential.prerequisites
        assert credential.source


def test_lead_and_supervisor_roles_have_duties(session):
    slugs = [
        "lead-technician",
        "shift-supervisor",
        "milieu-manager",
        "program-coordinator",
        "facility-director",
    ]
    assert all(len(session.get_one(Role, slug).duties) >= 4 for slug in slugs)
