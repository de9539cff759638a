"""The page for coordinators tells the truth: its commands run, its check agrees, its settings are those that are printed."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from mentornet.matching.cli import match, verify_round
from mentornet.matching.cli.match import EXAMPLE
from mentornet.matching.sheets.columns import MENTEE_COLUMNS, MENTOR_COLUMNS
from tests.support.sheets import read_lines

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "from-a-spreadsheet.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^flask --app wsgi match (.+)$", PAGE, re.MULTILINE)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_page_runs(house: Path, command: str):
    line, _, kept = command.partition(" > ")
    told = CliRunner().invoke(match, shlex.split(line))
    assert told.exit_code == 0, told.output
    if kept:
        assert told.output == EXAMPLE.read_text(encoding="utf-8")
    else:
        assert ": proved." in told.output
        assert read_lines(house / "matches.csv")


def test_the_proof_of_the_page_holds_and_a_changed_one_does_not(house: Path):
    made = next(command for command in COMMANDS if "--certificate" in command)
    (checked,) = re.findall(r"^flask --app wsgi verify-round (.+)$", PAGE, re.MULTILINE)
    assert CliRunner().invoke(match, shlex.split(made)).exit_code == 0
    told = CliRunner().invoke(verify_round, shlex.split(checked))
    assert told.exit_code == 0, told.output
    proof = house / "proof.json"
    proof.write_text(proof.read_text(encoding="utf-8").replace('"total": ', '"total": 9'), encoding="utf-8")
    assert CliRunner().invoke(verify_round, shlex.split(checked)).exit_code == 1


def test_the_check_on_the_page_agrees_with_the_command(house: Path):
    files = ["--mentees=docs/examples/mentees.csv", "--mentors=docs/examples/mentors.csv"]
    told = CliRunner().invoke(match, [*files, "--out=m.csv", "--scores=scores.csv", "--report=report.json"])
    assert told.exit_code == 0, told.output
    snippet = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert snippet
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(snippet[1], {"open": lambda name, newline: io.StringIO(Path(name).read_text())})  # noqa: S102 - the page's own lines
    report = json.loads(Path("report.json").read_text())
    assert printed.getvalue().split() == [str(report["matched"]), str(report["total_score"])]


def test_the_page_shows_the_settings_that_are_printed():
    assert f"```toml\n{EXAMPLE.read_text(encoding='utf-8')}```" in PAGE


def test_the_page_names_every_column_and_is_linked_from_the_first_page():
    assert all(f"`{name}`" in PAGE for name in (*MENTEE_COLUMNS, *MENTOR_COLUMNS))
    assert "docs/from-a-spreadsheet.md" in (ROOT / "README.md").read_text(encoding="utf-8")
