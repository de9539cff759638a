"""Who prices the pairs of a round: threads of this machine, its processes, or a Dask cluster?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypedDict

from config import Settings

from ..foundation.refusals import Refusal
from . import engine

THREADS, PROCESSES, DASK = "threads", "processes", "dask"
_SECONDS = 10
"""How long a scheduler has to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """What a site has for the heavy part of a round."""

    kind: str = THREADS
    workers: int | None = None
    """How many parts are worked on at a time; as many as there are processors, or cluster threads, where none is said."""
    scheduler: str = ""
    """Where the cluster's scheduler listens."""


class Staff(TypedDict):
    """What `solve` and `verify` are given."""

    executor: Executor | None
    workers: int | None


ALONE = Staff(executor=None, workers=None)
"""The threads of this machine."""


def workforce_of(settings: Settings) -> Workforce:
    """Return what the settings say.

    Raises:
        Refusal: They say something else than can be.
    """
    if settings.matching_executor not in {THREADS, PROCESSES}:
        raise Refusal(
            f"MENTORNET_MATCHING_EXECUTOR is {settings.matching_executor}. Set it to threads or processes."
        )
    if not settings.matching_workers.isdecimal():
        raise Refusal(
            f"MENTORNET_MATCHING_WORKERS is {settings.matching_workers}. Set it to a whole number; 0 is one a processor."
        )
    kind = DASK if settings.dask_scheduler else settings.matching_executor
    return Workforce(
        kind=kind, workers=int(settings.matching_workers) or None, scheduler=settings.dask_scheduler
    )


@contextmanager
def pricing(workforce: Workforce) -> Iterator[Staff]:
    """Have the workforce ready, and let it go afterwards.

    Raises:
        Refusal: The cluster does not answer, or what speaks to it is not installed.
    """
    if workforce.kind == PROCESSES:
        with engine.processes(workforce.workers) as executor:
            try:
                yield Staff(executor=executor, workers=workforce.workers)
            finally:
                executor.shutdown(cancel_futures=True)
    elif workforce.kind == DASK:
        with _client(workforce.scheduler) as client:
            threads = sum(client.nthreads().values())
            if not threads:
                raise Refusal(
                    f"The Dask scheduler at {workforce.scheduler} has no workers. Start some, and solve again."
                )
            yield Staff(executor=client.get_executor(), workers=workforce.workers or threads)
    else:
        yield Staff(executor=None, workers=workforce.workers)


def _client(scheduler: str) -> Any:
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError as missing:
        raise Refusal(
            "MENTORNET_DASK_SCHEDULER is set, and Dask is not installed. Install the extra dask, or leave it empty."
        ) from missing
    try:
        return distributed.Client(scheduler, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as gone:
        raise Refusal(
            f"No Dask scheduler answers at {scheduler}. Start it, or leave MENTORNET_DASK_SCHEDULER empty."
        ) from gone
