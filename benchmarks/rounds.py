"""What does a round cost from the button to stored proposals? On SQLite and PostgreSQL, every size in its own process.

Name sizes to measure those alone: python -m benchmarks.rounds 10000. Clocks are noisy where others work on the same
processors: what counts is the whole road as a multiple of the engine's own call in the same run. Libraries are loaded before, as
in a worker that has solved a round already.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from benchmarks.children import Figures, ask
from benchmarks.sites import site
from benchmarks.table import Part, Row, most, tell
from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.jobs import find_live_job
from mentornet.foundation.jobs.run import run_job
from mentornet.matching import engine, services
from mentornet.matching.queries import SOLVE
from mentornet.programs.models import Program
from tests.support.postgres import create_database, running_server

SIZES = (200, 1_000, 2_000, 10_000)
AT = 10_000
SEATS_A_MENTOR = 1.86
LIMIT = 1.5
"""The whole road as a multiple of the engine's own call, from `AT` mentees on."""
DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def clocked() -> Iterator[list[float]]:
    """Note how long each call of the engine takes; its libraries are loaded by then, as in a worker that has solved before."""
    from scipy.optimize import linear_sum_assignment  # noqa: F401, PLC0415  # loaded before any clock runs

    solve, seconds = engine.solve, list[float]()

    def timed(*people: Any, **doing: Any) -> engine.Result:
        begun = time.perf_counter()
        result = solve(*people, **doing)
        seconds.append(time.perf_counter() - begun)
        return result

    with patch.object(engine, "solve", timed):
        yield seconds


def measure(mentees: int, url: str = "") -> Figures:
    """Run one round of about `mentees` mentees with about as many seats, on SQLite or the database at `url`."""
    with clocked() as engines:
        found = _road(mentees, url)
    return {**found, "engine": sum(engines)}


def _road(mentees: int, url: str) -> Figures:
    members = round(mentees * (1 + 1 / SEATS_A_MENTOR))
    with site(members=members, url=url) as (app, program_id), app.app_context():
        program = db.session.get_one(Program, program_id)
        account = db.session.scalars(sa.select(Account).order_by(Account.id).limit(1)).one()
        matching_round = services.open_round(program, by=account, name="Trial", seed=1)
        db.session.commit()
        begun = time.perf_counter()
        services.start_solving(matching_round, by=account)
        job = find_live_job(SOLVE, matching_round.id)
        db.session.commit()  # the queue of a benchmark works at once
        if job is not None:
            run_job(job.id)
        total = time.perf_counter() - begun
        db.session.refresh(matching_round)
        figures = matching_round.figures
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"total": total, "peak": peak, **figures["seconds"], "placed": figures["placed"]}


def parts(mentees: int, databases: Sequence[str] = DATABASES) -> Iterator[Part]:
    """Yield the part of the table that tells of the road from the button to stored proposals."""
    yield Part(f"From the button to stored proposals, {mentees:,} mentees", rows([mentees], databases))


def rows(sizes: Sequence[int], databases: Sequence[str]) -> Iterator[Row]:
    """Yield a row for each size and database."""
    with ExitStack() as stack:
        server = stack.enter_context(running_server()) if "PostgreSQL" in databases else None
        for mentees in sizes:
            for database in databases:
                url = create_database(server, f"rounds_{mentees}") if server and database != "SQLite" else ""
                yield row_of(mentees, database, ask("rounds", "--one", str(mentees), url))


def row_of(mentees: int, database: str, found: Figures) -> Row:
    """Return the road of one size on one database as a multiple of the engine."""
    row = most(f"{mentees:,} mentees, {database}", found["total"] / found["engine"], LIMIT, "x the engine")
    told = (
        f"{row.measured} ({found['total']:.2f} s, {found['engine']:.2f} of them the engine's), {found['peak']:.0f} MB, "
        f"{found['placed']:,.0f} placed"
    )
    if mentees < AT:
        return Row(row.what, told, figures=found)
    return Row(row.what, told, f"at most {LIMIT} x", row.holds, found)


def main() -> None:
    """Print a row for each size and database."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--one", nargs=2, metavar=("SIZE", "URL"), help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(measure(int(options.one[0]), options.one[1])))
    else:
        tell([Part("From the button to stored proposals", rows(options.sizes, DATABASES))])


if __name__ == "__main__":
    main()
