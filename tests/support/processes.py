"""Real processes of the site, started on a database of their own and killed without a word."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from .applications import KEY

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """Where the processes' data lives, and the application that looks at it from outside."""

    app: Flask
    url: str
    folder: Path

    def environment(self) -> dict[str, str]:
        """Return what the processes are told."""
        return os.environ | {
            "DATABASE_URL": self.url,
            "SECRET_KEY": KEY,
            "MENTORNET_DATA": str(self.folder),
            "MENTORNET_LOG_LEVEL": "error",
            "OPENBLAS_NUM_THREADS": "1",
        }


@contextmanager
def started(site: Site, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python -m command` in a process group of its own, and end the whole group at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env=site.environment(), cwd=ROOT, start_new_session=True
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children at once, without a chance to tidy up (kill -9)."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(happens: Callable[[], object], *, seconds: float = 120) -> None:
    """Look again and again until it happens, or fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, f"It did not happen within {seconds} seconds."
        time.sleep(0.02)
