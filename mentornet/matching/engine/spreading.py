"""How is work on many parts spread over threads, processes or machines, and heard of while it goes on?

Threads share what all parts need. Any other executor is asked by a key: each worker keeps what was sent to it, and a worker
that has not got it says so and is asked again. So a pool's layout travels once to each worker, whatever the executor.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

_HEARTBEAT = 0.2
_MOST_KEPT = 2
"""Layouts that a worker keeps: the round's own and the certificate's."""

Beat = Callable[[float], None]
"""Hears the share that is done; may raise."""
_Shared = TypeVar("_Shared")
_Part = TypeVar("_Part")
_Outcome = TypeVar("_Outcome")

_kept: OrderedDict[str, Any] = OrderedDict()
"""In a worker: what was sent to it, by key."""
_keeping = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Missing:
    """Says that a worker has not got what a part needs."""


def _at_worker(key: str, work: Callable[[Any, Any], Any], part: Any, sent: bytes | None = None) -> Any:
    """Do the work on one part with what is kept under the key; runs in a worker of any kind."""
    with _keeping:
        if key not in _kept and sent is not None:
            _kept[key] = pickle.loads(sent)  # noqa: S301  # from whoever started this worker
            while len(_kept) > _MOST_KEPT:
                _kept.popitem(last=False)
        if key not in _kept:
            return _Missing()
        _kept.move_to_end(key)
        shared = _kept[key]
    return work(shared, part)


class Crew:
    """Who works: an executor, how many work at a time, and what they were sent."""

    def __init__(self, executor: Executor, workers: int) -> None:
        """Take any executor, and how many parts it works on at a time."""
        self.executor, self.workers = executor, max(1, workers)
        self._keys: dict[int, tuple[str, Any]] = {}

    def spread(
        self,
        work: Callable[[_Shared, _Part], _Outcome],
        shared: _Shared,
        parts: Iterable[_Part],
        beat: Beat,
        *,
        count: int,
    ) -> Iterator[_Outcome]:
        """Yield the outcome of each part in order, a few ahead at most; tell how far it is at least five times a second.

        Args:
            work: Does one part; a function of a module, so that another process finds it.
            shared: What every part needs; sent once to each worker, however often this is called with it.
            parts: What is done one by one; made only shortly before.
            beat: Hears how far it is; may raise, which ends the work.
            count: How many parts there are.
        """
        asked = self._ask_here(work, shared) if self._is_here else self._ask_there(work, shared)
        coming, waiting = iter(parts), list[tuple[_Part, Future[_Outcome | _Missing]]]()
        try:
            for done in range(count):
                for part in islice(coming, 2 * self.workers - len(waiting)):
                    waiting.append((part, asked(part, again=False)))
                part, future = waiting[0]
                while isinstance(found := _heard(future, beat, done / count), _Missing):
                    future = asked(part, again=True)
                    waiting[0] = part, future
                waiting.pop(0)
                yield found
        finally:
            for _, future in waiting:
                future.cancel()

    @property
    def _is_here(self) -> bool:
        return isinstance(self.executor, ThreadPoolExecutor)

    def _ask_here(self, work: Callable[[Any, Any], Any], shared: Any) -> Callable[..., Future[Any]]:
        def ask(part: Any, *, again: bool) -> Future[Any]:
            del again
            return self.executor.submit(work, shared, part)

        return ask

    def _ask_there(self, work: Callable[[Any, Any], Any], shared: Any) -> Callable[..., Future[Any]]:
        """Send what is shared with the first few parts, and wherever a worker says that it has not got it."""
        is_new = id(shared) not in self._keys
        key, _ = self._keys.setdefault(id(shared), (uuid.uuid4().hex, shared))
        packed: bytes | None = None
        first = self.workers if is_new else 0

        def ask(part: Any, *, again: bool) -> Future[Any]:
            nonlocal packed, first
            if not again and not first:
                return self.executor.submit(_at_worker, key, work, part)
            packed = packed or pickle.dumps(shared, protocol=5)
            first = max(0, first - 1)
            return self.executor.submit(_at_worker, key, work, part, packed)

        return ask


def _heard(future: Future[_Outcome], beat: Beat, done: float) -> _Outcome:
    while not future.done():
        wait([future], timeout=_HEARTBEAT, return_when=FIRST_COMPLETED)
        beat(done)
    beat(done)
    return future.result()


@contextmanager
def crew(executor: Executor | None = None, workers: int | None = None) -> Iterator[Crew]:
    """Give a crew: of the executor, which is left open, or of threads of its own, as many as there are processors."""
    if executor is not None:
        yield Crew(executor, workers or getattr(executor, "_max_workers", None) or processors())
        return
    count = workers or processors()
    own = ThreadPoolExecutor(count, thread_name_prefix="tiles")
    try:
        yield Crew(own, count)
    finally:
        own.shutdown(cancel_futures=True)


def processors() -> int:
    """Return how many processors there are to use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes(workers: int | None = None) -> ProcessPoolExecutor:
    """Return a pool of processes that end with this one, whatever ends it. Close it after use, as any executor."""
    return ProcessPoolExecutor(
        workers or processors(),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_end_with_parent,
    )


def _end_with_parent() -> None:
    """Watch the process that started this one: one that was killed cannot close its pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and closes the pool
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:
    parent.join()
    os._exit(1)
