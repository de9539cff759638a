"""What cannot be matched is refused before any work, in a sentence that names the record."""

from __future__ import annotations

import math

import pytest

from mentornet.matching.engine import (
    BadPoolError,
    Custom,
    Forbidden,
    Kind,
    Lock,
    Mentee,
    Mentor,
    Pool,
    Rule,
    Rules,
    Settings,
    solve,
)

BEN, ADA = Mentee(id="ben"), Mentor(id="ada")
PAIR = Pool((BEN,), (ADA,))

PEOPLE = [
    (Pool((BEN, BEN), (ADA,)), "The mentee id ben appears twice."),
    (Pool((BEN,), (ADA, ADA)), "The mentor id ada appears twice."),
    (Pool((Mentee(id=""),), (ADA,)), "A mentee has no id."),
    (Pool((BEN,), (Mentor(id="ada", seats=-1),)), "Mentor ada has -1 seats."),
    (Pool((Mentee(id="ben", years=math.nan),), (ADA,)), "Mentee ben gives nan for years."),
    (Pool((Mentee(id="ben", answers={"grade": math.inf}),), (ADA,)), "Mentee ben gives inf for grade."),
    (Pool((Mentee(id="ben", available=1 << 168),), (ADA,)), "Mentee ben is free at hours outside the week."),
    (
        Pool((Mentee(id="ben", wishes=("eve",)),), (ADA,)),
        "Mentee ben wishes for eve, who is not in this round.",
    ),
    (Pool((Mentee(id="ben", wishes=("ada", "ada")),), (ADA,)), "Mentee ben wishes for ada twice."),
]

SETTINGS = [
    (Settings(weights={"goals": -1}), "The weight of goals is -1."),
    (Settings(weights={"goals": math.nan}), "The weight of goals is nan."),
    (Settings(weights={"goals": math.inf}), "The weight of goals is inf."),
    (Settings(weights={"goals": 1e9}), "The weight of goals is 1000000000.0."),
    (Settings(weights={"charm": 1}), "There is no criterion called charm to weigh."),
    (Settings(minimum_score=1_000_001), "The minimum score is 1000001."),
    (Settings(customs=(Custom(name="g", kind=Kind.EQUAL),) * 2), "The criterion g is described twice."),
    (
        Settings(customs=(Custom(name="g", kind=Kind.DIFFERENCE, low=2, high=1),)),
        "The criterion g runs from 2 to 1.",
    ),
    (
        Settings(customs=(Custom(name="language", kind=Kind.EQUAL, is_rule=True),)),
        "The rule language has the name of a built-in rule.",
    ),
]

RULES = [
    (Rules(forbidden=(Forbidden("drew", "ada"),)), "A rule names the mentee drew, who is not in this round."),
    (Rules(locked=(Lock("ben", "eve"),)), "A rule names the mentor eve, who is not in this round."),
    (
        Rules(forbidden=(Forbidden("ben", "ada", Rule.BLOCKED),), locked=(Lock("ben", "ada"),)),
        "The locked pair ben and ada breaks the rule blocked.",
    ),
    (Rules(relaxed=frozenset({Rule.SUPERVISOR})), "The rule supervisor is always kept."),
    (Rules(locked=(Lock("ben", "ada"), Lock("ben", "ada"))), "Mentee ben is locked to 2 mentors."),
]


@pytest.mark.parametrize(("people", "sentence"), PEOPLE)
def test_people_who_cannot_be_matched_are_named(people: Pool, sentence: str) -> None:
    with pytest.raises(BadPoolError) as refused:
        solve(people, Rules(), Settings())
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(("wanted", "sentence"), SETTINGS)
def test_settings_that_cannot_be_are_named(wanted: Settings, sentence: str) -> None:
    with pytest.raises(BadPoolError) as refused:
        solve(PAIR, Rules(), wanted)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(("rules", "sentence"), RULES)
def test_rules_that_cannot_be_kept_are_named(rules: Rules, sentence: str) -> None:
    with pytest.raises(BadPoolError) as refused:
        solve(PAIR, rules, Settings())
    assert str(refused.value).startswith(sentence)


def test_locks_over_a_mentors_seats_are_refused() -> None:
    people = Pool((BEN, Mentee(id="drew")), (ADA,))
    with pytest.raises(BadPoolError, match="Mentor ada has 1 seats and 2 locked pairs"):
        solve(people, Rules(locked=(Lock("ben", "ada"), Lock("drew", "ada"))), Settings())
