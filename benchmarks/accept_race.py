"""Is a seat ever given twice? Many answers at the same moment against real server processes.

python -m benchmarks.accept_race     on SQLite and on PostgreSQL

Each of the pairs is asked once; both people press Accept four times over at the same moment. One press of a pair is
noted as the first yes, one begins the mentorship, the others come too late. Whatever the order, no mentor may hold
more mentorships than seats.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from mentornet.foundation.database import db
from mentornet.mentorships.models import Mentorship
from mentornet.profiles.models import MentorProfile, Profile
from tests.support.applications import KEY, in_context, make_app
from tests.support.cast import make_account, make_cast
from tests.support.pairs import make_program, make_round, offer_seats, propose
from tests.support.postgres import create_database, running_server
from tests.support.racing import Outcome, Presser, press_at_once, presser

PAIRS = 40
PAIRS_AT_ONCE = 4
PRESSES_EACH = 4


def main() -> None:
    """Race on both databases and print a line for each; leave with 1 where a seat was given twice."""
    with running_server() as server:
        urls = {"SQLite": "", "PostgreSQL": create_database(server, "accept_race")}
        over = [race(name, url) for name, url in urls.items()]
    sys.exit(any(over))


def race(name: str, url: str) -> int:
    """Race on one database, print what came of it and return how many seats were given beyond those there are."""
    with tempfile.TemporaryDirectory(prefix="mentornet-race-") as folder:
        app = make_app(url, Path(folder))
        pairs = invite(app)
        presses = [[press for pair in group for press in pair] for group in pressers(app, pairs)]
        with serving(url, Path(folder)) as address:
            begun = time.perf_counter()
            outcomes = [outcome for group in presses for outcome in press_at_once(address, group)]
            seconds = time.perf_counter() - begun
        over = seats_over(app)
        with app.app_context():
            db.engine.dispose()
    tell(name, outcomes, seconds, over)
    return over


def invite(app: Flask) -> list[tuple[int, int, int]]:
    """Add the pairs, each mentor with one seat, taken for the proposal; return (proposal, mentee, mentor) ids."""
    with in_context(app):
        round_ = make_round(make_program(make_cast()))
        found = []
        for number in range(PAIRS):
            mentee, mentor = make_account(f"Mentee {number}"), make_account(f"Mentor {number}")
            offer_seats(mentor.id, 1, taken=1)
            found.append((propose(round_, mentee.id, mentor.id).id, mentee.id, mentor.id))
    return found


def pressers(app: Flask, pairs: list[tuple[int, int, int]]) -> Iterator[list[list[tuple[Presser, str]]]]:
    """Yield groups of pairs, each pair as its presses."""
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        yield [
            [
                (who, f"/proposals/{proposal}/accept")
                for who in (presser(app, mentee), presser(app, mentor))
                for _ in range(PRESSES_EACH)
            ]
            for proposal, mentee, mentor in pairs[start : start + PAIRS_AT_ONCE]
        ]


@contextmanager
def serving(url: str, folder: Path) -> Iterator[str]:
    """Run two server processes of four threads on the database and yield their address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": KEY,
        "MENTORNET_DATA": str(folder),
        "MENTORNET_LOG_LEVEL": "error",
        "PORT": str(port),
    }
    command = ["gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    server = subprocess.Popen([sys.executable, "-m", *command, "--log-level", "error"], env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"Nothing answers at {address}.")


def seats_over(app: Flask) -> int:
    """Count the mentorships beyond their mentor's seats, and the seats noted otherwise than they are held."""
    with app.app_context():
        held = Counter(db.session.scalars(sa.select(Mentorship.mentor_id)))
        rows = sa.select(Profile.account_id, MentorProfile.seats, MentorProfile.seats_taken).join(
            MentorProfile
        )
        return sum(
            max(0, held[who] - seats) + abs(held[who] - taken)
            for who, seats, taken in db.session.execute(rows)
        )


def tell(name: str, outcomes: list[Outcome], seconds: float, over: int) -> None:
    """Print one line of figures."""
    begun = sum(outcome.location.startswith("/mentorships/") for outcome in outcomes)
    first = sum(outcome.location.startswith("/proposals/") for outcome in outcomes)
    late = sum(outcome.status == 409 for outcome in outcomes)
    other = len(outcomes) - begun - first - late
    print(
        f"   {name:11} requests {len(outcomes)}, winners {begun} (after {first} first answers), losers {late}, "
        f"other answers {other}, seats over: {over}; {len(outcomes) / seconds:.0f} requests a second",
        flush=True,
    )


if __name__ == "__main__":
    main()
