"""What cannot be matched is refused before any work, in a sentence that names the record."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    BadPoolError,
    Custom,
    Forbidden,
    Kind,
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Result,
    Rule,
    Rules,
    Settings,
    solve,
)

BEN, ADA = Mentee(id="ben"), Mentor(id="ada")
PAIR = Pool((BEN,), (ADA,))

PEOPLE = [
    (Pool((), (ADA,)), "There is no mentee in this round."),
    (Pool((BEN,), ()), "There is no mentor in this round."),
    (Pool((BEN, BEN), (ADA,)), "The mentee id ben appears twice."),
    (Pool((BEN,), (Mentor(id="ada", lower_seats=2),)), "Mentor ada has 2 as lower seats."),
    (Pool((Mentee(id="ben", most_mentors=0),), (ADA,)), "Mentee ben has 0 as mentors at most."),
    (Pool((Mentee(id="ben", priority=-1),), (ADA,)), "Mentee ben has -1 as priority."),
    (
        Pool((BEN,), (Mentor(id="ada", wishes=("eve",)),)),
        "Mentor ada wishes for eve, who is not in this round.",
    ),
    (Pool((BEN,), (ADA, ADA)), "The mentor id ada appears twice."),
    (Pool((Mentee(id=""),), (ADA,)), "A mentee has no id."),
    (Pool((BEN,), (Mentor(id="ada", seats=-1),)), "Mentor ada has -1 seats."),
    (Pool((BEN,), (Mentor(id="ada", seats=10**12),)), "Mentor ada has 1000000000000 seats. Give at most"),
    (Pool((Mentee(id="ben", years=math.nan),), (ADA,)), "Mentee ben gives nan for years."),
    (Pool((Mentee(id="ben", years=-1e308),), (ADA,)), "Mentee ben gives -1e+308 for years."),
    (Pool((Mentee(id="ben", answers={"grade": 1e300}),), (ADA,)), "Mentee ben gives 1e+300 for grade."),
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
    (Settings(weights={"goals": True}), "The weight of goals is True."),
    (Settings(weights={"goals": "5"}), "The weight of goals is 5."),  # type: ignore[dict-item]  # a slip
    (Settings(objective="best"), "The objective is best. Give one of most,"),  # type: ignore[arg-type]  # a slip
    (Settings(unranked="never"), "Unranked is never. Give one of score,"),  # type: ignore[arg-type]  # a slip
    (Settings(seed=0.5), "The seed is 0.5. Give a whole number."),  # type: ignore[arg-type]  # a slip
    (Settings(minimum_score=math.nan), "The minimum score is nan."),  # type: ignore[arg-type]  # a slip
    (Settings(enough=-1), "The gap that is enough is -1."),
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


NASTY = st.sampled_from(
    [math.nan, math.inf, -math.inf, -1.0, 0.0, 1e-300, 1e-9, 1000.0, 1e9, 1e308, -1e308, 10**30, True, 3]
)


@settings(max_examples=300, deadline=None)
@given(
    years=st.lists(NASTY, min_size=4, max_size=4),
    answers=st.lists(NASTY, min_size=4, max_size=4),
    reach=st.tuples(NASTY, NASTY),
    weight=NASTY,
    kind=st.sampled_from(Kind),
    seats=st.sampled_from([0, 1, 2, 10**6, 10**30, -1]),
    objective=st.sampled_from(Objective),
)
def test_nasty_numbers_are_solved_or_refused_in_a_sentence(
    years: list[float],
    answers: list[float],
    reach: tuple[float, float],
    weight: float,
    kind: Kind,
    seats: int,
    objective: Objective,
) -> None:
    people = Pool(
        tuple(Mentee(id=f"i{n}", years=years[n], answers={"q": answers[n]}) for n in range(2)),
        tuple(
            Mentor(id=f"j{n}", years=years[n + 2], answers={"q": answers[n + 2]}, seats=seats)
            for n in range(2)
        ),
    )
    asked = Custom(name="q", kind=kind, low=reach[0], high=reach[1], weight=weight)
    outcome: Result | str
    try:
        outcome = solve(people, Rules(), Settings(customs=(asked,), objective=objective))
    except BadPoolError as refused:
        outcome = str(refused)
    assert outcome.endswith(".") if isinstance(outcome, str) else outcome.optimal
