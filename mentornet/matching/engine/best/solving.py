"""Where is a network solved? Here where it is small; in a process of its own, which can be ended, where it is not.

The solvers hold Python's lock and cannot be stopped; a process can.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..scoring.looks import Array
from . import flow, program

FEW_EDGES = 300_000
"""Solved within a second: not worth starting a process of its own, which takes a second and 120 MB."""
HARDLY_ANY = 15_000
"""Solved here in less time than it takes to ask the process."""
_HEARTBEAT = 0.2
_NOTHING = object()


class NetworkSolver:
    """Solves networks one after another; ends its process when closed."""

    def __init__(self, meanwhile: Iterator[None] | None = None) -> None:
        """Take what can be done, step by step, while the process solves."""
        self._meanwhile = meanwhile or iter(())
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, network: flow.Network, beat: Callable[[], None], begun: Array | None = None) -> Array:
        """Return the edges taken; call back a few times a second, and end the work when that raises.

        Args:
            network: Edges and places.
            beat: Is called while that goes on.
            begun: Edges that keep the places, where some are known.

        Raises:
            TooLargeError: The sums would not be exact.
        """
        beat()
        is_small = len(network.rows) <= program.MOST_EDGES or begun is not None
        found = program.best_edges(network, begun) if is_small and program.suits(network) else None
        if found is not None:
            return found
        if len(network.rows) <= (HARDLY_ANY if self._process else FEW_EDGES):
            return flow.best_edges(network)
        answer = self._ask(flow.packed(network), beat)
        if answer is None:
            raise flow.TooLargeError
        return answer

    def start(self) -> None:
        """Start the process, which takes a second to load what it needs."""
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  # this very Python, with a module of ours
                [sys.executable, "-P", str(Path(flow.__file__))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    pipe.close()
            self._process.wait()
            self._process = None

    def _ask(self, arrays: tuple[Array, ...], beat: Callable[[], None]) -> Array | None:
        self.start()
        heard: list[Any] = []
        thread = threading.Thread(target=self._talk, args=(arrays, heard), daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                if next(self._meanwhile, _NOTHING) is _NOTHING:
                    thread.join(_HEARTBEAT)
                beat()
        except BaseException:
            self.close()
            thread.join()
            raise
        if not heard:
            self.close()
            raise ChildProcessError(
                "The process that solves ended before it answered. Is there enough memory?"
            )
        answer: Array | None = heard[0]
        return answer

    def _talk(self, arrays: tuple[Array, ...], heard: list[Any]) -> None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return
        try:
            pickle.dump(arrays, process.stdin, protocol=5)
            process.stdin.flush()
            heard.append(pickle.load(process.stdout))  # noqa: S301  # from our own child
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):
            return
