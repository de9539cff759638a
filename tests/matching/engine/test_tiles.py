"""Tiles say what `Scorer` says: exactly in float64, and within what they promise in float32."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentornet.matching.engine import Custom, Kind, Pool, Rules, Settings
from mentornet.matching.engine.scoring import layout
from mentornet.matching.engine.scoring.looks import Grid
from mentornet.matching.engine.scoring.scorer import forbidden, prepare
from mentornet.matching.engine.scoring.tiles import LOW, Room, Tiles

from . import pools

CUSTOMS = (
    Custom(name="own", kind=Kind.OVERLAP),
    Custom(name="kept", kind=Kind.EQUAL, is_rule=True),
    Custom(name="more", kind=Kind.DIFFERENCE, low=-1, high=3),
)


def assert_the_same(people: Pool, rules: Rules, wanted: Settings, draw: random.Random) -> None:
    prepared = prepare(people, rules, wanted)
    size = len(people.mentees), len(people.mentors)
    everybody = Grid(np.arange(size[0]), np.arange(size[1]))
    scores = prepared.scorer.scores(everybody)
    scores[forbidden(prepared.bars, everybody, scores.shape)] = -1
    columns = np.array(draw.sample(range(size[1]), max(1, size[1] - 1)))
    rows = np.array(sorted(draw.sample(range(size[0]), max(1, size[0] - 2))))
    for exact in (True, False):
        tiles = Tiles(
            prepared.scorer, prepared.bars, rows=size[0], columns=columns, mentors=size[1], exact=exact
        )
        for start in range(0, len(columns), 7):
            stop = min(start + 7, len(columns))
            found = tiles.cell(start, stop).scores(rows)
            true = scores[np.ix_(rows, columns[start:stop])]
            assert ((found < LOW) == (true < 0)).all()
            assert (np.abs(np.where(true < 0, 0, found - true)) <= tiles.error).all()
        picked = np.array(sorted(draw.sample(range(len(columns)), max(1, len(columns) // 2))))
        cell, true = tiles.picked(picked, Room()), scores[np.ix_(rows, columns[picked])]
        assert (np.abs(np.where(true < 0, 0, cell.scores(rows) - true)) <= tiles.error).all()
        assert ((cell.scores(rows) < LOW) == (true < 0)).all()
        assert (cell.numbers(np.arange(len(picked))) == picked).all()


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32), limit=st.sampled_from((0, 1 << 20)), customs=st.sampled_from(((), CUSTOMS))
)
def test_tiles_score_as_the_scorer_does_however_criteria_are_laid_out(
    seed: int, limit: int, customs: tuple[Custom, ...]
) -> None:
    draw = random.Random(seed)
    people = pools.pool(draw, draw.randint(1, 60), draw.randint(1, 40))
    rules = pools.rules(draw, people)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "_TABLE", limit)
        patch.setattr(layout, "_LARGEST_TABLE", limit)
        assert_the_same(people, rules, Settings(customs=customs), draw)
