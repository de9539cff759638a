"""What prices a round is a setting; what cannot be is refused by a sentence."""

from __future__ import annotations

import socket
from concurrent.futures import ProcessPoolExecutor

import pytest

from config import Settings
from mentornet.foundation.errors import Refusal
from mentornet.matching.workforce import Workforce, pricing, workforce_of


def test_threads_price_a_round_where_nothing_is_set():
    assert workforce_of(Settings()) == Workforce(kind="threads", workers=None)
    with pricing(workforce_of(Settings())) as staff:
        assert staff == {"executor": None, "workers": None}


def test_processes_are_there_while_they_are_needed_and_gone_afterwards():
    with pricing(workforce_of(Settings(matching_executor="processes", matching_workers="1"))) as staff:
        executor = staff["executor"]
        assert isinstance(executor, ProcessPoolExecutor)
        assert executor.submit(len, "abc").result() == 3
        children = list(executor._processes.values())
    assert children
    assert not any(child.is_alive() for child in children)


def test_a_cluster_goes_before_what_this_machine_has():
    settings = Settings(matching_executor="processes", dask_scheduler="tcp://cluster:8786")
    assert workforce_of(settings) == Workforce(kind="dask", scheduler="tcp://cluster:8786")


@pytest.mark.parametrize("wrong", [{"matching_executor": "magic"}, {"matching_workers": "-1"}])
def test_what_cannot_be_is_refused_by_the_settings_name(wrong):
    with pytest.raises(Refusal, match=r"MENTORNET_MATCHING_\w+ is .*\. Set it to "):
        workforce_of(Settings(**wrong))


def test_a_cluster_that_does_not_answer_is_named(monkeypatch):
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setattr("mentornet.matching.workforce._SECONDS", 0.5)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
    with (
        pytest.raises(Refusal, match="No Dask scheduler answers at"),
        pricing(Workforce(kind="dask", scheduler=address)),
    ):
        pass
