"""Does the ladder lead where the field says it does?"""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from mentornet.catalogue import ladder
from mentornet.catalogue.models import Transition
from mentornet.catalogue.rungs import Ladder, Step, totals
from mentornet.catalogue.stamp import stamp_anew
from mentornet.foundation import clock

TECHNICIAN = "mental-health-technician"


def step(start: str, end: str, months: int = 12, hours: int | None = None, degree: str = "") -> Step:
    name = f"{start}--{end}"
    return Step(
        name, start, end, start, end, "promotion", months, months, degree=degree, supervised_hours=hours
    )


def test_the_path_of_fewest_months_is_found_not_the_one_of_fewest_steps():
    steps = [step("a", "d", 60), step("a", "b", 10), step("b", "c", 10), step("c", "d", 10)]
    assert [s.to_slug for s in Ladder.of(steps).shortest_path("a", "d")] == ["b", "c", "d"]


def test_of_equally_long_paths_the_one_of_fewer_steps_is_taken():
    steps = [step("a", "b", 6), step("b", "d", 6), step("a", "d", 12)]
    assert [s.to_slug for s in Ladder.of(steps).shortest_path("a", "d")] == ["d"]


def test_the_answer_does_not_depend_on_the_order_of_rows():
    steps = [step("a", b) for b in "bcde"] + [step(b, "z") for b in "bcde"]
    answers = set()
    for seed in range(10):
        random.Random(seed).shuffle(steps)
        answers.add(tuple(s.slug for s in Ladder.of(steps).shortest_path("a", "z")))
    assert answers == {("a--b", "b--z")}


def test_where_no_steps_lead_the_path_is_empty():
    assert Ladder.of([step("a", "b")]).shortest_path("b", "a") == []
    assert Ladder.of([step("a", "b")]).shortest_path("a", "a") == []
    assert Ladder.of([]).shortest_path("a", "b") == []


def test_a_circle_does_not_hold_the_search():
    steps = [step("a", "b"), step("b", "a"), step("b", "c")]
    assert len(Ladder.of(steps).shortest_path("a", "c")) == 2


def test_totals_add_up_months_and_hours_and_name_each_degree_once():
    path = [step("a", "b", 6, 100, "MSW"), step("b", "c", 12, None, "MSW")]
    whole = totals(path)
    assert (whole.months_min, whole.months_max, whole.supervised_hours) == (18, 18, 100)
    assert whole.degrees == ("MSW",)


@pytest.mark.parametrize(
    "target",
    [
        "facility-director",
        "program-coordinator",
        "lead-technician",
        "clinical-social-worker",
        "licensed-professional-counselor",
        "marriage-family-therapist",
        "clinical-psychologist",
        "psychiatric-nurse-practitioner",
        "behavior-analyst",
        "addiction-clinical-supervisor",
        "psychiatrist",
    ],
)
def test_a_path_leads_from_technician_to(session, target):
    path = ladder.path(TECHNICIAN, target)
    assert path
    assert path[0].from_slug == TECHNICIAN
    assert path[-1].to_slug == target
    assert all(a.to_slug == b.from_slug for a, b in pairwise(path))


def test_next_steps_and_steps_into_a_role_are_known(session):
    assert "lead-technician" in {s.to_slug for s in ladder.next_steps(TECHNICIAN)}
    assert "shift-supervisor" in {s.from_slug for s in ladder.steps_into("program-coordinator")}
    assert ladder.next_steps("nobody") == []


def test_a_retired_step_is_no_longer_taken(session):
    before = ladder.path(TECHNICIAN, "clinical-social-worker")
    session.get_one(Transition, before[0].slug).retired_at = clock.now()
    stamp_anew()
    after = ladder.path(TECHNICIAN, "clinical-social-worker")
    assert [s.slug for s in after] != [s.slug for s in before]
