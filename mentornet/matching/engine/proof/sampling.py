"""Do the fast scores of pairs that nobody took agree with plain Python? Asked of a few pairs that the seed draws.

The bound of a certificate rests on the scores of all pairs, of which only those taken are scored by single steps. A fault in
the fast pass, which a better pair could hide behind, would show in a sample of the others.
"""

from __future__ import annotations

import random

import numpy as np

from ..scoring.hard import bars_of
from ..scoring.scorer import Scorer
from ..scoring.tiles import LOW, Tiles
from ..values import Pool, Rules, Settings
from .audit import Auditor
from .plain import plain_score

_SIDE = 16
"""So many mentees with so many mentors."""


def sample_faults(pool: Pool, rules: Rules, settings: Settings) -> list[str]:
    """Say which of the sampled pairs the fast pass scores otherwise than plain Python, or rules out wrongly."""
    size = len(pool.mentees), len(pool.mentors)
    if not all(size):
        return []
    draw = random.Random(settings.seed)  # noqa: S311  # a sample, no secret
    rows, columns = (np.array(sorted(draw.sample(range(count), min(count, _SIDE)))) for count in size)
    tiles = Tiles(
        Scorer(pool, settings),
        bars_of(pool, rules, settings),
        rows=size[0],
        columns=columns,
        mentors=size[1],
        exact=False,
    )
    fast = tiles.cell(0, len(columns)).scores(rows)
    auditor = Auditor(rules, settings)
    faults = []
    for (row, column), score in np.ndenumerate(fast):
        mentee, mentor = pool.mentees[rows[row]], pool.mentors[columns[column]]
        is_barred = bool(auditor.broken_by(mentee, mentor))
        plain = plain_score(mentee, mentor, settings)
        is_off = not is_barred and abs(plain - float(score)) > tiles.error
        if is_barred != (score < LOW) or is_off:
            told = "ruled out" if is_barred else str(plain)
            faults.append(
                f"The pair {mentee.id} and {mentor.id} is {told} in plain Python, and {score:.0f} in the fast pass."
            )
    return faults
