"""What does a coordinator take out of a round? Its pairs with their reasons, how they answered, and who is left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from flask import Response, request
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.doors import Door, door
from ...foundation.downloads import Column, batches, download
from ...foundation.errors import NotFoundError
from ...foundation.forms import tidied, typed_choice
from ...foundation.words import slugified
from .. import queries, words
from ..access import load_coordinated_round
from ..engine import FULL
from ..kept import certificate_kept
from ..models import MatchingRound, Proposal, ProposalState, Unplaced
from .blueprint import bp

STATES = {
    ProposalState.DRAFT: "Draft",
    ProposalState.OPEN: "Waiting",
    ProposalState.ACCEPTED: "Accepted",
    ProposalState.DECLINED: "Declined",
    ProposalState.LAPSED: "Lapsed",
    ProposalState.WITHDRAWN: "Withdrawn",
}
ANSWERS = {"accepted": "Yes", "declined": "No"}

Told = Callable[[Proposal], tuple[str, str]]
"""Tells a pair's reasons, and its gap."""
Left = tuple[Unplaced, str, str]


def _pair_columns(told: Told) -> tuple[Column[Proposal], ...]:
    return (
        ("mentee", lambda one: one.mentee.display_name),
        ("mentee email", lambda one: one.mentee.email),
        ("mentor", lambda one: one.mentor.display_name),
        ("mentor email", lambda one: one.mentor.email),
        ("fit", lambda one: one.fit / FULL),
        ("locked", lambda one: "yes" if one.is_locked else ""),
        ("reasons", lambda one: told(one)[0]),
        ("gap", lambda one: told(one)[1]),
    )


ANSWER_COLUMNS: tuple[Column[Proposal], ...] = (
    ("mentee", lambda one: one.mentee.display_name),
    ("mentee said", lambda one: ANSWERS.get(str(one.mentee_answer), "Not yet")),
    ("mentor", lambda one: one.mentor.display_name),
    ("mentor said", lambda one: ANSWERS.get(str(one.mentor_answer), "Not yet")),
    ("stands", lambda one: STATES[one.state]),
    ("fit", lambda one: one.fit / FULL),
    ("answer by (UTC)", lambda one: one.answer_by),
)
UNPLACED_COLUMNS: tuple[Column[Left], ...] = (
    ("mentee", lambda left: left[0].mentee.display_name),
    ("email", lambda left: left[0].mentee.email),
    ("reason", lambda left: left[1]),
    ("what would help", lambda left: left[2]),
)


@bp.get("/rounds/<int:round_id>/review/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_drafts(round_id: int, ending: str) -> ResponseReturnValue:
    """Hand the drafts of a round out as a file, with their reasons."""
    matching_round = load_coordinated_round(round_id)
    drafts = queries.drafts_of(matching_round, text=str(tidied(request.args.get("name", ""))))
    pairs = (one for batch in batches(drafts) for one in batch)
    return download(f"{matching_round.name} drafts", _pair_columns(_teller()), pairs, ending)


@bp.get("/rounds/<int:round_id>/answers/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_answers(round_id: int, ending: str) -> ResponseReturnValue:
    """Hand out how a round's proposals stand as a file."""
    matching_round = load_coordinated_round(round_id)
    state = typed_choice(request.args.get("state"), ProposalState)
    sent = (one for batch in batches(queries.sent_of(matching_round, state)) for one in batch)
    return download(f"{matching_round.name} answers", ANSWER_COLUMNS, sent, ending)


@bp.get("/rounds/<int:round_id>/unplaced/download.<any(csv, xlsx):ending>")
@door(Door.COORDINATOR)
def download_unplaced(round_id: int, ending: str) -> ResponseReturnValue:
    """Hand out who is left out, each with the true reason, as a file."""
    matching_round = load_coordinated_round(round_id)
    return download(f"{matching_round.name} left out", UNPLACED_COLUMNS, _left(matching_round), ending)


@bp.get("/rounds/<int:round_id>/proof/certificate.json")
@door(Door.COORDINATOR)
def download_certificate(round_id: int) -> ResponseReturnValue:
    """Hand out the certificate of the last solve as a file."""
    matching_round = load_coordinated_round(round_id)
    paper = certificate_kept(matching_round)
    if paper is None:
        raise NotFoundError
    answer = Response(json.dumps(paper, indent=2) + "\n", content_type="application/json")
    name = f"{slugified(matching_round.name)}-certificate.json"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _teller() -> Told:
    """Return what tells a pair's reasons as its page does, in the reader's zone."""
    titles, zone = words.load_titles(), current_account().time_zone
    today = clock.today(zone)

    def told(one: Proposal) -> tuple[str, str]:
        reasons = words.reasons_of(one.parts, titles, zone=zone, on=today)
        return " ".join(reason.words for reason in reasons), words.gap_of(
            one.gap, titles, zone=zone, on=today
        )

    return told


def _left(matching_round: MatchingRound) -> Iterator[Left]:
    for batch in batches(queries.unplaced_of(matching_round)):
        best = {int(one.reason["best_mentor"]) for one in batch if one.reason.get("best_mentor")}
        names = queries.names_of(best)
        yield from ((one, *words.unplaced_words(one.reason, names)) for one in batch)
