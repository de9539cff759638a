"""A cluster of other machines prices the pairs: the same pairs, prices and certificate as threads find."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from mentornet.matching.engine import Rules, Settings, solve, verify
from mentornet.matching.engine.best import columns, finding
from mentornet.matching.workforce import Workforce, pricing

from . import pools

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")


@pytest.fixture(name="cluster", scope="module")
def two_workers() -> Iterator[Any]:
    """Start two workers on this machine alone, without pages to look at them."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs="ERROR"
    ) as cluster:
        yield cluster


def test_a_cluster_of_two_workers_finds_and_proves_the_same(
    cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CELLS", -1)
    monkeypatch.setattr(columns, "FEW", 400)
    people = pools.pool(random.Random(4), 600, 400)
    here = solve(people, Rules(), Settings(seed=3))
    with pricing(Workforce(kind="dask", scheduler=cluster.scheduler_address)) as crew:
        there = solve(people, Rules(), Settings(seed=3), **crew)
        held = verify(people, Rules(), Settings(seed=3), there, **crew)
    assert crew["workers"] == 2
    assert there.optimal
    assert held.holds
    assert (there.pairs, there.certificate) == (here.pairs, here.certificate)
