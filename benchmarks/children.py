"""How is a figure taken without what was taken before it? In a process of its own, which prints what it found as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

Figures = dict[str, float]
_WATCH = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.perf_counter() - begun
print(json.dumps([code, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""Begun by a small process: the system counts a child's peak from its parent's size on."""


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


def run(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a command; return its seconds, its processor seconds and its peak in megabytes.

    Raises:
        RuntimeError: It ended with an error.
    """
    watched = [sys.executable, "-S", "-c", _WATCH, *command]
    told = subprocess.run(watched, stdout=subprocess.PIPE, check=True, text=True).stdout
    code, seconds, spent, peak = json.loads(told)
    if code:
        raise RuntimeError(f"{' '.join(command)} ended with {code}.")
    return seconds, spent, peak


def processor() -> float:
    """Return the processor seconds of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
