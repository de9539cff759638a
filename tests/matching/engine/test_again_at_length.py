"""However far pairs are listed, and from whichever end a way is looked for, it is as short."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import (
    Forbidden,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Rule,
    Rules,
    Settings,
    Standing,
    solve,
    stand,
)
from mentornet.matching.engine.again import back, close, paths, standing
from mentornet.matching.engine.again.changing import add_seat, bring_in, part, take_out, take_seat
from mentornet.matching.engine.best.terms import terms_of

from .test_again import ensure_proved

WORDS = ("rn", "lead", "md")


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Pool, Rules, Settings]:
    """Draw a small round, often with ties, too few seats, and pairs that may not be."""
    wanted = st.lists(st.sampled_from(WORDS), max_size=2, unique=True).map(tuple)
    mentees = draw(st.lists(wanted, min_size=1, max_size=7))
    mentors = draw(st.lists(st.tuples(wanted, st.integers(0, 3)), min_size=1, max_size=5))
    pool = Pool(
        tuple(Mentee(id=f"e{number}", goals=goals) for number, goals in enumerate(mentees)),
        tuple(
            Mentor(id=f"o{number}", goals=goals, seats=seats) for number, (goals, seats) in enumerate(mentors)
        ),
    )
    names = st.tuples(
        st.sampled_from([one.id for one in pool.mentees]), st.sampled_from([one.id for one in pool.mentors])
    )
    barred = draw(st.lists(names, max_size=6, unique=True))
    wants = Settings(
        objective=draw(st.sampled_from((Objective.MOST, Objective.TOTAL))),
        minimum_score=draw(st.sampled_from((0, 300_000))),
        seed=draw(st.integers(0, 3)),
    )
    return pool, Rules(forbidden=tuple(Forbidden(*names) for names in barred)), wants


def worth_anew(people: Pool, rules: Rules, wants: Settings, now: Standing) -> int:
    """Return what the round is worth solved anew, in the terms of the one that stands."""
    edges = stand(people, rules, wants, solve(people, rules, wants)).edges()
    return now.market.value(*edges, now.market.worth(now.ground.scores_of(*edges), edges[0]))


@pytest.fixture(params=["as it is", "near", "crowded", "forwards"])
def _lookouts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """List pairs hardly at all, or few of each mentee's, or never look back from a seat."""
    if request.param == "near":
        for module in (standing, paths, back):
            monkeypatch.setattr(module, "REACH", 1)
    if request.param == "crowded":
        monkeypatch.setattr(close, "CROWD", 1)
        monkeypatch.setattr(close, "MOST", 6)
    if request.param != "as it is":
        monkeypatch.setattr(back, "MOST", 0)


@pytest.mark.usefixtures("_lookouts")
@settings(max_examples=20, deadline=None)
@given(rounds(), st.data())
def test_declines_and_seats_that_come_and_go_end_as_a_full_run_does(
    drawn: tuple[Pool, Rules, Settings], data: st.DataObject
) -> None:
    people, rules, wants = drawn
    now = stand(people, rules, wants, solve(people, rules, wants))
    terms = terms_of(wants.objective, people)
    for _ in range(data.draw(st.integers(1, 5))):
        names = sorted(now.names())
        needed = terms_of(wants.objective, people)
        can_grow = needed.bonus <= terms.bonus and needed.factor <= terms.factor
        changes = [
            *(["seat"] if can_grow else []),
            *(["decline"] if names else []),
            *(["less"] if any(now.market.seats) else []),
        ]
        if not changes:
            break
        change = data.draw(st.sampled_from(changes))
        if change == "decline":
            mentee, mentor = data.draw(st.sampled_from(names))
            part(now, now.ground.rows[mentee], now.ground.columns[mentor])
            rules = replace(rules, forbidden=(*rules.forbidden, Forbidden(mentee, mentor, Rule.DECLINED)))
        else:
            able = [at for at, one in enumerate(people.mentors) if change == "seat" or one.seats]
            column = data.draw(st.sampled_from(able))
            (add_seat if change == "seat" else take_seat)(now, column)
            mentors = [*people.mentors]
            mentors[column] = replace(
                mentors[column], seats=mentors[column].seats + (1 if change == "seat" else -1)
            )
            people = replace(people, mentors=tuple(mentors))
        ensure_proved(now)
        assert now.value() == worth_anew(people, rules, wants, now)


@pytest.mark.usefixtures("_lookouts")
@settings(max_examples=12, deadline=None)
@given(rounds(), st.data())
def test_mentees_who_go_and_come_back_leave_the_round_as_good_as_it_was(
    drawn: tuple[Pool, Rules, Settings], data: st.DataObject
) -> None:
    people, rules, wants = drawn
    now = stand(people, rules, wants, solve(people, rules, wants))
    before = now.value()
    rows = data.draw(st.lists(st.integers(0, len(people.mentees) - 1), min_size=1, max_size=3, unique=True))
    for row in rows:
        take_out(now, row)
        ensure_proved(now)
    for row in data.draw(st.permutations(rows)):
        bring_in(now, row)
        ensure_proved(now)
    assert now.value() == before
