"""What do columns, cells and values mean, and what becomes of a line?"""

from __future__ import annotations

from typing import Any

import pytest

from mentornet.foundation.errors import Refusal
from mentornet.imports import rules
from mentornet.imports.models import Fate, Import, ImportState
from mentornet.imports.rules import (
    Course,
    Dictionary,
    Known,
    Person,
    Reading,
    Surroundings,
    decide,
    make_names,
)
from mentornet.imports.rules.cells import (
    blocks_of,
    listed,
    role_with_years,
    sides_of,
    whole_number,
    yes_or_no,
)
from mentornet.programs.models import EnrolmentState, ProgramQuestion, QuestionKind, Side

EVERY = rules.choosable([])
NAMES = {
    "subject": make_names(
        [
            ("geriatric", "Geriatric", ("Geriatric", "older adults")),
            ("cbt", "Behavior, body and mind", ("Behavior, body and mind",)),
            ("one", "First meaning", ("PT",)),
            ("two", "Second meaning", ("PT",)),
        ]
    ),
    "role": make_names([("rn", "Registered nurse", ("Registered nurse", "RN"))]),
    "goal": make_names([("degree", "Start a degree", ("Start a degree",))]),
    "block": make_names([]),
    "cohort": make_names([("7", "Spring", ("Spring",))]),
}
COLUMNS = {"mail": "email", "who": "name"}


def reading(side=Side.MENTEE, questions=None, answers=None, **columns):
    columns = COLUMNS | {key.replace("_", " "): name for key, name in columns.items()}
    headings = {key: key.title() for key in columns}
    dictionary = Dictionary(NAMES, answers or {})
    return Reading(columns, headings, side, dictionary, questions or {}, 2026)


def read(cells, **how):
    return reading(**how).person(5, {"mail": "ada@people.example", "who": "Ada"} | cells)


def around(**values):
    return Surroundings(**{"known": {}, "by_address": {}, "objected": frozenset(), "invited": {}} | values)


def somebody(line=2, address="ada@people.example", sides=("mentee",), **values):
    return Person(line=line, address=address, canonical=address, name="Ada", sides=list(sides), **values)


def known(**values: Any) -> Known:
    usual: dict[str, Any] = {
        "account_id": 1,
        "name": "Ada",
        "is_claimed": False,
        "is_disabled": False,
        "is_ours": True,
    }
    return Known(**usual | {"said": {}, "states": {}, "answers": {}, "cohorts": {}} | values)


def course(**places):
    return Course(places={"mentee": None, "mentor": None} | places)


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


class TestFates:
    def test_somebody_new_is_added(self):
        assert decide(somebody(), around(), course()).fate is Fate.ADD

    def test_a_fault_refuses_the_line(self):
        decision = decide(somebody(faults=["Column “Seats”: no."]), around(), course())
        assert (decision.fate, decision.sentence) == (Fate.REFUSE, "Column “Seats”: no.")

    def test_the_same_mailbox_twice_on_one_side_is_refused_with_the_line(self):
        way = course()
        decide(somebody(line=2), around(), way)
        again = decide(somebody(line=9), around(), way)
        assert again.fate is Fate.REFUSE
        assert "line 2" in again.sentence

    def test_the_other_side_on_another_line_adds_what_only_it_can_say(self):
        way = course()
        decide(somebody(line=2, said={"role": "rn"}), around(), way)
        other = somebody(line=9, sides=("mentor",), said={"role": "aide", "seats": 2})
        assert decide(other, around(), way).fate is Fate.ADD
        assert other.said == {"seats": 2}

    def test_no_place_left(self):
        way = course(mentee=1)
        assert decide(somebody(), around(), way).fate is Fate.ADD
        full = decide(somebody(line=3, address="b@people.example"), around(), way)
        assert "Every mentee place" in full.sentence

    def test_who_objected_is_not_brought_again(self):
        person = somebody()
        decision = decide(
            person, around(objected=frozenset({rules.address_hash(person.canonical)})), course()
        )
        assert decision.fate is Fate.REFUSE

    def test_an_account_of_their_own_is_invited_and_nothing_of_it_changes(self):
        there = known(is_claimed=True, said={"role": "rn"})
        decision = decide(
            somebody(said={"role": "aide"}), around(known={"ada@people.example": [there]}), course()
        )
        assert decision.fate is Fate.INVITE
        assert [name for name, _was, _to in decision.changes] == ["invited_as"]

    def test_who_takes_part_with_an_account_of_their_own_is_unchanged(self):
        there = known(is_claimed=True, states={"mentee": EnrolmentState.ACTIVE})
        person = somebody(said={"role": "aide"})
        assert decide(person, around(known={person.canonical: [there]}), course()).fate is Fate.UNCHANGED

    def test_an_open_invitation_is_not_sent_again(self):
        person = somebody()
        scene = around(
            known={person.canonical: [known(is_claimed=True)]},
            invited={person.canonical: frozenset({"mentee"})},
        )
        assert decide(person, scene, course()).fate is Fate.UNCHANGED

    def test_who_left_is_not_brought_back(self):
        person = somebody()
        there = known(is_claimed=True, states={"mentee": EnrolmentState.WITHDRAWN})
        assert (
            "left the program" in decide(person, around(known={person.canonical: [there]}), course()).sentence
        )

    def test_what_was_brought_is_updated_from_what_to_what(self):
        there = known(states={"mentee": EnrolmentState.AWAITED}, said={"role": "rn", "years": 3})
        person = somebody(said={"role": "aide", "years": 3})
        decision = decide(person, around(known={person.canonical: [there]}), course())
        assert (decision.fate, decision.changes) == (Fate.UPDATE, (("role", "rn", "aide"),))

    def test_the_same_again_changes_nothing(self):
        there = known(states={"mentee": EnrolmentState.AWAITED}, said={"languages": ["en", "es"]})
        person = somebody(said={"languages": ["es", "en"]})
        assert decide(person, around(known={person.canonical: [there]}), course()).fate is Fate.UNCHANGED

    def test_what_another_program_brought_is_filled_and_not_changed(self):
        there = known(is_ours=False, states={"mentee": EnrolmentState.AWAITED}, said={"role": "rn"})
        person = somebody(said={"role": "aide", "years": 2})
        decision = decide(person, around(known={person.canonical: [there]}), course())
        assert decision.changes == (("years", None, 2),)

    def test_two_accounts_of_one_mailbox_need_the_exact_address(self):
        person = somebody(address="ada@people.example")
        two = [known(account_id=1, is_claimed=True), known(account_id=2, is_claimed=True)]
        assert decide(person, around(known={person.canonical: two}), course()).fate is Fate.REFUSE
        exact = around(known={person.canonical: two}, by_address={"ada@people.example": 2})
        assert decide(person, exact, course()).account_id == 2


def test_a_step_out_of_order_is_refused_with_where_the_import_stands():
    with pytest.raises(Refusal, match="is done"):
        rules.ensure_step(Import(state=ImportState.DONE), rules.MAY_CONFIRM)


def test_a_word_for_an_older_preview_is_refused():
    with pytest.raises(Refusal, match="made anew"):
        rules.ensure_edition(Import(shown_edition=2), 1)
