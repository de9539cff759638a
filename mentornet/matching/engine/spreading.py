"""How is work on many parts spread over threads, and heard of while it goes on?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from typing import TypeVar

_HEARTBEAT = 0.2

Beat = Callable[[float], None]
"""Hears the share that is done; may raise."""
_Part = TypeVar("_Part")
_Outcome = TypeVar("_Outcome")


def spread(
    executor: Executor, workers: int, work: Callable[[_Part], _Outcome], parts: Sequence[_Part], beat: Beat
) -> Iterator[_Outcome]:
    """Yield the outcome of each part in order, a few ahead at most; tell how far it is at least five times a second."""
    waiting: list[Future[_Outcome]] = []
    given = 0
    try:
        for done in range(len(parts)):
            while given < len(parts) and len(waiting) < 2 * workers:
                waiting.append(executor.submit(work, parts[given]))
                given += 1
            while not waiting[0].done():
                wait(waiting[:1], timeout=_HEARTBEAT, return_when=FIRST_COMPLETED)
                beat(done / len(parts))
            beat(done / len(parts))
            yield waiting.pop(0).result()
    finally:
        for future in waiting:
            future.cancel()


def threads() -> tuple[Executor, int]:
    """Return a pool of as many threads as there are processors to use."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return ThreadPoolExecutor(count, thread_name_prefix="tiles"), count
