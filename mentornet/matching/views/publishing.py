"""How many letters go, to whom, and until when may people answer?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ...accounts.login import current_account
from ...foundation import clock
from ...foundation.database import db
from ...foundation.doors import Door, door
from ...foundation.errors import Refusal
from ...foundation.templating import counted, moment_text
from .. import letters, queries, services
from ..access import load_coordinated_round
from ..forms import PublishForm
from ..models import MatchingRound
from ..rules import ensure_can_publish
from .blueprint import bp, frame


@bp.route("/rounds/<int:round_id>/publish", methods=["GET", "POST"])
@door(Door.COORDINATOR)
def publish_round(round_id: int) -> ResponseReturnValue:
    """Show what would go out, and send it once."""
    matching_round = load_coordinated_round(round_id)
    ensure_can_publish(matching_round.state, drafts=queries.count_drafts(matching_round))
    form = PublishForm.of(_default_deadline(matching_round), zone=matching_round.program.time_zone)
    if form.validate_on_submit():
        published = services.publish_round(matching_round, by=current_account(), answer_by=form.moment())
        db.session.commit()
        flash(_told(published), "done" if not published.withdrawn else "wait")
        return redirect(url_for(".show_answers", round_id=round_id))
    page = render_template(
        "matching/publish_round.html", **frame(matching_round, place=3), form=form, **_preview(matching_round)
    )
    return page, 422 if form.errors else 200


def _default_deadline(matching_round: MatchingRound) -> Any:
    """Return the program's usual number of days from now, at the full hour."""
    later = clock.now() + timedelta(days=matching_round.program.answer_days)
    return later.replace(minute=0, second=0, microsecond=0)


def _preview(matching_round: MatchingRound) -> dict[str, Any]:
    deadline = _default_deadline(matching_round)
    zones = queries.count_zones(matching_round)
    first = db.session.scalars(queries.drafts_of(matching_round).limit(1)).first()
    if first is None:
        raise Refusal("There is no pair to publish any more. Load the round again to see how it stands.")
    values = letters.letter_values(first, account=first.mentee, other=first.mentor, role="mentor")
    return {
        "pairs": queries.count_drafts(matching_round),
        "zones": [(zone, moment_text(deadline, zone), number) for zone, number in zones],
        "letter": values | {"until": moment_text(deadline, first.mentee.time_zone)},
        "first": first,
    }


def _told(published: services.Published) -> str:
    out = f"{counted(published.opened, 'proposal')} went out, and {counted(2 * published.opened, 'letter')} with them."
    if not published.withdrawn:
        return out
    held = counted(published.withdrawn, "pair")
    return f"{out} {held} no longer held and did not go out; their mentees are listed as left out."
