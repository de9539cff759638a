"""Is everything that cannot be matched refused by the command, naming the record and how to mend it?"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mentornet.matching.cli import match

MENTEES, MENTORS = "id,goals,years,manager_id\nben,rn,3,\nflo,rn,5,\n", "id,goals,years\nada,rn,9\n"
PAIRS, WISHES = "kind,mentee_id,mentor_id\n", "side,id,other_id,rank\n"
OUTPUTS = ("out", "report", "scores", "certificate")

BAD: dict[str, tuple[dict[str, str], str]] = {
    "not a number": (
        {"mentees": "id,years\nben,nan\n"},
        'mentees.csv, line 2, column "years": "nan" is not a number. Write digits',
    ),
    "a number without end": (
        {"mentors": "id,years\nada,inf\n"},
        'mentors.csv, line 2, column "years": "inf" is not a number. Write digits',
    ),
    "a huge number": (
        {"mentees": "id,years\nben,99999999999\n"},
        "Mentee ben gives 99999999999.0 for years. Give a number up to 1,000,000,000",
    ),
    "a weight that is none": (
        {"settings": "[weights]\ngoals = nan\n"},
        "The weight of goals is nan. Give 0, or",
    ),
    "a negative weight": ({"settings": "[weights]\ngoals = -2\n"}, "The weight of goals is -2. Give 0, or"),
    "a huge weight": (
        {"settings": "[weights]\ngoals = 1e12\n"},
        "The weight of goals is 1000000000000.0. Give 0, or",
    ),
    "a weight in words": (
        {"settings": '[weights]\ngoals = "much"\n'},
        "the weight goals = much cannot be used. Give",
    ),
    "seats below nought": (
        {"mentors": "id,capacity\nada,-1\n"},
        'mentors.csv, line 2, column "capacity": "-1" is no whole number from 0. Write one',
    ),
    "seats without end": (
        {"mentors": "id,capacity\nada,99999999\n"},
        '"99999999" is more than 1,000,000. Write how many there really are',
    ),
    "one mentee twice": (
        {"mentees": "id,goals\nben,rn\nben,lead\n"},
        'mentees.csv, line 3, column "id": "ben" stands on line 2 too, with another goals. Keep the row',
    ),
    "one mentor twice": (
        {"mentors": "id,goals\nada,rn\nada,lead\n"},
        'mentors.csv, line 3, column "id": "ada" stands on line 2 too, with another goals. Keep the row',
    ),
    "a pin that breaks a rule": (
        {"mentees": "id,manager_id\nben,ada\n", "constraints": f"{PAIRS}pin,ben,ada\n"},
        'constraints.csv, line 2, column "kind": ben with ada: the pin breaks the hard rule manager. Take the pin out',
    ),
    "a pin of a blocked pair": (
        {"constraints": f"{PAIRS}blocked,ben,ada\npin,ben,ada\n"},
        'constraints.csv, line 3, column "kind": ben with ada: the pin breaks the hard rule blocked. Take the pin out',
    ),
    "pins over the seats": (
        {"constraints": f"{PAIRS}pin,ben,ada\npin,flo,ada\n"},
        "flo with ada: the mentor has 1 seats and more pins. Take the pin out",
    ),
    "pins over a circle": (
        {
            "mentees": "id\nben\nflo\ngus\n",
            "settings": "circle = 2\n",
            "constraints": f"{PAIRS}pin,ben,ada\npin,flo,ada\npin,gus,ada\n",
        },
        "gus with ada: the mentor has 2 seats and more pins. Take the pin out",
    ),
    "a rule about a stranger": (
        {"constraints": f"{PAIRS}blocked,nobody,ada\n"},
        'constraints.csv, line 2, column "mentee_id": "nobody" is nobody of this round. Mend the id',
    ),
    "a wish for a stranger": (
        {"wishes": f"{WISHES}mentee,ben,eve,1\n"},
        'wishes.csv, line 2, column "other_id": "eve" is nobody of this round. Mend the id',
    ),
    "a wish of a stranger": (
        {"wishes": f"{WISHES}mentor,eve,ben,1\n"},
        'wishes.csv, line 2, column "id": "eve" is nobody of this round. Mend the id',
    ),
    "one wished for twice": (
        {"wishes": f"{WISHES}mentee,ben,ada,1\nmentee,ben,ada,2\n"},
        'wishes.csv, line 3, column "other_id": mentee ben ranked ada on line 2 already. Keep one',
    ),
    "no mentees": (
        {"mentees": "id,goals\n"},
        "mentees.csv, line 1: there is nobody under the headings. Write a row",
    ),
    "no mentors": (
        {"mentors": "id,goals\n"},
        "mentors.csv, line 1: there is nobody under the headings. Write a row",
    ),
    "no mentee who asks": (
        {"mentees": "id,max_mentors\nben,0\n"},
        "There is no mentee in this round. Give at least one.",
    ),
    "an objective nobody knows": (
        {"settings": 'objective = "best"\n'},
        'the objective "best" is not one of most',
    ),
}


@pytest.mark.parametrize(("texts", "said"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_matched_is_refused_before_anything_is_written(
    tmp_path: Path, texts: dict[str, str], said: str
) -> None:
    arguments = [f"--{name}={tmp_path / name}" for name in OUTPUTS]
    for name, text in {"mentees": MENTEES, "mentors": MENTORS, **texts}.items():
        path = tmp_path / (f"{name}.toml" if name == "settings" else f"{name}.csv")
        path.write_text(text, encoding="utf-8")
        arguments.append(f"--{name}={path}")
    told = CliRunner().invoke(match, arguments)
    assert told.exit_code == 1, told.output
    assert said in told.output
    assert not any((tmp_path / name).exists() for name in OUTPUTS)
