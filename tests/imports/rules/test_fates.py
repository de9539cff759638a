"""Is it decided rightly what becomes of each line, and in which order?"""

from __future__ import annotations

from typing import Any

import pytest

from mentornet.foundation.errors import Refusal
from mentornet.imports import rules
from mentornet.imports.models import Fate, Import, ImportState
from mentornet.imports.rules import Course, Known, Person, Surroundings, decide
from mentornet.programs.models import EnrolmentState


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
