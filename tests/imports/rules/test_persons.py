"""Is one line read as one person, with what is wrong in it said?"""

from __future__ import annotations

import pytest

from mentornet.imports.rules import Dictionary, Person, Reading
from mentornet.programs.models import ProgramQuestion, QuestionKind, Side
from tests.imports.rules.scenes import NAMES

COLUMNS = {"mail": "email", "who": "name"}


def reading(side=Side.MENTEE, questions=None, answers=None, **columns):
    columns = COLUMNS | {key.replace("_", " "): name for key, name in columns.items()}
    headings = {key: key.title() for key in columns}
    dictionary = Dictionary(NAMES, answers or {})
    return Reading(columns, headings, side, dictionary, questions or {}, 2026)


def read(cells, **how):
    return reading(**how).person(5, {"mail": "ada@people.example", "who": "Ada"} | cells)


class TestPersons:
    def test_a_line_says_who_it_is(self):
        person = read({"who": " Ada  Okafor ", "mail": "Ada@People.example"})
        assert (person.name, person.address, person.canonical) == (
            "Ada Okafor",
            "Ada@people.example",
            "ada@people.example",
        )
        assert person.faults == []

    @pytest.mark.parametrize(
        ("cells", "words"),
        [
            ({"mail": ""}, "no mail address"),
            ({"mail": "nobody"}, "is no mail address"),
            ({"who": ""}, "there is no name"),
            ({"who": "x" * 130}, "130 characters"),
            ({"free": "lots"}, "“lots” is not a number of mentees at once"),
            ({"free": "11"}, "from 0 to 10"),
            ({"bio": "x" * 1200}, "1,200 characters"),
            ({"bio": "I sat with a 93-year-old."}, "Nothing here may point to a client"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_its_column(self, cells, words):
        person = read(cells, side=Side.MENTOR, free="seats", bio="about")
        assert any(words in fault for fault in person.faults), person.faults

    def test_names_of_ours_are_taken_and_the_others_stay_their_own_words(self):
        person = read({"what": "older adults; Horses"}, what="subjects")
        assert person.said == {
            "subjects_wanted": ["geriatric"],
            "looks_for": "Specializations and skills: Horses",
        }

    def test_a_name_with_a_comma_is_one_name(self):
        assert read({"what": "Behavior, body and mind"}, what="subjects").said["subjects_wanted"] == ["cbt"]

    def test_what_a_mentor_names_is_offered(self):
        person = read(
            {"what": "Geriatric", "goal": "Start a degree"}, side=Side.MENTOR, what="subjects", goal="goals"
        )
        assert person.said == {"subjects_offered": ["geriatric"], "goals_offered": ["degree"]}

    def test_both_sides_by_a_column_of_its_own(self):
        assert read({"twice": "yes"}, twice="both").sides == ["mentee", "mentor"]
        assert "neither yes nor no" in read({"twice": "perhaps"}, twice="both").faults[0]

    def test_a_mixed_line_without_a_side_is_refused(self):
        person = read({"as": "guest"}, side=None, **{"as": "side"})
        assert "neither mentee nor mentor" in person.faults[0]

    def test_a_role_without_years_is_kept_in_their_words(self):
        person = read({"past": "RN 2010-2015; RN"}, past="walked")
        assert person.said["walked"] == [["rn", 2010, 2015]]
        assert person.said["about"] == "Roles before, with years: RN"

    def test_own_words_stand_under_their_heading(self):
        assert read({"grade": "HEO"}, grade="words").said["about"] == "Grade: HEO"

    def test_an_answer_must_be_one_of_the_choices(self):
        question = ProgramQuestion(
            id=3, kind=QuestionKind.CHOICE, options=["Days", "Nights"], prompt="Shift?"
        )
        assert read({"q": "nights"}, questions={3: question}, q="question:3").answers == {"3": "Nights"}
        assert "none of the answers" in read({"q": "Noon"}, questions={3: question}, q="question:3").faults[0]

    def test_an_empty_cell_says_nothing(self):
        assert read({"what": "", "free": ""}, side=Side.MENTOR, what="subjects", free="seats").said == {}

    def test_a_record_comes_back_as_it_went(self):
        person = read({"what": "Geriatric"}, what="subjects")
        assert Person.of(5, person.as_record()) == person
