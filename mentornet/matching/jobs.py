"""What of a round runs outside a request? Its solve, and the letters that go out with it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import structlog
from flask import current_app

from ..foundation.bulk import unswept
from ..foundation.database import db
from ..foundation.errors import Refusal
from ..foundation.jobs import Run, handles
from . import engine, letters, services
from .engine import BadPoolError
from .expecting import ensure_within, expected_of
from .intake import gather
from .queries import ADVISE, SOLVE, TELL, get_round, untold_of
from .rules import NEAR
from .workforce import pricing, workforce_of

log = structlog.get_logger()

STAGES = {  # from where to where on the whole way each stage of the engine goes
    "score": (0.05, 0.35),
    "solve": (0.35, 0.60),
    "prices": (0.60, 0.70),
    "reasons": (0.70, 0.80),
    "certificate": (0.80, 0.95),
}
SAY_EVERY = 0.25  # seconds
AT_A_TIME = 25


@dataclass(slots=True)
class Teller:
    """Passes the engine's word of how far it is on to the job's row, not more often than anybody looks."""

    run: Run
    _last: float = field(default=0.0)
    _gap: float | None = field(default=None)

    def __call__(self, stage: str, fraction: float) -> None:
        """Show the stage; raise when the job should stop."""
        begin, end = STAGES[stage]
        if fraction > 0 and time.monotonic() - self._last < SAY_EVERY:
            return
        self._last = time.monotonic()
        self.run.report(stage, begin + (end - begin) * fraction, gap=self._gap)

    def hear_gap(self, gap: float) -> None:
        """Hear how much better the best could be at most."""
        self._gap = gap

    def takes(self, gap: float) -> bool:
        """Say whether a coordinator takes what is at hand; further than `NEAR` from the best nobody can."""
        return gap <= NEAR and self.run.is_told_to_finish


@handles(SOLVE, given_up=services.return_round)
def solve_round(run: Run) -> None:
    """Gather, score, solve, draft; run again after a crash it begins anew, and once kept it does nothing more."""
    matching_round = get_round(run.subject_id)
    if not services.awaits_solution(matching_round):
        return
    run.report("gather", 0.0)
    with unswept():
        gathered = gather(matching_round)
    services.ensure_ready(gathered)
    ensure_within(expected_of(gathered), current_app.config["SETTINGS"])
    db.session.rollback()  # the engine may take minutes: nothing of the database is held open meanwhile
    try:
        with pricing(workforce_of(current_app.config["SETTINGS"])) as staff:
            result = engine.solve(gathered.pool, gathered.rules, gathered.settings, Teller(run), **staff)
    except BadPoolError as error:
        raise Refusal(str(error)) from error
    run.report("draft", 0.95)
    matching_round = get_round(run.subject_id)
    if services.keep_solution(matching_round, gathered, result):
        letters.tell_ready(matching_round, job_id=run.job_id)
    log.info("round_solved", round=run.subject_id, placed=len(result.pairs), **result.seconds)


@handles(TELL)
def tell_round(run: Run) -> None:
    """Tell both sides of every proposal that went out, a few at a time; nobody is told twice, however often it runs."""
    matching_round = get_round(run.subject_id)
    proposals = untold_of(matching_round)
    for start in range(0, len(proposals), AT_A_TIME):
        run.report("letters", start / len(proposals))
        for proposal in proposals[start : start + AT_A_TIME]:
            letters.tell_proposal(proposal)
        db.session.commit()  # what is told stays told if the worker dies here


@handles(ADVISE)
def advise_round(run: Run) -> None:
    """Work out what would place those of a large round of whom a coordinator asked; done again it does nothing more."""
    services.answer_advice(get_round(run.subject_id))
