"""What will limit a round, and on what terms will it run?"""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...accounts.queries import get_account
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import NotFoundError, Refusal
from ...programs.rules import CRITERIA, whole_weights
from .. import letters, queries, services, words
from ..access import load_coordinated_round
from ..expecting import cost_words, ensure_within, expected_of
from ..forms import TermsForm
from ..intake import Gathered, gather
from ..outlook import MOST_ROWS, look_ahead
from ..rules import ensure_can_set_weights
from .blueprint import bp, frame


@bp.get("/rounds/<int:round_id>/gathering")
@door(Door.COORDINATOR)
def gather_round(round_id: int) -> ResponseReturnValue:
    """Show who would take part if the round ran now, and what stands in the way."""
    matching_round = load_coordinated_round(round_id)
    gathered, titles = gather(matching_round), words.load_titles()
    rules = queries.pair_rules_of(matching_round.program_id)[:MOST_ROWS]
    people = {person for rule in rules for person in (rule.mentee_id, rule.mentor_id)}
    return render_template(
        "matching/gather_round.html",
        **frame(matching_round, place=0),
        outlook=look_ahead(gathered, specializations=titles.specializations, goals=titles.goals),
        gathered=gathered,
        terms=words.term_rows(services.terms_of(matching_round)),
        cost=cost_words(expected_of(gathered)),
        too_large=_too_large(gathered),
        faults=list(gathered.lock_faults.values()),
        job=queries.find_last_job(matching_round),
        rules=rules,
        names=queries.names_of(people),
        most=MOST_ROWS,
        left_out_words=words.left_out_words,
        removed_words=words.removed_words,
    )


def _too_large(gathered: Gathered) -> str:
    """Say why this site does not solve a round of this size; nothing where it does."""
    try:
        ensure_within(expected_of(gathered), current_app.config["SETTINGS"])
    except Refusal as refused:
        return str(refused)
    return ""


@bp.route("/rounds/<int:round_id>/terms", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def edit_terms(round_id: int) -> ResponseReturnValue:
    """Set what this round alone seeks, its weights and its minimum fit."""
    matching_round = load_coordinated_round(round_id)
    ensure_can_set_weights(matching_round.state)
    form = TermsForm.of(whole_weights(matching_round.weights), services.terms_of(matching_round))
    if form.validate_on_submit():
        services.set_terms(
            matching_round,
            by=current_account(),
            weights=form.weights,
            terms=form.terms,
        )
        db.session.commit()
        flash("The terms of this round are saved. They count from its next solve on.", "done")
        return redirect(url_for(".show_round", round_id=round_id))
    page = render_template("matching/edit_terms.html", **frame(matching_round), form=form, criteria=CRITERIA)
    return page, 422 if form.errors else 200


@bp.post("/rounds/<int:round_id>/people/<int:account_id>/complete")
@door(Door.COORDINATOR)
def ask_to_complete(round_id: int, account_id: int) -> ResponseReturnValue:
    """Ask somebody to add what matching misses of them."""
    matching_round = load_coordinated_round(round_id)
    gathered = gather(matching_round)
    lacking = look_ahead(gathered, specializations={}, goals={}).incomplete
    person = next((one for one in lacking if one.account_id == account_id), None)
    if person is None:
        raise NotFoundError
    if not letters.ask_to_complete(get_account(account_id), matching_round, missing=person.missing[0]):
        raise Refusal(f"{person.name} was asked today already. Give them until tomorrow.")
    db.session.commit()
    flash(f"{person.name} is asked to complete their profile.", "done")
    return redirect(url_for(".gather_round", round_id=round_id))


@bp.post("/rounds/<int:round_id>/pair-rules/<int:rule_id>/lift")
@door(Door.COORDINATOR)
def lift_pair_rule(round_id: int, rule_id: int) -> ResponseReturnValue:
    """Take back a lock or a ban."""
    matching_round = load_coordinated_round(round_id)
    services.lift_pair_rule(matching_round, rule_id, by=current_account())
    db.session.commit()
    flash("Taken back. The next solve no longer knows of it.", "done")
    return redirect(url_for(".gather_round", round_id=round_id))
