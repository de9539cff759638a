"""What does one pair score? Asked in plain Python, one criterion after another, as docs/matching.md tells it.

Written apart from `scoring/` on purpose, with nothing of it: a mistake in one is found by the other. Slow, and so used for the
pairs at hand and a sample of the rest, where the fast pass takes them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from ..outcomes import Result
from ..values import FULL, Custom, Kind, Mentee, Mentor, Pool, Settings

UNITS = 1000
_WEIGHTS: Mapping[str, float] = {
    "path_walked": 5, "goals": 4, "credentials": 3, "licence_state": 3, "specializations": 3, "setting_population": 2,
    "availability": 2, "skills": 2, "wishes": 2, "languages": 1, "experience": 1,
}  # fmt: skip
_RUNGS = ((-1, 0), (0, 500_000), (1, FULL), (2, FULL), (3, 700_000), (4, 400_000))
_YEARS = ((-1, 0), (0, 250_000), (2, FULL), (8, FULL), (20, 300_000))


def plain_score(mentee: Mentee, mentor: Mentor, settings: Settings) -> int:
    """Return the weighted mean of what counts for the pair, in parts per million, rounded half up."""
    own = {custom.name: custom for custom in settings.customs if not custom.is_rule}
    weights = {**_WEIGHTS, **{name: one.weight for name, one in own.items()}, **settings.weights}
    worth = weight = 0
    for name, given in weights.items():
        if given <= 0:
            continue
        value = _own(own[name], mentee, mentor) if name in own else _CRITERIA[name](mentee, mentor)
        if value is not None:
            unit = max(1, round(given * UNITS))
            worth, weight = worth + unit * value, weight + unit
    return (2 * worth + weight) // (2 * weight) if weight else 0


def _path(mentee: Mentee, mentor: Mentor) -> int | None:
    path = mentee.steps_wanted
    if not path and mentee.current_role and mentee.target_role:
        path = ((mentee.current_role, mentee.target_role),)
    walked = {(step.from_role, step.to_role) for step in mentor.walked}
    reached = {step.to_role for step in mentor.walked} | (
        {mentor.current_role} if mentor.current_role else set()
    )
    if not (path or mentee.target_role) or not reached:
        return None
    found = [0]
    if path and path[0] in walked:
        found.append(FULL)
    if set(path[1:]) & walked:
        found.append(700_000)
    if mentee.target_role and mentee.target_role in reached:
        found.append(500_000)
    return max(found)


def _share(wanted: Sequence[str], had: Sequence[str], shares: Callable[[int], list[int]]) -> int | None:
    if not wanted or not had:
        return None
    once = list(dict.fromkeys(wanted))
    return sum(part for word, part in zip(once, shares(len(once)), strict=True) if word in set(had))


def _equally(count: int) -> list[int]:
    return [FULL // count + (place < FULL % count) for place in range(count)]


def _by_rank(count: int) -> list[int]:
    """Cut a whole by largest remainder, so that the first of three weighs three, the second two, the last one."""
    exact = [Fraction(FULL * (count - place) * 2, count * (count + 1)) for place in range(count)]
    parts = [int(share) for share in exact]
    order = sorted(range(count), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: FULL - sum(parts)]:
        parts[place] += 1
    return parts


def _mean(*values: int | None) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) // len(known) if known else None


def _overlap(name: str) -> Callable[[Mentee, Mentor], int | None]:
    return lambda mentee, mentor: _share(getattr(mentee, name), getattr(mentor, name), _equally)


def _licence(mentee: Mentee, mentor: Mentor) -> int | None:
    state = mentee.licence_state or mentee.region
    if not state or not (mentor.licence_states or mentor.region):
        return None
    if state in mentor.licence_states:
        return FULL
    lives = 400_000 if mentee.licence_state else FULL
    return lives if state == mentor.region else 0


def _hours(mentee: Mentee, mentor: Mentor) -> int | None:
    if any(one.available is None and not one.rotates for one in (mentee, mentor)):
        return None
    if mentee.rotates or mentor.rotates:
        return FULL // 2
    return min(4, ((mentee.available or 0) & (mentor.available or 0)).bit_count()) * FULL // 4


def _languages(mentee: Mentee, mentor: Mentor) -> int | None:
    if not mentee.languages or not mentor.languages:
        return None
    if mentee.languages[0] in mentor.languages:
        return FULL
    return 600_000 if set(mentee.languages) & set(mentor.languages) else 0


def _curve(mine: float | None, theirs: float | None, points: Sequence[tuple[int, int]]) -> int | None:
    if mine is None or theirs is None:
        return None
    more = theirs - mine
    for (left, low), (right, high) in pairwise(points):
        if left <= more <= right:
            return int((high - low) / (right - left) * (more - left) + low)
    return points[0][1] if more < points[0][0] else points[-1][1]


def _experience(mentee: Mentee, mentor: Mentor) -> int | None:
    return _mean(_curve(mentee.level, mentor.level, _RUNGS), _curve(mentee.years, mentor.years, _YEARS))


def _own(custom: Custom, mentee: Mentee, mentor: Mentor) -> int | None:
    mine, theirs = mentee.answers.get(custom.name), mentor.answers.get(custom.name)
    if mine in (None, ()) or theirs in (None, ()):
        return None
    if custom.kind is Kind.DIFFERENCE:
        if isinstance(mine, tuple) or isinstance(theirs, tuple) or mine is None or theirs is None:
            return None
        return FULL if custom.low <= theirs - mine <= custom.high else 0
    words = [one if isinstance(one, tuple) else (str(one),) for one in (mine, theirs)]
    if custom.kind is Kind.OVERLAP:
        return _share(words[0], words[1], _equally)
    alike = [frozenset(one) if isinstance(one, tuple) else one for one in (mine, theirs)]
    return FULL if (alike[0] == alike[1]) is (custom.kind is Kind.EQUAL) else 0


def _ranked(name: str, wishes: Sequence[str]) -> int | None:
    if not wishes:
        return None
    return FULL * (len(wishes) - wishes.index(name)) // len(wishes) if name in wishes else 0


def _wishes(mentee: Mentee, mentor: Mentor) -> int | None:
    return _mean(_ranked(mentor.id, mentee.wishes), _ranked(mentee.id, mentor.wishes))


_CRITERIA: Mapping[str, Callable[[Mentee, Mentor], int | None]] = {
    "path_walked": _path,
    "goals": lambda mentee, mentor: _share(mentee.goals, mentor.goals, _by_rank),
    "credentials": _overlap("credentials"),
    "licence_state": _licence,
    "specializations": _overlap("specializations"),
    "setting_population": lambda mentee, mentor: _mean(
        _overlap("settings")(mentee, mentor), _overlap("populations")(mentee, mentor)
    ),
    "availability": _hours,
    "skills": _overlap("skills"),
    "wishes": _wishes,
    "languages": _languages,
    "experience": _experience,
}


def plain_faults(pool: Pool, settings: Settings, result: Result) -> list[str]:
    """Say which of the pairs at hand score something else in plain Python."""
    mentees = {one.id: one for one in pool.mentees}
    mentors = {one.id: one for one in pool.mentors}
    scored = [
        (pair, plain_score(mentees[pair.mentee], mentors[pair.mentor], settings))
        for pair in result.pairs
        if pair.mentee in mentees and pair.mentor in mentors
    ]
    return [
        f"The pair {pair.mentee} and {pair.mentor} scores {score} in plain Python, not {pair.score}."
        for pair, score in scored
        if score != pair.score
    ]
