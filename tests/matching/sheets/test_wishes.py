"""Wishes through the command: followed in their order, refused with their place where they cannot be kept."""

from __future__ import annotations

import pytest

from .proved import Files, fill


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("mentee,nobody,t1,1", '"nobody" is nobody of this round'),
        ("mentee,m1,m2,1", '"m2" is nobody of this round'),
        ("guest,m1,t1,1", '"guest" is no side'),
        ("mentee,m1,t1,0", '"0" is no rank'),
        ("mentee,m1,t1,", '"" is no rank'),
        ("mentee,m1,t1,first", '"first" is no whole number'),
        ("mentee,m5,t3,9", "mentee m5 ranked t3 on line 2 already"),
        ("mentee,m5,t4,1", "mentee m5 gave rank 1 on line 2 already"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused_with_its_place(files: Files, row: str, sentence: str) -> None:
    fill(files, 10, "stable-mentees")
    files.write("wishes.csv", f"side,id,other_id,rank\nmentee,m5,t3,1\n{row}\n")
    told = files.match()
    assert told.exit_code == 1
    assert "wishes.csv, line 3" in told.output
    assert sentence in told.output


def test_wishes_without_their_columns_are_refused(files: Files) -> None:
    fill(files, 10, "stable-mentees")
    files.write("wishes.csv", "side,id,other\nmentee,m5,t3\n")
    assert 'there is no column "other_id"' in files.match().output


def test_ranks_are_followed_in_their_order_and_gaps_make_no_difference(files: Files) -> None:
    files.write("mentees.csv", "id\nben\n")
    files.write("mentors.csv", "id,capacity\nada,0\neve,1\nmax,1\n")
    files.write("settings.toml", 'objective = "stable-mentees"\n')
    files.write(
        "wishes.csv", "side,id,other_id,rank\nMentees,BEN,max,30\nmentee,ben,eve,7\nmentee,ben,ada,2\n"
    )
    told = files.match()
    assert told.exit_code == 0, told.output
    assert files.rows("matches.csv")[0]["mentor_id"] == "eve"


def test_where_ranks_decide_scores_are_of_fit_alone(files: Files) -> None:
    fill(files, 11, "stable-mentees")
    files.match()
    stable = files.rows("scores.csv")
    del files.inputs["wishes"]
    files.match()
    assert files.rows("scores.csv") == stable


@pytest.mark.parametrize("word", ['"never"', "true", "3"])
def test_an_unknown_word_about_the_unranked_is_refused(files: Files, word: str) -> None:
    fill(files, 12, "most")
    files.write("settings.toml", f"unranked = {word}\n")
    told = files.match()
    assert told.exit_code == 1
    assert "Write one of score, refuse" in told.output
