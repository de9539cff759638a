"""What happens when one asks to meet another? The other decides; addresses are told once both want it."""

from __future__ import annotations

import sqlalchemy as sa

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock
from ...foundation.database import add_unless_there, changed_rows, db
from ...foundation.errors import NotFoundError, Refusal
from ...notifications.services import settle
from ...safety.queries import is_blocked
from ..models import Event, Introduction, IntroductionState
from . import letters, queries, rules


def ask(event: Event, asked: Account, *, by: Account) -> Introduction:
    """Ask `asked` to be introduced to `by`; where they asked first, that is a yes to both.

    Raises NotFoundError where `asked` does not let the others see that they go, Refusal where it was asked before.
    """
    rules.ensure_ahead(event, clock.now())
    queries.find_seen(event, asked.id, reader=by)
    if first := queries.asked_by(event, asked).get(by.id):
        if first.state is IntroductionState.ASKED:
            agree(first, by=by)
        return first
    introduction_id = add_unless_there(
        Introduction, event_id=event.id, asker_id=by.id, asked_id=asked.id, created_at=clock.now()
    )
    if introduction_id is None:
        raise Refusal(f"You have asked {asked.display_name} already. Their answer comes as a notice.")
    introduction = db.session.get_one(Introduction, introduction_id)
    _record("asked", introduction, by=by)
    letters.ask(introduction)
    return introduction


def agree(introduction: Introduction, *, by: Account) -> None:
    """Say yes: both are told the other's address."""
    _answer(introduction, IntroductionState.AGREED, by=by)
    letters.introduce(introduction)


def decline(introduction: Introduction, *, by: Account) -> None:
    """Say no; the one who asked hears nothing of it."""
    _answer(introduction, IntroductionState.DECLINED, by=by)


def _answer(introduction: Introduction, to: IntroductionState, *, by: Account) -> None:
    rules.ensure_asked(introduction, by.id)
    rules.ensure_ahead(introduction.event, clock.now())
    if is_blocked(introduction.asker_id, introduction.asked_id):
        raise NotFoundError
    still = sa.update(Introduction).where(
        Introduction.id == introduction.id, Introduction.state == IntroductionState.ASKED
    )
    if not changed_rows(still.values(state=to, answered_at=clock.now())):
        raise Refusal("You have answered this already.")
    db.session.refresh(introduction)
    settle(by.id, key_prefix=f"{letters.key_of(introduction)}:")
    _record(str(to), introduction, by=by)


def _record(what: str, introduction: Introduction, *, by: Account) -> None:
    record(
        f"introduction.{what}",
        by=by,
        subject_type="event",
        subject_id=introduction.event_id,
        introduction=introduction.id,
    )
