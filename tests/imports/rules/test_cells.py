"""Are columns, cells and values read as people write them?"""

from __future__ import annotations

import pytest

from mentornet.foundation.errors import Refusal
from mentornet.imports import rules
from mentornet.imports.rules import Dictionary
from mentornet.imports.rules.cells import (
    blocks_of,
    listed,
    role_with_years,
    sides_of,
    whole_number,
    yes_or_no,
)
from mentornet.programs.models import ProgramQuestion, Side
from tests.imports.rules.scenes import NAMES

EVERY = rules.choosable([])


class TestColumns:
    def test_headings_are_known_by_many_names_and_with_a_slip(self):
        found = rules.guess_columns(["E-Mail", "Full  NAME", "Job titel", "Shoe size"], {}, EVERY)
        assert found == {"e-mail": "email", "full name": "name", "job titel": "role", "shoe size": ""}

    def test_what_was_told_before_is_taken_again(self):
        assert rules.guess_columns(["Grade"], {"grade": "words"}, EVERY) == {"grade": "words"}

    def test_a_question_that_is_gone_is_guessed_anew(self):
        assert rules.guess_columns(["Grade"], {"grade": "question:9"}, EVERY) == {"grade": ""}

    def test_one_thing_goes_to_one_column(self):
        found = rules.guess_columns(["Email", "Work email"], {}, EVERY)
        assert sorted(found.values()) == ["", "email"]

    @pytest.mark.parametrize(
        ("columns", "words"),
        [
            ({"a": "name"}, "mail address"),
            ({"a": "email"}, "holds the name"),
            ({"a": "email", "b": "name", "c": "name"}, "Two columns"),
            ({"a": "email", "b": "name", "c": "question:3"}, "question that is gone"),
        ],
    )
    def test_columns_that_cannot_be_read_by_are_refused(self, columns, words):
        with pytest.raises(Refusal, match=words):
            rules.ensure_columns(columns, side=Side.MENTEE, can_be=EVERY)

    def test_a_question_of_the_other_side_is_no_column_of_a_file_of_one(self):
        asked = [
            ProgramQuestion(id=3, asked_of=Side.MENTEE, prompt="Why?"),
            ProgramQuestion(id=4, prompt="When?"),
        ]
        assert {"question:3", "question:4"} <= rules.choosable(asked, Side.MENTEE)
        assert "question:3" not in rules.choosable(asked, Side.MENTOR)

    def test_a_mixed_file_needs_a_column_that_says_the_side(self):
        with pytest.raises(Refusal, match="tells mentees from mentors"):
            rules.ensure_columns({"a": "email", "b": "name"}, side=None, can_be=EVERY)


class TestCells:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("2", 2),
            ("two", 2),
            ("2.0", 2),
            ("3 years", 3),
            ("none", 0),
            ("2.5", None),
            ("-1", None),
            ("many", None),
        ],
    )
    def test_numbers_are_read_as_people_write_them(self, text, number):
        assert whole_number(text) == number

    def test_yes_and_no(self):
        assert [yes_or_no(text) for text in ("Yes", "n", "", "maybe")] == [True, False, False, None]

    def test_sides(self):
        assert sides_of("Mentor / Mentee") == (Side.MENTEE, Side.MENTOR)
        assert sides_of("MENTOR") == (Side.MENTOR,)
        assert sides_of("guest") == ()

    def test_lists_are_parted_by_what_stands_in_them(self):
        assert listed("a; b ;a") == ["a", "b"]
        assert listed("a, b") == ["a", "b"]
        assert listed("a, b; c") == ["a, b", "c"]

    def test_a_role_with_its_years(self):
        assert role_with_years("RN (2015 to 2019)") == ("RN", 2015, 2019)
        assert role_with_years("RN 2015 to now") == ("RN", 2015, None)
        assert role_with_years("RN") is None

    def test_hours_of_the_week_in_words(self):
        assert blocks_of("Monday evenings") == ["mon-16", "mon-20"]
        assert blocks_of("tue-8") == ["tue-8"]
        assert blocks_of("when the moon is full") is None


class TestValues:
    def test_a_slip_is_found_and_offered_first(self):
        assert NAMES["subject"].slip("geriatrik") == "geriatric"

    def test_letters_that_mean_several_things_are_asked_about(self):
        assert NAMES["subject"].find("pt") is None
        assert NAMES["subject"].suggest("pt") == ["one", "two"]
        assert NAMES["subject"].slip("pt") is None

    def test_an_unknown_value_is_counted_once_however_often_it_stands_there(self):
        dictionary = Dictionary(NAMES)
        for _time in range(3):
            assert dictionary.meaning("subject", "Equine therapy") == ""
        assert dictionary.unknown["subject", "equine therapy"].times == 3

    def test_an_answer_given_before_holds(self):
        dictionary = Dictionary(NAMES, {("subject", "elderly folk"): "geriatric", ("subject", "misc"): "-"})
        assert dictionary.meaning("subject", "Elderly  Folk") == "geriatric"
        assert dictionary.meaning("subject", "misc") == "-"
