"""Commands that need no site run where there is none, and start without loading it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mentornet.cli.alone import is_alone

ROOT = Path(__file__).parents[2]
NOWHERE = {"MENTORNET_DATA": "/dev/null/none", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}


def flask(*arguments: str, environ: dict[str, str] = NOWHERE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environ}, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "alone"),
    [
        (["/bin/flask", "--app", "wsgi", "match", "--help"], True),
        (["/lib/flask/__main__.py", "-A", "wsgi", "--debug", "match"], True),
        (["flask", "--app", "match", "serve"], False),
        (["/bin/flask", "--app", "wsgi", "serve", "match"], False),
        (["/bin/flask", "--app", "wsgi"], False),
        (["/bin/gunicorn", "wsgi:app", "match"], False),
        ([], False),
    ],
)
def test_a_command_that_needs_no_site_is_known_by_its_name(arguments, alone):
    assert is_alone(arguments) is alone


def test_match_needs_no_data_folder_and_no_database(tmp_path: Path):
    (tmp_path / "mentees.csv").write_text("id\nben\n")
    (tmp_path / "mentors.csv").write_text("id\nada\n")
    files = [f"--{side}={tmp_path / side}.csv" for side in ("mentees", "mentors")]
    told = flask("match", *files, "--out", str(tmp_path / "out.csv"))
    assert told.returncode == 0, told.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["mentee_id"], row["mentor_id"]) for row in csv.DictReader(file)] == [("ben", "ada")]


def test_the_settings_example_is_printed_alone():
    told = flask("match", "--settings-example")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("# Settings for matching two spreadsheets.")


def test_commands_of_the_site_are_still_there(tmp_path: Path):
    told = flask("--help", environ={"MENTORNET_DATA": str(tmp_path), "DATABASE_URL": ""})
    assert told.returncode == 0, told.stderr
    assert {"match", "serve", "seed"} <= {
        line.split()[0] for line in told.stdout.splitlines() if line.strip()
    }


def test_starting_it_loads_neither_the_database_nor_the_site():
    probe = (
        "import sys; sys.argv = ['flask', '--app', 'wsgi', 'match']; import wsgi; "
        "print(*{'sqlalchemy', 'flask_login', 'numpy', 'wtforms'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.strip() == ""


def test_matching_loads_neither_the_database_nor_the_site(tmp_path: Path):
    (tmp_path / "mentees.csv").write_text("id,goals\nben,rn\n", encoding="utf-8")
    (tmp_path / "mentors.csv").write_text("id,goals\nada,rn\n", encoding="utf-8")
    files = [f"--{name}={tmp_path / name}.csv" for name in ("mentees", "mentors", "out")]
    probe = (
        f"import sys; sys.argv = ['flask', '--app', 'wsgi', 'match', *{files!r}]\n"
        "from flask.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        "print(*{'sqlalchemy', 'flask_login', 'structlog', 'wtforms', 'alembic'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.splitlines()[-1].strip() == ""
