"""How much memory does this process take with those it started, at its highest? Sampled ten times a second.

Each process counts for what it alone holds and its share of what several hold (the *proportional set size* of Linux), so that
nothing counts twice. The largest resident sizes that the system keeps do not say that: a child begins with its parent's.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

_EVERY = 0.1
_KB = 1024


class Memory:
    """Watches while it is entered."""

    def __init__(self) -> None:
        self.peak = 0.0
        """Megabytes."""
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._watch.join()

    def _look(self) -> None:
        while True:
            self.peak = max(self.peak, sum(map(held_by, [os.getpid(), *_children(os.getpid())])) / _KB)
            if self._ended.wait(_EVERY):
                return


def held_by(process: int) -> int:
    """Return the kilobytes that are a process's own, with its share of what several hold; nought where it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _children(process: int) -> list[int]:
    """List the processes below one, however deep."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            own = [int(number) for number in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
        found += own + [below for one in own for below in _children(one)]
    return found
