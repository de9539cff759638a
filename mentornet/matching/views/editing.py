"""What would this change by hand do, and shall it be done? Each is shown with its effect first."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.queries import get_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError
from ...foundation.forms import tidied
from ...foundation.paging import page_of
from .. import queries, services
from ..access import load_coordinated_round, load_proposal
from ..candidates import candidates_for, may_have_more
from ..models import MatchingRound, Proposal
from ..services import Edit
from .blueprint import bp, frame


def _weigh_or_make(
    matching_round: MatchingRound,
    edit: Edit,
    *,
    question: str,
    act: str,
    make: Callable[[], object] | None = None,
) -> ResponseReturnValue:
    """Show what an edit would do; when it is confirmed, make it and go back to the drafts."""
    if request.method == "POST":
        if make:
            make()
        else:
            services.make_edit(matching_round, edit, by=current_account())
        db.session.commit()
        flash("Done. The figures below count the change.", "done")
        return redirect(url_for(".review_round", round_id=matching_round.id))
    weighed = services.weigh_edit(matching_round, edit)
    return render_template(
        "matching/weigh_edit.html",
        **frame(matching_round, place=2),
        question=question,
        act=act,
        weighed=weighed,
    )


@bp.route("/rounds/<int:round_id>/pairs/<int:proposal_id>/remove", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def remove_pair(round_id: int, proposal_id: int) -> ResponseReturnValue:
    """Take a pair out of the drafts."""
    matching_round = load_coordinated_round(round_id)
    proposal = load_proposal(matching_round, proposal_id)
    mentee, mentor = _names(proposal)
    return _weigh_or_make(
        matching_round,
        Edit(remove=(_pair(proposal),)),
        question=f"Take out {mentee} and {mentor}?",
        act="Take the pair out",
    )


@bp.route("/rounds/<int:round_id>/pairs/<int:proposal_id>/forbid", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def forbid_pair(round_id: int, proposal_id: int) -> ResponseReturnValue:
    """Take a pair out and never make it again in this program."""
    matching_round = load_coordinated_round(round_id)
    proposal = load_proposal(matching_round, proposal_id)
    mentee, mentor = _names(proposal)
    return _weigh_or_make(
        matching_round,
        Edit(remove=(_pair(proposal),)),
        question=f"Forbid {mentee} and {mentor}, in this round and every later one of the program?",
        act="Forbid the pair",
        make=lambda: services.forbid_pair(matching_round, proposal, by=current_account()),
    )


@bp.get("/rounds/<int:round_id>/pairs/<int:proposal_id>/swap")
@door(Door.COORDINATOR)
def choose_swap(round_id: int, proposal_id: int) -> ResponseReturnValue:
    """Choose the other pair of a swap."""
    matching_round = load_coordinated_round(round_id)
    proposal = load_proposal(matching_round, proposal_id)
    text = str(tidied(request.args.get("name", "")))
    others = queries.drafts_of(matching_round, text=text).where(
        Proposal.mentor_id != proposal.mentor_id,
        Proposal.mentee_id != proposal.mentee_id,
        Proposal.is_locked.is_(False),
    )
    return render_template(
        "matching/choose_swap.html",
        **frame(matching_round, place=2),
        proposal=proposal,
        page=page_of(others),
        text=text,
    )


@bp.route("/rounds/<int:round_id>/pairs/<int:proposal_id>/swap/<int:other_id>", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def swap_pairs(round_id: int, proposal_id: int, other_id: int) -> ResponseReturnValue:
    """Let two mentees exchange their mentors."""
    matching_round = load_coordinated_round(round_id)
    one, other = (load_proposal(matching_round, number) for number in (proposal_id, other_id))
    return _weigh_or_make(
        matching_round,
        services.swap_mentors(one, other),
        question=f"Make {other.mentor.display_name} the mentor of {one.mentee.display_name}, "
        f"and {one.mentor.display_name} the mentor of {other.mentee.display_name}?",
        act="Swap the two mentors",
    )


@bp.get("/rounds/<int:round_id>/unplaced/<int:mentee_id>/place")
@door(Door.COORDINATOR)
def choose_mentor(round_id: int, mentee_id: int) -> ResponseReturnValue:
    """Choose a mentor with a free seat for somebody who is left out, or may have one more."""
    matching_round = load_coordinated_round(round_id)
    _ensure_seeks(matching_round, mentee_id)
    return render_template(
        "matching/choose_mentor.html",
        **frame(matching_round, place=2),
        mentee=get_account(mentee_id),
        candidates=candidates_for(matching_round, mentee_id),
    )


@bp.route("/rounds/<int:round_id>/unplaced/<int:mentee_id>/place/<int:mentor_id>", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def place_mentee(round_id: int, mentee_id: int, mentor_id: int) -> ResponseReturnValue:
    """Place somebody who is left out, or may have one more, with a mentor who has a free seat."""
    matching_round = load_coordinated_round(round_id)
    _ensure_seeks(matching_round, mentee_id)
    if not queries.takes_part(matching_round.program_id, mentor_id):
        raise NotFoundError
    mentee, mentor = get_account(mentee_id), get_account(mentor_id)
    return _weigh_or_make(
        matching_round,
        Edit(add=((mentee_id, mentor_id),)),
        question=f"Place {mentee.display_name} with {mentor.display_name}?",
        act=f"Place {mentee.display_name}",
    )


def _ensure_seeks(matching_round: MatchingRound, mentee_id: int) -> None:
    if not queries.is_unplaced(matching_round, mentee_id) and not may_have_more(matching_round, mentee_id):
        raise NotFoundError


def _pair(proposal: Proposal) -> tuple[int, int]:
    return proposal.mentee_id, proposal.mentor_id


def _names(proposal: Proposal) -> tuple[str, str]:
    return proposal.mentee.display_name, proposal.mentor.display_name
