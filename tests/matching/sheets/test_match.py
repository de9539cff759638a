"""The command that matches two spreadsheets, from the files to the pairs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mentornet.matching.cli import match

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"

MENTEES = """\
id,email,goals,current_rung,target_rung,credentials_sought,languages,availability,years,manager_id
ben,ben@x.example,rn;burnout,technician,nurse,rbt,English,mon;tue,2,
drew,drew@x.example,lead,aide,technician,,Spanish,,,ada
flo,Flo+work@x.example,,,,,,,,
"""
MENTORS = """\
id,email,goals,rungs_walked,current_rung,credentials,languages,availability,years,capacity
ada,ada@x.example,RN,technician;nurse,lead,RBT,english,Tue,8,two
eve,flo@x.example,lead,aide;technician,,,spanish,,5,
"""


def run(folder: Path, mentees: str | bytes, mentors: str | bytes, settings: str = "") -> Result:
    arguments = ["--out", str(folder / "out.csv")]
    for name, text in (("mentees.csv", mentees), ("mentors.csv", mentors), ("settings.toml", settings)):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        arguments += [f"--{name.split('.')[0]}", str(folder / name)]
    return CliRunner().invoke(match, arguments)


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_two_sheets_become_pairs_with_their_reasons(tmp_path: Path) -> None:
    told = run(tmp_path, MENTEES, MENTORS)
    assert told.exit_code == 0, told.output
    assert "3 of 3 mentees have a mentor; 3 seats.\nNothing better exists: proved." in told.output
    assert "1 mentors gave no number of seats and count with one (line 3)." in told.output
    pairs = {row["mentee_id"]: row for row in rows(tmp_path)}
    assert {mentee: row["mentor_id"] for mentee, row in pairs.items()} == {
        "ben": "ada",
        "drew": "eve",
        "flo": "ada",
    }
    assert "path: made the step from technician to nurse" in pairs["ben"]["reasons"]
    assert "availability: tue" in pairs["ben"]["reasons"]
    assert pairs["flo"]["score"] == "0.000000"


def test_a_score_is_the_weighted_mean_of_what_both_sides_gave(tmp_path: Path) -> None:
    told = run(
        tmp_path, "id,goals,region\nben,rn,CA\n", "id,goals,region\nada,rn,KS\n", "[weights]\ngoals = 4\n"
    )
    assert told.exit_code == 0, told.output
    assert rows(tmp_path)[0]["score"] == "0.571429"


def test_shuffled_rows_give_the_same_pairs(tmp_path: Path) -> None:
    def pairs(mentees: list[str]) -> set[tuple[str, str]]:
        run(tmp_path, "\n".join(["id", *mentees]), "id,capacity\nada,2\neve,1\n")
        return {(row["mentee_id"], row["mentor_id"]) for row in rows(tmp_path)}

    names = [f"m{number}" for number in range(5)]
    assert pairs(names) == pairs(names[::-1])


def test_the_civil_service_example_is_matched_by_its_own_rules(tmp_path: Path) -> None:
    example = [
        (EXAMPLES / f"civil-service{end}").read_text(encoding="utf-8")
        for end in ("-mentees.csv", "-mentors.csv", ".toml")
    ]
    told = run(tmp_path, *example)
    assert told.exit_code == 0, told.output
    assert "Nothing better exists: proved." in told.output
    mentees = {row["email address"]: row for row in csv.DictReader(example[0].splitlines())}
    mentors = {row["email address"]: row for row in csv.DictReader(example[1].splitlines())}
    grades = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]
    assert len(rows(tmp_path)) >= 8
    for row in rows(tmp_path):
        mentee, mentor = mentees[row["mentee_id"]], mentors[row["mentor_id"]]
        assert mentee["organisation"] != mentor["organisation"]
        above = grades.index(mentor["grade"]) - grades.index(mentee["grade"])
        assert above in (1, 2)
        points = 9 + 3 * (above == 2) + 10 * (mentee["profession"] == mentor["profession"])
        most = 22
        if mentee["identity to match"] and mentor["characteristics"]:
            most = 28
            points += 6 * (mentee["identity to match"] in mentor["characteristics"].split(", "))
        assert float(row["score"]) == pytest.approx(points / most, abs=6e-7)


@pytest.mark.parametrize(
    "mentees",
    [
        b"\xef\xbb\xbfid;goals\r\nben;rn\r\n",
        b"ID\tGoals\r\n ben \tRN\r\n\r\nID\tGoals\r\n",
        "id;goals\nben;rn\nrené;rn\n".encode("cp1252"),
    ],
)
def test_what_can_be_read_without_doubt_is_read(tmp_path: Path, mentees: bytes) -> None:
    told = run(tmp_path, mentees, "id,goals\nada,rn\n")
    assert told.exit_code == 0, told.output
    assert rows(tmp_path)[0]["score"] == "1.000000"


@pytest.mark.parametrize(
    ("mentees", "mentors", "settings", "sentence"),
    [
        (
            "name\nBen\n",
            "id\nada\n",
            "",
            'mentees.csv, line 1, column "id": there is no column "id". The columns are name;',
        ),
        (
            "id\nben\n",
            "id,capacity\nada,2.5\n",
            "",
            'mentors.csv, line 2, column "capacity": "2.5" is no whole number from 0.',
        ),
        (
            "id,years\nben,long\n",
            "id\nada\n",
            "",
            'mentees.csv, line 2, column "years": "long" is not a number.',
        ),
        ("id,goals\n,rn\n", "id\nada\n", "", 'mentees.csv, line 2, column "id": the id is empty.'),
        (
            "id,goals\nben,rn\nben,lead\n",
            "id\nada\n",
            "",
            'mentees.csv, line 3, column "id": "ben" stands on line 2 too, with another goals.',
        ),
        (
            "id,id\nben,b\n",
            "id\nada\n",
            "",
            'mentees.csv, line 1, column "id": the heading stands there twice.',
        ),
        ("", "id\nada\n", "", "mentees.csv, line 1: there are no headings."),
        ("id\nben\n", "id\nada\n", 'objective = "best"', 'settings.toml: the objective "best" is not one of'),
        (
            "id\nben\n",
            "id\nada\n",
            "[weights]\ncharm = 1",
            "settings.toml: the weight charm = 1 cannot be used.",
        ),
        ("id\nben\n", "id\nada\n", "[weights]\ngoals = -1", "The weight of goals is -1."),
        (
            "id,goals\nben,rn,lead\n",
            "id\nada\n",
            "",
            'mentees.csv, line 2, column "C": "lead" stands beyond the last heading.',
        ),
        (
            "id\nben\n",
            "id\nada\n",
            '[[criteria]]\nname = "g"\nkind = "equal"\ncolumn = "id"\nmin = "low"',
            "settings.toml: the criterion g has min = 'low', which cannot be used.",
        ),
        ("id\nben\n", "id\nada\n", "colour = 1", "settings.toml: colour is nothing we know."),
        ("id\nben\n", "id\nada\n", "this is not", "settings.toml is not a settings file:"),
        (
            "id\nben\n",
            "id\nada\n",
            '[[criteria]]\nname = "g"\nkind = "equal"\ncolumn = "Grade"',
            'mentees.csv, line 1, column "Grade": there is no column "Grade".',
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, mentees: str, mentors: str, settings: str, sentence: str
) -> None:
    told = run(tmp_path, mentees, mentors, settings)
    assert told.exit_code == 1
    assert sentence in told.output
    assert not (tmp_path / "out.csv").exists()


def test_nothing_that_a_spreadsheet_would_run_is_written(tmp_path: Path) -> None:
    run(tmp_path, "id\n=1+1\n", "id\n@ada\n")
    assert rows(tmp_path) == [
        {
            "mentee_id": "'=1+1",
            "mentor_id": "'@ada",
            "score": "0.000000",
            "reasons": "a free seat; no criterion counts for this pair",
        }
    ]
