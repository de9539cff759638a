"""How do the answers stand, whom to remind, and what is left to fill?"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.forms import typed_choice
from ...foundation.paging import page_of
from ...foundation.templating import counted
from .. import queries, services, words
from ..access import load_coordinated_round, load_proposal
from ..answers.rules import REASON_WORDS
from ..intake import gather
from ..models import ProposalState
from ..outlook import left_out_counts
from ..picture import picture_of
from ..rules import ensure_can_backfill
from .blueprint import bp, frame, page_of_state


@bp.get("/rounds/<int:round_id>/answers")
@door(Door.COORDINATOR)
def show_answers(round_id: int) -> ResponseReturnValue:
    """Show how the answers stand, and who has not answered yet."""
    matching_round = load_coordinated_round(round_id)
    if not matching_round.waves:
        return redirect(page_of_state(matching_round))
    state = typed_choice(request.args.get("state"), ProposalState)
    return render_template(
        "matching/show_answers.html",
        **frame(matching_round),
        counts=queries.count_states(matching_round),
        picture=picture_of(matching_round, {ProposalState.OPEN, ProposalState.ACCEPTED}),
        declines=[(REASON_WORDS[why], number) for why, number in queries.count_declines(matching_round)],
        page=page_of(queries.sent_of(matching_round, state)),
        chosen=state or "",
        unplaced=queries.count_unplaced(matching_round),
        job=queries.find_last_job(matching_round),
        is_running=services.is_running(matching_round),
    )


@bp.post("/rounds/<int:round_id>/pairs/<int:proposal_id>/nudge")
@door(Door.COORDINATOR)
def nudge_people(round_id: int, proposal_id: int) -> ResponseReturnValue:
    """Remind those who have not answered a proposal."""
    matching_round = load_coordinated_round(round_id)
    proposal = load_proposal(matching_round, proposal_id)
    reminded = services.nudge_people(matching_round, proposal, by=current_account())
    db.session.commit()
    flash(f"{counted(reminded, 'person', 'people')} reminded.", "done")
    return redirect(url_for(".show_answers", round_id=round_id))


@bp.route("/rounds/<int:round_id>/backfill", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def backfill_round(round_id: int) -> ResponseReturnValue:
    """Say what a backfill would do, and have it drafted."""
    matching_round = load_coordinated_round(round_id)
    if request.method == "POST":
        services.start_backfill(matching_round, by=current_account())
        db.session.commit()
        return redirect(url_for(".show_progress", round_id=round_id))
    ensure_can_backfill(matching_round.state, drafts=queries.count_drafts(matching_round))
    gathered = gather(matching_round)
    counts = queries.count_states(matching_round)
    return render_template(
        "matching/backfill_round.html",
        **frame(matching_round),
        mentees=len(gathered.pool.mentees) - len(gathered.served),
        served=len(gathered.served),
        wanted=sum(mentee.most_mentors for mentee in gathered.pool.mentees),
        seats=gathered.seats,
        kept=counts.get(ProposalState.OPEN, 0) + counts.get(ProposalState.ACCEPTED, 0),
        left_out=left_out_counts(gathered),
        left_out_words=words.left_out_words,
    )


@bp.post("/rounds/<int:round_id>/discard")
@door(Door.COORDINATOR)
def discard_wave(round_id: int) -> ResponseReturnValue:
    """Throw a backfill's drafts away."""
    matching_round = load_coordinated_round(round_id)
    services.discard_wave(matching_round, by=current_account())
    db.session.commit()
    flash("The backfill is thrown away. What stands was not touched.", "done")
    return redirect(url_for(".show_answers", round_id=round_id))


@bp.post("/rounds/<int:round_id>/close")
@door(Door.COORDINATOR)
def close_round(round_id: int) -> ResponseReturnValue:
    """Close the round; what is still open lapses, and its people are told."""
    matching_round = load_coordinated_round(round_id)
    lapsed = services.close_round(matching_round, by=current_account())
    db.session.commit()
    flash(f"The round is closed. {counted(lapsed, 'open proposal')} lapsed with it.", "done")
    return redirect(url_for(".show_answers", round_id=round_id))
