"""The settings file: what it may say, and how it is refused."""

from __future__ import annotations

import pytest

from mentornet.matching.cli.match import EXAMPLE
from mentornet.matching.engine import DEFAULT_WEIGHTS, Settings
from mentornet.matching.sheets.columns import KNOWN_QUESTIONS, MENTEE_COLUMNS, MENTOR_COLUMNS, engine_name
from mentornet.matching.sheets.wanted import Wanted, read_wanted

ONE = '[[criteria]]\nname = "grade"\nmentee = "Grade"\nmentor = "Grade"\n'


def score(command, mentee: str, mentor: str, settings: str) -> str:
    told = command.run(f"id,Grade\nben,{mentee}\n", f"id,Grade\nada,{mentor}\n", "", settings)
    assert told.exit_code == 0, told.output
    return command.rows()[0]["score"] if command.rows() else "none"


@pytest.mark.parametrize(
    ("kind", "mentee", "mentor", "expected"),
    [
        ('"equal"', "HEO", "heo ", "1.000000"),
        ('"equal"', "HEO", "SEO", "0.000000"),
        ('"different"', "HEO", "SEO", "1.000000"),
        ('"different"', "HEO", "HEO", "0.000000"),
        ('"overlap"', "a;b;c", "B;d", "0.333333"),
        ('"overlap"\nseparator = "/"', "a/b", "b/a", "1.000000"),
        ('"difference"\nmin = 1\nmax = 2', "3", "5", "1.000000"),
        ('"difference"\nmin = 1\nmax = 2', "3", "6", "0.000000"),
        ('"difference"\nmin = 1', "3", "30", "1.000000"),
        ('"difference"\nmax = 0', "3", "4", "0.000000"),
        ('"difference"\nmin = 1\nmax = 1\norder = ["EO", "SEO"]', "EO", "seo", "1.000000"),
        ('"equal"', "", "SEO", "0.000000"),
        ('"equal"\nrule = true', "HEO", "SEO", "none"),
        ('"different"\nrule = true', "HEO", "HEO", "none"),
        ('"overlap"\nrule = true', "a;b", "c", "none"),
        ('"difference"\nmin = 1\nmax = 2\nrule = true', "3", "6", "none"),
        ('"difference"\nmin = 1\nmax = 2\nrule = true', "3", "5", "0.000000"),
        ('"equal"\nrule = true', "", "SEO", "0.000000"),
    ],
)
def test_a_criterion_over_a_column_we_never_heard_of(command, kind, mentee, mentor, expected):
    assert score(command, mentee, mentor, f"{ONE}kind = {kind}\n") == expected


def test_a_score_is_the_mean_by_weights_of_what_both_sides_answered(command):
    settings = """
    [weights]
    goals = 3
    [[criteria]]
    name = "unit"
    column = "unit"
    kind = "equal"
    weight = 4
    [[criteria]]
    name = "floor"
    column = "floor"
    kind = "equal"
    weight = 2
    """
    mentees, mentors = "id,goals,unit,floor\nben,rn,a,\n", "id,goals,unit,floor\nada,rn,b,2\n"
    command.run(mentees, mentors, "", settings)
    assert command.rows()[0]["score"] == "0.428571"


def test_a_weight_of_nought_switches_a_criterion_off(command):
    command.run("id,goals\nben,rn\n", "id,goals\nada,lead\n", "", "[weights]\ngoals = 0\n")
    assert command.rows()[0] == {
        "mentee_id": "ben",
        "mentor_id": "ada",
        "score": "0.000000",
        "reasons": "a free seat; no criterion counts for this pair",
    }


def test_columns_are_found_by_the_headings_the_settings_name(command):
    settings = (
        '[mentees.columns]\nid = "E-mail"\ngoals = "Themes"\n[mentors.columns]\ncapacity = "How many?"\n'
    )
    pairs = command.matched(
        "Themes,e-mail\nrn,ben@x.example\n", "id,goals,HOW MANY?\nada,rn,three\n", "", settings
    )
    assert pairs == [("ben@x.example", "ada")]
    assert command.report["seats"] == 3


def test_the_example_is_a_settings_file_that_says_what_holds_anyway(command):
    wanted, plain = read_wanted(EXAMPLE, seed=0), Wanted(settings=Settings())
    written = {engine_name(one.custom.name): one.custom.weight for one in KNOWN_QUESTIONS}
    expected = {**DEFAULT_WEIGHTS, **written}
    assert all(expected[name] == weight for name, weight in wanted.settings.weights.items())
    assert wanted.questions == plain.questions
    assert (wanted.settings.objective, wanted.settings.minimum_score) == ("most", 0)


def test_the_example_names_every_column_and_its_remarks_hold_when_taken_away(tmp_path):
    text = EXAMPLE.read_text(encoding="utf-8")
    assert all(name in text for name in (*MENTEE_COLUMNS, *MENTOR_COLUMNS))
    awake = [
        line.removeprefix("# ")
        for line in text.splitlines()
        if line.startswith(
            (
                "# [[",
                "# name =",
                "# mente",
                "# mentor =",
                "# kind",
                "# m",
                "# order",
                "# rule",
                "# column",
                "# weight",
                "# separator",
                "# id =",
            )
        )
        and ("=" in line or "[[" in line)
        and "flask" not in line
    ]
    path = tmp_path / "settings.toml"
    path.write_text("\n".join(awake[awake.index("[[criteria]]") :]), encoding="utf-8")
    assert [one.custom.name for one in read_wanted(path, seed=0).questions[-3:]] == [
        "grade",
        "profession",
        "interests",
    ]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("objective = 3", 'the objective "3" is not one of most, total'),
        ("minimum_score = 1.5", "minimum_score is 1.5. Give a number from 0 to 1."),
        ("minimum_score = true", "minimum_score is True."),
        ("weights = 3", "weights is 3. Write [weights]"),
        ("[weights]\ngoals = inf", "The weight of goals is inf."),
        ("[weights]\npath = 1\npath_walked = 2", "Give a number, once,"),
        ("[mentees]\ncolours = 1", "write [mentees.columns]"),
        ("[mentees.columns]\nshoe = 'Shoe'", "mentees have no column called shoe."),
        ("[mentees.columns]\nid = 7", "the mentees' column id is 7. Give its heading in quotes."),
        ("criteria = 3", "criteria is no list of criteria."),
        (f"{ONE}kind = 'same'", "needs a name and a kind: equal, different, overlap, difference."),
        (
            "[[criteria]]\nname = 'g'\nkind = 'equal'\nmentee = 'Grade'",
            'needs "mentee" and "mentor" headings',
        ),
        (f"{ONE}kind = 'equal'\nmin = 1", "is equal, which has no min."),
        (f"{ONE}kind = 'equal'\nshade = 1", "has shade = 1, which cannot be used."),
        (f"{ONE}kind = 'difference'\nmin = 2\nmax = 1", "runs from 2 to 1. Swap the two."),
        (f"{ONE}kind = 'difference'\norder = [1]", "holds more than words."),
        (f"{ONE}kind = 'equal'\n{ONE}kind = 'equal'", "is described twice."),
        ("[[criteria]]\nname = 'seats'\ncolumn = 'x'\nkind = 'equal'", "has the name of a built-in rule."),
        ("objective = 'most", "is not a settings file:"),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_refused(command, settings, sentence):
    told = command.refused("id,Grade\nben,1\n", "id,Grade\nada,1\n", "", settings)
    assert told.startswith("Error: settings.toml")
    assert sentence in told


def test_a_heading_the_settings_name_must_be_there(command):
    told = command.refused("id\nben\n", "id\nada\n", "", '[mentors.columns]\ngoals = "Themes"\n')
    assert 'mentors.csv, line 1, column "Themes": there is no column "Themes".' in told
