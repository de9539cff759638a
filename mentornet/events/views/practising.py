"""Is my talk ready for strangers?"""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from ...foundation.doors import Door, door
from ...safety.identifiers import find_identifiers
from .. import rules
from ..forms import PractiseForm
from .blueprint import bp


@bp.route("/events/practise", methods=["GET", "POST"])
@door(Door.MEMBER)
def practise_talk() -> ResponseReturnValue:
    """Look an abstract through before it goes to a conference; nothing of it is kept."""
    form = PractiseForm()
    is_read = form.validate_on_submit()
    if is_read and form.leave_out.data:
        form.take_out()
    title, abstract = form.title.data or "", form.abstract.data or ""
    findings = find_identifiers(f"{title}\n{abstract}") if is_read else []
    page = render_template(
        "events/practise_talk.html",
        form=form,
        is_read=is_read,
        findings=findings,
        checks=rules.checks_of(title, abstract, has_findings=bool(findings)) if is_read else [],
        words=rules.count_words(abstract),
        spoken=rules.speaking_words(form.minutes.data) if form.minutes.data else 0,
    )
    return page, 422 if form.errors else 200
