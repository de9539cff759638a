"""How is a figure taken without what was taken before it? In a process of its own, which prints what it found as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys

Figures = dict[str, float]


def ask(module: str, *arguments: str) -> Figures:
    """Run `python -m benchmarks.MODULE` with arguments and return the figures of its last line.

    Raises:
        RuntimeError: It ended with an error; what it said is passed on.
    """
    told = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    if told.returncode:
        raise RuntimeError(f"benchmarks.{module} {' '.join(arguments)} failed:\n{told.stderr}")
    found: Figures = json.loads(told.stdout.splitlines()[-1])
    return found


def processor() -> float:
    """Return the processor seconds of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
