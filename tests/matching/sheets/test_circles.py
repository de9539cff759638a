"""Are circles, and mentees at least for each mentor, said in the files as in the browser?"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mentornet.matching.cli import match, verify_round
from tests.matching.sheets.command import Command

MENTEES = "id,goals\n" + "".join(f"i{n},rn\n" for n in range(5))
MENTORS = "id,goals,capacity\nada,rn,1\nmax,lead,1\n"


def test_every_mentor_with_a_seat_leads_a_circle(command: Command) -> None:
    assert len(command.matched(MENTEES, MENTORS, "", "circle = 4\n")) == 5
    told = {one["mentor"]: one for one in command.report["circles"]}
    assert {name: one["takes"] for name, one in told.items()} == {"ada": 4, "max": 4}
    assert (len(told["ada"]["mentees"]), len(told["max"]["mentees"])) == (4, 1)
    assert command.report["seats"] == 8
    assert command.told
    assert "2 circles of several mentees and their mentor; 1 with one alone." in command.told.output


def test_a_column_says_it_for_one_mentor_and_no_capacity_is_no_circle(command: Command) -> None:
    mentors = "id,goals,capacity,circle\nada,rn,1,3\nmax,rn,1,\neve,rn,0,9\n"
    assert len(command.matched(MENTEES, mentors)) == 4
    assert [(one["mentor"], one["takes"]) for one in command.report["circles"]] == [("ada", 3)]


def test_each_mentor_gets_so_many_where_that_can_be(command: Command) -> None:
    pairs = command.matched(MENTEES, MENTORS, "", "circle = 5\nleast = 2\n")
    assert sorted(mentor for _, mentor in pairs).count("max") == 2
    own = "id,goals,circle,least\nada,rn,5,\nmax,lead,5,1\n"
    assert [mentor for _, mentor in command.matched(MENTEES, own)].count("max") == 1


@pytest.mark.parametrize(
    ("mentors", "settings", "said"),
    [
        (
            "id,circle\nada,many\n",
            "",
            'mentors.csv, line 2, column "circle": "many" is no whole number from 0',
        ),
        ("id,circle\nada,101\n", "", '"101" is more than 100'),
        ("id,least\nada,-1\n", "", 'mentors.csv, line 2, column "least": "-1" is no whole number from 0'),
        ("id\nada\n", "circle = 0\n", "circle is 0. Give a whole number from 1 to 100"),
        ("id\nada\n", "circle = 2.5\n", "circle is 2.5. Give a whole number"),
        ("id\nada\n", "least = true\n", "least is True. Give a whole number from 0 to 100"),
        ("id\nada\n", "near = nan\n", "near is nan. Give a share of the total from 0 to 0.5"),
        ("id\nada\n", "near = -0.1\n", "near is -0.1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    command: Command, mentors: str, settings: str, said: str
) -> None:
    assert said in command.refused(MENTEES, mentors, "", settings)


def test_the_proof_of_circles_holds_for_the_files(tmp_path: Path) -> None:
    for name, text in {"mentees": MENTEES, "mentors": MENTORS, "settings": "circle = 3\nleast = 1\n"}.items():
        (tmp_path / name).write_text(text)
    files = [f"--{name}={tmp_path / name}" for name in ("mentees", "mentors", "settings", "certificate")]
    solved = CliRunner().invoke(match, [*files, f"--out={tmp_path / 'pairs'}"])
    assert solved.exit_code == 0, solved.output
    check = [*files, f"--matches={tmp_path / 'pairs'}"]
    assert CliRunner().invoke(verify_round, check).exit_code == 0
    (tmp_path / "settings").write_text("circle = 2\n")
    assert CliRunner().invoke(verify_round, check).exit_code == 1
