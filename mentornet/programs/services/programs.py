"""What happens to a program itself? It is created, edited, closed and opened again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import db
from ...foundation.errors import Refusal
from ...foundation.words import slugified
from .. import rules
from ..models import Program
from .coordinators import add_coordinator

TERMS = frozenset(
    {
        "name",
        "summary",
        "host",
        "time_zone",
        "intake",
        "is_rolling",
        "opens_on",
        "closes_on",
        "mentee_places",
        "mentor_places",
        "answer_days",
        "mentorship_weeks",
        "minimum_fit",
        "allows_same_employer",
        "allows_requests",
        "lists_mentees",
    }
)
TAKEN_WORDS = frozenset({"new"})
"""Parts of an address that mean something else below /programs."""


def create_program(*, coordinator: Account, by: Account, **terms: Any) -> Program:
    """Add a program on `terms` (`name` at least), run by `coordinator`, and return it with its address settled."""
    _ensure_known(terms)
    rules.ensure_terms({"name": ""} | terms)
    program = Program(
        slug=_free_slug(terms["name"]),
        join_token=secrets.token_urlsafe(24),
        weights=dict(rules.DEFAULT_WEIGHTS),
        **terms,
    )
    db.session.add(program)
    db.session.flush()  # the coordinator's row and the trail need the id
    _write_down("program.created", program, by=by, name=program.name)
    add_coordinator(program, account=coordinator, by=by)
    return program


def _free_slug(name: str) -> str:
    wanted = slugified(name)
    taken = set(db.session.scalars(sa.select(Program.slug).where(Program.slug.startswith(wanted))))
    taken |= TAKEN_WORDS
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def _ensure_known(terms: Mapping[str, Any]) -> None:
    if strange := terms.keys() - TERMS:
        raise TypeError(f"These are no terms of a program: {', '.join(sorted(strange))}.")


def edit_program(program: Program, *, by: Account, **terms: Any) -> None:
    """Change the terms that are given and write down which of them changed; rounds under way keep their own."""
    _ensure_known(terms)
    rules.ensure_terms({"opens_on": program.opens_on, "closes_on": program.closes_on} | terms)
    changed = sorted(name for name, value in terms.items() if getattr(program, name) != value)
    for name in changed:
        setattr(program, name, terms[name])
    if changed:
        _write_down("program.edited", program, by=by, changed=changed)


def set_weights(program: Program, *, weights: Mapping[str, int], by: Account) -> None:
    """Set what each criterion weighs from 0 to 10 for rounds opened from now on."""
    rules.ensure_weights(weights)
    whole = rules.whole_weights(weights)
    if whole != program.weights:
        _write_down("program.weighed", program, by=by, before=dict(program.weights), after=whole)
        program.weights = whole


def renew_link(program: Program, *, by: Account) -> None:
    """Replace the link that people join by: the old one leads nowhere from the commit on."""
    program.join_token = secrets.token_urlsafe(24)
    _write_down("program.link-renewed", program, by=by)


def close_program(program: Program, *, by: Account) -> None:
    """Take nobody in any more; what is under way goes on."""
    if program.closed_at is not None:
        raise Refusal(f"{program.name} is closed already.")
    program.closed_at = clock.now()
    _write_down("program.closed", program, by=by)


def reopen_program(program: Program, *, by: Account) -> None:
    """Take people in again."""
    if program.closed_at is None:
        raise Refusal(f"{program.name} is open already.")
    program.closed_at = None
    _write_down("program.reopened", program, by=by)


def _write_down(action: str, program: Program, *, by: Account, **details: object) -> None:
    record(action, by=by, subject_type="program", subject_id=program.id, program_id=program.id, **details)
