"""Rounds nobody thought of: the command against every possible assignment, with scores reckoned in plain words."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.matching.sheets.command import Command
from tests.support.sheets import Line, broken_rules, write_sheet

SETTINGS = """
objective = "{objective}"
minimum_score = {minimum}
[weights]
languages = 0
[[criteria]]
name = "unit"
column = "unit"
kind = "equal"
weight = 3
[[criteria]]
name = "grade"
column = "grade"
kind = "difference"
min = 1
max = 2
weight = 2
[[criteria]]
name = "themes"
mentee = "wanted"
mentor = "given"
kind = "overlap"
weight = 1.5
[[criteria]]
name = "other floor"
column = "floor"
kind = "different"
rule = true
"""
WORDS = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).map(";".join)


def people(prefix: str, **columns: st.SearchStrategy[str]) -> st.SearchStrategy[list[Line]]:
    one = st.fixed_dictionaries(
        {
            "email": st.sampled_from(["", "", "p@x.example", "Q@x.example", "q+1@X.example"]),
            "languages": st.sampled_from(["", "", "English", "Spanish", "english;Spanish"]),
            "unit": st.sampled_from(["", "north", "South"]),
            "grade": st.sampled_from(["", "1", "2", "3.0", "4"]),
            "floor": st.sampled_from(["", "", "1", "2"]),
            **columns,
        }
    )
    return st.lists(one, min_size=1, max_size=4).map(lambda lines: numbered(prefix, lines))


def numbered(prefix: str, lines: list[Line]) -> list[Line]:
    """Give ids, and an address to one person of a side alone."""
    seen: set[str] = set()
    named = []
    for number, line in enumerate(lines):
        mailbox = line["email"].casefold().replace("+1", "")
        named.append({"id": f"{prefix}{number}", **line, "email": "" if mailbox in seen else line["email"]})
        seen.add(mailbox)
    return named


MENTEES = people("e", wanted=WORDS, manager_id=st.sampled_from(["", "", "r0", "R1"]))
MENTORS = people(
    "r",
    given=WORDS,
    capacity=st.sampled_from(["", "0", "1", "two"]),
    manager_id=st.sampled_from(["", "", "e0", "E1"]),
)


def score_of(mentee: Line, mentor: Line) -> int:
    found: list[tuple[Fraction, Fraction]] = []
    if mentee["unit"] and mentor["unit"]:
        found.append((Fraction(3), Fraction(mentee["unit"] == mentor["unit"])))
    if mentee["grade"] and mentor["grade"]:
        found.append((Fraction(2), Fraction(1 <= float(mentor["grade"]) - float(mentee["grade"]) <= 2)))
    wanted, given_ = mentee["wanted"].split(";"), set(mentor["given"].split(";"))
    if mentee["wanted"] and mentor["given"]:
        # Thirds are cut into whole millionths, the earlier wishes taking the odd ones.
        shares = [
            1_000_000 // len(wanted) + (place < 1_000_000 % len(wanted)) for place in range(len(wanted))
        ]
        found.append(
            (
                Fraction(3, 2),
                Fraction(sum(s for s, w in zip(shares, wanted, strict=True) if w in given_), 10**6),
            )
        )
    weight = sum(weight for weight, _ in found)
    mean = sum(weight * value for weight, value in found) / weight if weight else Fraction(0)
    return int(mean * 10**6 + Fraction(1, 2))


def best(
    mentees: list[Line], mentors: list[Line], scores: dict[tuple[str, str], int], objective: str
) -> tuple[int, int]:
    seats = {
        one["id"]: {"": 1, "two": 2}.get(one["capacity"], 0) or int(one["capacity"] or 0) for one in mentors
    }
    found = []
    for chosen in product([None, *seats], repeat=len(mentees)):
        pairs = [(one["id"], name) for one, name in zip(mentees, chosen, strict=True) if name]
        if all(pair in scores for pair in pairs) and all(
            chosen.count(name) <= most for name, most in seats.items()
        ):
            found.append((len(pairs), sum(scores[pair] for pair in pairs)))
    return max(found) if objective == "most" else max(found, key=lambda one: one[::-1])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(MENTEES, MENTORS, st.data(), st.sampled_from(["most", "total"]), st.sampled_from([0, 0.4]))
def test_no_assignment_of_any_small_round_is_better(mentees, mentors, data, objective, minimum):
    everyone = [(one["id"], other["id"]) for one in mentees for other in mentors]
    listed = data.draw(
        st.lists(
            st.tuples(st.sampled_from(["blocked", "past", "declined"]), st.sampled_from(everyone)), max_size=3
        )
    )
    constraints = [{"kind": kind, "mentee_id": pair[0], "mentor_id": pair[1]} for kind, pair in listed]
    expected = {
        (mentee["id"], mentor["id"]): score_of(mentee, mentor)
        for mentee in mentees
        for mentor in mentors
        if not broken_rules(mentee, mentor, constraints)
        and not (mentee["floor"] and mentee["floor"] == mentor["floor"])
        and score_of(mentee, mentor) >= minimum * 10**6
    }
    with tempfile.TemporaryDirectory() as folder:
        command = Command(Path(folder))
        texts = [
            write_sheet(Path(folder) / "text", lines).read_text(encoding="utf-8") if lines else ""
            for lines in (mentees, mentors, constraints)
        ]
        pairs = command.matched(*texts, SETTINGS.format(objective=objective, minimum=minimum))
        report = command.report
    assert set(pairs) <= set(expected)
    assert (len(pairs), sum(expected[pair] for pair in pairs)) == best(mentees, mentors, expected, objective)
    assert round(report["total_score"] * 10**6) == sum(expected[pair] for pair in pairs)
    assert report["optimal"] is True
    assert set(report["violations"].values()) == {0}
    assert report["matched"] + len(report["unmatched"]) == len(mentees)
