"""What does a page cost? Processor time as a multiple of the site's own hello, and its SQL statements.

Both are called in turn inside one process, so that a noisy machine slows both alike; medians are quoted.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from benchmarks.sites import site
from mentornet.accounts.models import Account
from mentornet.accounts.sessions import begin_session
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching.models import MatchingRound, Proposal, ProposalState, RoundState
from mentornet.programs.models import Enrolment, Program, ProgramCoordinator, Side
from tests.support.pairs import GAP, PARTS

MEMBERS = 5_000
PAIRS = 1_500
ROUNDS = 60
HELLO = "/healthz"


def signed_in(app: Flask) -> tuple[FlaskClient, str]:
    """Return a browser signed in as a member who coordinates the trial program, and the program's slug."""
    with app.app_context():
        account = db.session.scalars(sa.select(Account).order_by(Account.id).limit(1)).one()
        program = db.session.scalars(sa.select(Program)).one()
        db.session.add(ProgramCoordinator(program_id=program.id, account_id=account.id))
        token = begin_session(account, browser="benchmark")
        slug = program.slug
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client, slug


def add_review(app: Flask, program_id: int) -> int:
    """Add a round under review with PAIRS drafts and return its id; their scores are made up."""
    with app.app_context():
        round_ = MatchingRound(
            program_id=program_id, name="Trial", seed=1, state=RoundState.REVIEW, solved_at=clock.now()
        )
        round_.figures = {"wave": 0, "mentees": PAIRS, "mentors": PAIRS, "seats": PAIRS, "placed": PAIRS}
        round_.figures |= {"mean": 500_000, "lowest": 500_000, "violations": {}, "seconds": {}, "earlier": []}
        db.session.add(round_)
        db.session.flush()
        people = {
            side: db.session.scalars(
                sa.select(Enrolment.account_id)
                .where(Enrolment.program_id == program_id, Enrolment.side == side)
                .limit(PAIRS)
            ).all()
            for side in Side
        }
        pairs = zip(people[Side.MENTEE], people[Side.MENTOR], strict=False)
        drafts = [
            {
                "round_id": round_.id,
                "mentee_id": mentee,
                "mentor_id": mentor,
                "state": ProposalState.DRAFT,
                "fit": 500_000 + number,
                "parts": PARTS,
                "gap": GAP,
            }
            for number, (mentee, mentor) in enumerate(pairs)
        ]
        db.session.execute(sa.insert(Proposal), drafts)
        db.session.commit()
        return round_.id


def seconds(call: Callable[[], Any]) -> float:
    """Return the processor seconds of one call."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def statements(app: Flask, call: Callable[[], Any]) -> int:
    """Return how many SQL statements one call sends."""
    count = 0

    def note(*_args: Any) -> None:
        nonlocal count
        count += 1

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    call()
    event.remove(engine, "before_cursor_execute", note)
    return count


def main() -> None:
    """Print a row for each list page."""
    with site(members=MEMBERS) as (app, program_id):
        client, slug = signed_in(app)
        pages = {
            "directory of mentors": "/people",
            "directory, filtered": "/people?goal=nursing-path&has_free_seat=y",
            "members of a program": f"/programs/{slug}/members",
            "members, profiles whole": f"/programs/{slug}/members?band=full",
            "members, a name": f"/programs/{slug}/members?name=an",
            "review of a round": f"/rounds/{add_review(app, program_id)}/review",
            "rounds of a program": f"/programs/{slug}/rounds",
            "roles of the catalogue": "/catalogue/roles",
            "events": "/events",
            "ladder": "/ladder?from=mental-health-technician&to=registered-nurse",
            "Today": "/",
        }
        print(f"   {MEMBERS:,} members on SQLite, {ROUNDS} calls each; hello is {HELLO}")
        print(f"   {'page':26} {'status':>6} {'x hello':>8} {'ms CPU':>7} {'kB':>5} {'SQL':>4}")
        for label, path in pages.items():
            answer = client.get(path)
            count = statements(app, lambda path=path: client.get(path))  # type: ignore[misc]  # the default binds this turn's page
            hello, page = [], []
            for _ in range(ROUNDS):
                hello.append(seconds(lambda: client.get(HELLO)))
                page.append(seconds(lambda path=path: client.get(path)))  # type: ignore[misc]  # as above
            ratio = statistics.median(page) / statistics.median(hello)
            print(
                f"   {label:26} {answer.status_code:>6} {ratio:>8.1f} {statistics.median(page) * 1000:>7.1f} "
                f"{len(answer.data) / 1024:>5.0f} {count:>4}"
            )


if __name__ == "__main__":
    main()
