"""What becomes of a solved round when people act on it? Accepted pairs stay; a hand edit has its effect told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .checks import ensure_people, ensure_rules, ensure_settings
from .outcomes import Result
from .proof.audit import OVER_SEATS, TWICE, Auditor
from .rounds import solve_checked
from .scoring.looks import Some
from .scoring.scorer import Scorer
from .values import Mentee, Mentor, Pool, Report, Rules, Settings

Names = tuple[str, str]
"""A mentee's id and a mentor's."""


def open_pool(pool: Pool, kept: Iterable[Names]) -> Pool:
    """Return who and what is left to match: mentees without a kept pair, and mentors with seats that no kept pair fills."""
    kept = list(kept)
    settled = {mentee for mentee, _ in kept}
    taken = Counter(mentor for _, mentor in kept)
    return Pool(
        tuple(mentee for mentee in pool.mentees if mentee.id not in settled),
        tuple(
            _with_less(mentor, taken[mentor.id]) if taken[mentor.id] else mentor
            for mentor in pool.mentors
            if mentor.seats > taken[mentor.id]
        ),
    )


def _with_less(mentor: Mentor, taken: int) -> Mentor:
    return replace(mentor, seats=mentor.seats - taken, lower_seats=max(0, mentor.lower_seats - taken))


def open_rules(rules: Rules, pool: Pool) -> Rules:
    """Return the rules that speak of people in this pool alone."""
    mentees, mentors = {mentee.id for mentee in pool.mentees}, {mentor.id for mentor in pool.mentors}
    return replace(
        rules,
        forbidden=tuple(one for one in rules.forbidden if one.mentee in mentees and one.mentor in mentors),
        locked=tuple(one for one in rules.locked if one.mentee in mentees and one.mentor in mentors),
    )


def resolve(
    pool: Pool, rules: Rules, settings: Settings, kept: Sequence[Names], report: Report | None = None
) -> Result:
    """Solve what is left around pairs that are never touched; the result holds the new pairs alone."""
    ensure_people(pool)
    ensure_settings(settings)
    left = open_pool(pool, kept)
    left_rules = open_rules(rules, left)
    ensure_rules(left, left_rules, settings)
    return solve_checked(left, left_rules, settings, report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a hand edit does to a round."""

    pairs: tuple[Names, ...]
    """After the edit."""
    total: int
    delta: int
    """Parts per million gained or, below nought, lost."""
    placed: int
    """How many more mentees have a mentor."""
    broken: tuple[tuple[str, str, str], ...]
    """Mentee, mentor and rule for each rule that an added pair breaks, seats among them."""


def effect_of(  # a round is three values, an edit another three
    pool: Pool,
    rules: Rules,
    settings: Settings,
    pairs: Iterable[Names],
    *,
    add: Sequence[Names] = (),
    remove: Sequence[Names] = (),
) -> Effect:
    """Tell what adding and removing pairs would change, without solving; to swap two, remove both and add both."""
    before = list(dict.fromkeys(pairs))
    after = list(dict.fromkeys([*(pair for pair in before if pair not in set(remove)), *add]))
    old, total = _total(pool, settings, before), _total(pool, settings, after)
    return Effect(
        pairs=tuple(after),
        total=total,
        delta=total - old,
        placed=len({mentee for mentee, _ in after}) - len({mentee for mentee, _ in before}),
        broken=tuple(_broken(pool, Auditor(rules, settings), after, add)),
    )


def swap(pairs: Iterable[Names], one: str, other: str) -> tuple[Sequence[Names], Sequence[Names]]:
    """Return what to remove and what to add so that two mentees change mentors."""
    mentor = dict(pairs)
    return [(one, mentor[one]), (other, mentor[other])], [(one, mentor[other]), (other, mentor[one])]


def _total(pool: Pool, settings: Settings, pairs: Sequence[Names]) -> int:
    rows = {mentee.id: row for row, mentee in enumerate(pool.mentees)}
    columns = {mentor.id: column for column, mentor in enumerate(pool.mentors)}
    look = Some((rows[mentee] for mentee, _ in pairs), (columns[mentor] for _, mentor in pairs))
    return int(Scorer(pool, settings).scores(look).sum())


def _broken(
    pool: Pool, auditor: Auditor, after: Sequence[Names], add: Sequence[Names]
) -> Iterable[tuple[str, str, str]]:
    mentees: dict[str, Mentee] = {mentee.id: mentee for mentee in pool.mentees}
    mentors: dict[str, Mentor] = {mentor.id: mentor for mentor in pool.mentors}
    taken, placed = Counter(mentor for _, mentor in after), Counter(mentee for mentee, _ in after)
    for mentee, mentor in add:
        for rule in auditor.broken_by(mentees[mentee], mentors[mentor]):
            yield mentee, mentor, rule
        if taken[mentor] > mentors[mentor].seats:
            yield mentee, mentor, OVER_SEATS
        if placed[mentee] > mentees[mentee].most_mentors:
            yield mentee, mentor, TWICE
