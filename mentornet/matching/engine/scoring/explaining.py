"""Why this pair? The score taken apart into the criteria's own parts, which sum to it by construction."""

from __future__ import annotations

from collections.abc import Sequence

from ..outcomes import Explanation, Part
from ..values import FULL, Mentee, Mentor, Pool, Settings
from .looks import Some
from .scorer import Scorer


def explain(mentee: Mentee, mentor: Mentor, settings: Settings) -> Explanation:
    """Take one pair's score apart; hard rules are not asked."""
    pool = Pool((mentee,), (mentor,))
    return explain_pairs(pool, Scorer(pool, settings), [(0, 0)])[0]


def score_pair(mentee: Mentee, mentor: Mentor, settings: Settings) -> int:
    """Return one pair's score in parts per million; hard rules are not asked."""
    return int(Scorer(Pool((mentee,), (mentor,)), settings).scores(Some([0], [0]))[0])


def explain_pairs(pool: Pool, scorer: Scorer, pairs: Sequence[tuple[int, int]]) -> list[Explanation]:
    """Take many pairs' scores apart, named by their rows in the pool."""
    look = Some((row for row, _ in pairs), (column for _, column in pairs))
    scores = scorer.scores(look).tolist()
    measured = [(value.astype(int).tolist(), counts.tolist()) for value, counts in scorer.values(look)]
    return [
        _explanation(
            scorer,
            (pool.mentees[row], pool.mentors[column]),
            scores[place],
            {number: value[place] for number, (value, counts) in enumerate(measured) if counts[place]},
        )
        for place, (row, column) in enumerate(pairs)
    ]


def _explanation(
    scorer: Scorer, pair: tuple[Mentee, Mentor], score: int, values: dict[int, int]
) -> Explanation:
    numbers = list(values)
    points = share_out(score, [scorer.units[number] for number in numbers], list(values.values()))
    parts = []
    for number, given in zip(numbers, points, strict=True):
        criterion, value = scorer.criteria[number], values[number]
        told = criterion.tell(*pair, value)
        parts.append(
            Part(
                criterion=criterion.name,
                points=given,
                value=value,
                weight=scorer.weights[number],
                kind=told.kind,
                evidence=told.evidence,
                missing=told.missing,
            )
        )
    parts.sort(key=lambda part: -part.points)
    return Explanation(score=score, parts=tuple(parts), gap=_gap(parts))


def share_out(score: int, units: Sequence[int], values: Sequence[int]) -> list[int]:
    """Cut a score into whole points by weight x value; what rounding leaves goes to the largest remainders."""
    weight = sum(units)
    cuts = [divmod(unit * value, weight) for unit, value in zip(units, values, strict=True)]
    points = [whole for whole, _ in cuts]
    largest = sorted(range(len(cuts)), key=lambda place: -cuts[place][1])
    for place in largest[: score - sum(points)]:
        points[place] += 1
    return points


def _gap(parts: Sequence[Part]) -> Part | None:
    """Return the part that cost the score most."""
    worst = max(parts, key=lambda part: part.weight * (FULL - part.value), default=None)
    return worst if worst and worst.value < FULL and worst.weight > 0 else None
