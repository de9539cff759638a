"""What does a round cost from the button to stored proposals? On SQLite and PostgreSQL, every size in its own process.

Name sizes to measure those alone: python -m benchmarks.rounds 10000. Clocks are noisy where others work on the same
processors: what counts is the whole road as a multiple of the engine's own stages in the same run.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

import sqlalchemy as sa

from benchmarks.sites import site
from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.jobs import find_live_job
from mentornet.foundation.jobs.run import run_job
from mentornet.matching import services
from mentornet.matching.queries import SOLVE
from mentornet.programs.models import Program
from tests.support.postgres import create_database, running_server

SIZES = (200, 1_000, 2_000, 10_000)
SEATS_A_MENTOR = 1.86


def measure(mentees: int, url: str = "") -> dict[str, float]:
    """Run one round of about `mentees` mentees with about as many seats, on SQLite or the database at `url`."""
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


def main() -> None:
    """Print a row for each size and database."""
    with running_server() as server:
        for mentees in [int(size) for size in sys.argv[1:] if size.isdecimal()] or SIZES:
            _print("SQLite", mentees, "")
            _print("PostgreSQL", mentees, create_database(server, f"rounds_{mentees}"))


def _print(database: str, mentees: int, url: str) -> None:
    """Measure in a process of its own, and print what it found."""
    code = (
        f"import json; from benchmarks.rounds import measure; print(json.dumps(measure({mentees}, {url!r})))"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = json.loads(child.stdout.splitlines()[-1])
    total, peak, placed = found.pop("total"), found.pop("peak"), found.pop("placed")
    engine = sum(found.values())
    stages = ", ".join(f"{name} {value:.2f}" for name, value in found.items())
    print(
        f"   {mentees:>6,} mentees, {database}: {total:.2f} s from button to proposals ({total / engine:.2f} x the engine: {stages}); "
        f"peak {peak:.0f} MB; {placed} placed"
    )


if __name__ == "__main__":
    main()
