"""How far is the solve? Start it, look at it, stop it."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.jobs.models import LIVE_STATES, Job
from .. import queries, services
from ..access import load_coordinated_round
from ..models import MatchingRound, RoundState
from ..rules import NEAR
from .blueprint import bp, frame, page_of_state

STAGES = (
    ("gather", "Gather people and rules"),
    ("score", "Score every pair that may be"),
    ("solve", "Find the best pairs for all together"),
    ("prices", "Price the seats, for the proof"),
    ("reasons", "Write down the reasons"),
    ("certificate", "Prove that nothing better exists"),
    ("draft", "Draft the proposals"),
)
LAST_OF_SEARCH = 3
"""The place of the last stage in which a better answer is still sought."""


@bp.post("/rounds/<int:round_id>/run")
@door(Door.COORDINATOR)
def run_round(round_id: int) -> ResponseReturnValue:
    """Put the round to the worker."""
    matching_round = load_coordinated_round(round_id)
    services.start_solving(matching_round, by=current_account())
    db.session.commit()
    return redirect(url_for(".show_progress", round_id=round_id))


@bp.get("/rounds/<int:round_id>/progress")
@door(Door.COORDINATOR)
def show_progress(round_id: int) -> ResponseReturnValue:
    """Show how far the solve is; once it is over, go where the round stands.

    The same address serves the page and, to htmx, the part of it that changes.
    """
    matching_round = load_coordinated_round(round_id)
    job = queries.find_last_job(matching_round)
    if not _is_under_way(matching_round, job):
        return go_on(page_of_state(matching_round))
    shown = _shown(job)
    if request.headers.get("HX-Request"):
        return render_template("matching/_progress.html", matching_round=matching_round, **shown)
    return render_template("matching/show_progress.html", **frame(matching_round, place=1), **shown)


@bp.post("/rounds/<int:round_id>/stop")
@door(Door.COORDINATOR)
def stop_round(round_id: int) -> ResponseReturnValue:
    """Stop the solve; the round goes back to where it was."""
    matching_round = load_coordinated_round(round_id)
    services.stop_solving(matching_round, by=current_account())
    db.session.commit()
    flash("The solve stops at its next step. The round goes back to where it was.", "done")
    return redirect(url_for(".show_progress", round_id=round_id))


@bp.post("/rounds/<int:round_id>/take")
@door(Door.COORDINATOR)
def take_at_hand(round_id: int) -> ResponseReturnValue:
    """End the solve with the pairs it has."""
    matching_round = load_coordinated_round(round_id)
    services.take_at_hand(matching_round, by=current_account())
    db.session.commit()
    flash("The search ends here. What is at hand is checked and drafted.", "done")
    return redirect(url_for(".show_progress", round_id=round_id))


def _is_under_way(matching_round: MatchingRound, job: Job | None) -> bool:
    return matching_round.state is RoundState.SOLVING or (job is not None and job.state in LIVE_STATES)


def _shown(job: Job | None) -> dict[str, Any]:
    began = job.started_at if job else None
    return {
        "stages": [words for _, words in STAGES],
        "stage": stage_of(job) if job else -1,
        "percent": round(100 * job.progress) if job else 0,
        "seconds": round((clock.now() - began).total_seconds()) if began else None,
        "is_stopping": bool(job and job.is_cancel_requested),
        "gap": job.gap if job and 0 <= stage_of(job) <= LAST_OF_SEARCH else None,
        "can_take": bool(job and job.gap is not None and job.gap <= NEAR and not job.is_finish_requested),
    }


def stage_of(job: Job) -> int:
    """Return the place of the stage that a job is at; -1 before the first."""
    names = [name for name, _ in STAGES]
    return names.index(job.stage) if job.stage in names else -1


def go_on(address: str) -> ResponseReturnValue:
    """Send a browser on, also one that asks through htmx: it is told by a header of its own."""
    if not request.headers.get("HX-Request"):
        return redirect(address)
    response: Response = make_response("", 200)
    response.headers["HX-Redirect"] = address
    return response
