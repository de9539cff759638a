"""What was found? The drafts with their reasons, who is left out and why, and what is proved."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.models import Account
from ...accounts.queries import get_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ...foundation.forms import tidied
from ...foundation.paging import page_of
from .. import queries, services, words
from ..access import load_coordinated_round, load_proposal
from ..candidates import may_have_more
from ..engine.values import Objective
from ..kept import faults_of_round, snapshots_of
from ..models import MatchingRound, Proposal, ProposalState, RoundState, Unplaced
from ..picture import picture_of
from ..rules import ensure_can_edit
from .blueprint import bp, frame
from .solving import go_on


@dataclass(frozen=True, slots=True)
class Shown:
    """A pair as a coordinator sees it."""

    proposal: Proposal
    reasons: list[words.Reason]
    gap: str


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who is left out, with the true reason and the smallest change that would help."""

    unplaced: Unplaced
    reason: str
    mend: str


def shown(proposals: list[Proposal], *, reader: Account) -> list[Shown]:
    """Put reasons and gap beside each proposal, with times in the reader's zone."""
    titles, zone = words.load_titles(), reader.time_zone
    today = clock.today(zone)
    return [
        Shown(
            one,
            words.reasons_of(one.parts, titles, zone=zone, on=today),
            words.gap_of(one.gap, titles, zone=zone, on=today),
        )
        for one in proposals
    ]


@bp.get("/rounds/<int:round_id>/review")
@door(Door.COORDINATOR)
def review_round(round_id: int) -> ResponseReturnValue:
    """Show the drafts, the most doubtful first."""
    matching_round = load_coordinated_round(round_id)
    ensure_can_edit(matching_round.state, drafts=queries.count_drafts(matching_round))
    text = str(tidied(request.args.get("name", "")))
    page = page_of(queries.drafts_of(matching_round, text=text))
    return render_template(
        "matching/review_round.html",
        **frame(matching_round, place=2),
        page=page,
        pairs=shown(page.items, reader=current_account()),
        picture=picture_of(matching_round, {ProposalState.DRAFT}),
        sought=_sought(matching_round),
        circles=words.circle_words(
            matching_round.figures.get("circle_size", 1),
            queries.count_loads(matching_round, {ProposalState.DRAFT}),
        ),
        several=words.several_words(
            matching_round.figures.get("most_mentors", 1),
            queries.count_gets(matching_round, {ProposalState.DRAFT}),
            matching_round.figures.get("served", 0),
        ),
        unplaced=queries.count_unplaced(matching_round),
        text=text,
        job=queries.find_last_job(matching_round),
        is_stale=_is_stale(matching_round),
    )


@bp.get("/rounds/<int:round_id>/pairs/<int:proposal_id>")
@door(Door.COORDINATOR)
def show_pair(round_id: int, proposal_id: int) -> ResponseReturnValue:
    """Show all reasons of a draft and what may be done with it; to htmx, the reasons alone."""
    matching_round = load_coordinated_round(round_id)
    ensure_can_edit(matching_round.state, drafts=queries.count_drafts(matching_round))
    (pair,) = shown([load_proposal(matching_round, proposal_id)], reader=current_account())
    if request.headers.get("HX-Request"):
        return render_template("matching/_why.html", pair=pair)
    return render_template(
        "matching/show_pair.html",
        **frame(matching_round, place=2),
        pair=pair,
        can_have_more=may_have_more(matching_round, pair.proposal.mentee_id),
    )


@bp.get("/rounds/<int:round_id>/unplaced")
@door(Door.COORDINATOR)
def list_unplaced(round_id: int) -> ResponseReturnValue:
    """List who is left out, each with the true reason."""
    matching_round = load_coordinated_round(round_id)
    page = page_of(queries.unplaced_of(matching_round))
    best = {int(one.reason["best_mentor"]) for one in page.items if one.reason.get("best_mentor")}
    names = queries.names_of(best)
    left = [Left(one, *words.unplaced_words(one.reason, names)) for one in page.items]
    return render_template(
        "matching/list_unplaced.html",
        **frame(matching_round),
        page=page,
        left=left,
        can_place=matching_round.state is RoundState.REVIEW or queries.count_drafts(matching_round) > 0,
    )


@bp.post("/rounds/<int:round_id>/unplaced/<int:mentee_id>/change")
@door(Door.COORDINATOR)
def ask_change(round_id: int, mentee_id: int) -> ResponseReturnValue:
    """Have the worker find the smallest change in a large round."""
    matching_round = load_coordinated_round(round_id)
    services.ask_advice(matching_round, _left_out(matching_round, mentee_id), by=current_account())
    db.session.commit()
    return redirect(url_for(".show_change", round_id=round_id, mentee_id=mentee_id))


@bp.get("/rounds/<int:round_id>/unplaced/<int:mentee_id>/change")
@door(Door.COORDINATOR)
def show_change(round_id: int, mentee_id: int) -> ResponseReturnValue:
    """Show the smallest single change that would place somebody who is left out, and whose seat would have to come free."""
    matching_round = load_coordinated_round(round_id)
    advice, standing = services.find_advice(matching_round, _left_out(matching_round, mentee_id))
    mentee = get_account(mentee_id)
    if request.headers.get("HX-Request"):
        if standing is services.Standing.AWAITED:
            return render_template("matching/_awaited.html", matching_round=matching_round, mentee=mentee)
        return go_on(request.path)
    names = queries.names_of(words.people_of(advice)) if advice else {}
    small, instead = (advice.smallest, advice.instead) if advice else (None, None)
    return render_template(
        "matching/show_change.html",
        **frame(matching_round),
        mentee=mentee,
        standing=standing,
        advice=advice,
        smallest=words.advice_words(advice, names) if advice else "",
        moves=list(words.move_rows(small.moves, names)) if small else [],
        instead=words.instead_words(instead, mentee.display_name, names) if instead else "",
        instead_moves=list(words.move_rows(instead.moves, names)) if instead else [],
    )


@bp.post("/rounds/<int:round_id>/proof/check")
@door(Door.COORDINATOR)
def check_proof(round_id: int) -> ResponseReturnValue:
    """Check the kept proof of a round again, against the facts of the day it was solved."""
    matching_round = load_coordinated_round(round_id)
    faults = faults_of_round(matching_round)
    db.session.commit()
    if faults:
        flash(f"The proof does not hold: {faults[0]}", "harm")
    else:
        flash("The proof holds: every pair was looked at again.", "done")
    return redirect(url_for(".show_proof", round_id=round_id))


@bp.get("/rounds/<int:round_id>/proof")
@door(Door.COORDINATOR)
def show_proof(round_id: int) -> ResponseReturnValue:
    """Say what is proved of the round's last solve, and how."""
    matching_round = load_coordinated_round(round_id)
    return render_template(
        "matching/show_proof.html",
        **frame(matching_round),
        figures=matching_round.figures,
        certificate=matching_round.certificate,
        kept=snapshots_of(matching_round),
        sought=_sought(matching_round),
        rule_words={name: words.RULE_WORDS[name][0] for name in words.RULE_WORDS},
    )


@bp.post("/rounds/<int:round_id>/pairs/<int:proposal_id>/lock")
@door(Door.COORDINATOR)
def lock_pair(round_id: int, proposal_id: int) -> ResponseReturnValue:
    """Keep a pair through every further solve."""
    matching_round = load_coordinated_round(round_id)
    proposal = load_proposal(matching_round, proposal_id)
    services.lock_pair(matching_round, proposal, by=current_account())
    db.session.commit()
    flash(f"{_named(proposal)} are locked. Every further solve keeps them.", "done")
    return redirect(url_for(".review_round", round_id=round_id))


@bp.post("/rounds/<int:round_id>/pairs/<int:proposal_id>/unlock")
@door(Door.COORDINATOR)
def unlock_pair(round_id: int, proposal_id: int) -> ResponseReturnValue:
    """Let a locked pair be changed again."""
    matching_round = load_coordinated_round(round_id)
    proposal = load_proposal(matching_round, proposal_id)
    services.unlock_pair(matching_round, proposal, by=current_account())
    db.session.commit()
    flash(f"{_named(proposal)} are unlocked.", "done")
    return redirect(url_for(".review_round", round_id=round_id))


def _left_out(matching_round: MatchingRound, mentee_id: int) -> Unplaced:
    left = db.session.get(Unplaced, (matching_round.id, mentee_id))
    if left is None:
        raise NotFoundError
    return left


def _named(proposal: Proposal) -> str:
    return f"{proposal.mentee.display_name} and {proposal.mentor.display_name}"


def _is_stale(matching_round: MatchingRound) -> bool:
    """Say whether the terms have changed since the drafts were made."""
    figures, terms = matching_round.figures, asdict(services.terms_of(matching_round))
    changed = {name for name, value in terms.items() if figures.get(name, value) != value}
    return bool(figures) and bool(changed or figures.get("weights") != matching_round.weights)


def _sought(matching_round: MatchingRound) -> words.Sought:
    """Return what the last solve sought, in words."""
    return words.OBJECTIVES[Objective(matching_round.figures.get("objective", matching_round.objective))]
