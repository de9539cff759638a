"""How does a call go? It is opened, abstracts come, reviewers say what they think, and the organizer decides."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ....accounts.models import Account
from ....foundation import clock
from ....foundation.database import add_unless_there, changed_rows, db
from ....foundation.errors import Refusal
from ...models import (
    Abstract,
    AbstractReview,
    AbstractState,
    CallReviewer,
    ConferenceCall,
    ConferenceSession,
    Event,
    EventSpeaker,
    SessionKind,
)
from ...queries import people_called
from ...registering.seats import hold
from ...rules import ensure_can_edit
from ...services.announcing import write_down
from .. import letters, queries, rules


def open_call(event: Event, *, words: str, closes_at: datetime, by: Account) -> ConferenceCall:
    """Open the call of a conference, or change its words and its deadline."""
    ensure_can_edit(event.state)
    rules.ensure_deadline(event, closes_at)
    add_unless_there(ConferenceCall, event_id=event.id, closes_at=closes_at)
    call = queries.get_call(event)
    call.words, call.closes_at = words, closes_at
    write_down("conference.call_opened", event, by=by, closes_at=closes_at.isoformat())
    return call


def ask_reviewer(event: Event, *, name: str, by: Account) -> Account:
    """Ask a member to review, by name or address; they are told. Refusal where none or several are called so."""
    found = people_called(event, {name}, by=by)
    if len(found) != 1:
        some = "Nobody in the program is" if not found else f"{len(found)} people are"
        raise Refusal(f"{some} called {name}. Write their mail address instead.")
    if add_unless_there(CallReviewer, event_id=event.id, account_id=found[0].id) is not None:
        write_down("conference.reviewer_asked", event, by=by, account=found[0].id)
        letters.tell_reviewer(event, found[0], by=by)
    return found[0]


def release_reviewer(event: Event, account_id: int, *, by: Account) -> None:
    """Let a reviewer go; what they wrote stays."""
    asked = sa.delete(CallReviewer).where(
        CallReviewer.event_id == event.id, CallReviewer.account_id == account_id
    )
    if changed_rows(asked):
        write_down("conference.reviewer_released", event, by=by, account=account_id)


def send_abstract(event: Event, *, title: str, words: str, kind: SessionKind, by: Account) -> Abstract:
    """Send an abstract. Raises Refusal after the deadline, the same twice, and where `by` has sent many."""
    rules.ensure_open(queries.get_call(event), clock.now(), by.time_zone)
    waiting = [one for one in queries.abstracts_of(event, by) if one.state is not AbstractState.WITHDRAWN]
    rules.ensure_new(waiting, title=title, words=words)
    rules.ensure_may_send(len(waiting))
    abstract = Abstract(event_id=event.id, author_id=by.id, title=title, words=words, kind=kind)
    db.session.add(abstract)
    db.session.flush()  # the trail needs the id
    write_down("conference.abstract_sent", event, by=by, abstract=abstract.id)
    return abstract


def edit_abstract(abstract: Abstract, *, by: Account, **facts: Any) -> None:
    """Change one's own abstract until the deadline."""
    rules.ensure_waits(abstract)
    rules.ensure_open(queries.get_call(abstract.event), clock.now(), by.time_zone)
    for name, value in facts.items():
        setattr(abstract, name, value)
    abstract.changed_at = clock.now()


def withdraw_abstract(abstract: Abstract, *, by: Account) -> None:
    """Take one's own abstract back, as long as nothing is decided."""
    _decide(abstract, AbstractState.WITHDRAWN, by=by)


def review_abstract(abstract: Abstract, *, score: int, words: str, by: Account) -> None:
    """Say what one thinks of somebody else's abstract, once or anew."""
    rules.ensure_waits(abstract)
    rules.ensure_not_own(abstract, by)
    add_unless_there(AbstractReview, abstract_id=abstract.id, reviewer_id=by.id, score=score)
    review = db.session.get_one(AbstractReview, (abstract.id, by.id))
    review.score, review.words, review.changed_at = score, words, clock.now()


def decline_abstract(abstract: Abstract, *, by: Account) -> None:
    """Decline an abstract; its author is told."""
    _decide(abstract, AbstractState.DECLINED, by=by)
    letters.tell_decided(abstract)


def accept_abstract(abstract: Abstract, *, by: Account) -> ConferenceSession:
    """Accept an abstract: it becomes a session without a time, its author speaks there and is told."""
    event = abstract.event
    hold(event)
    _decide(abstract, AbstractState.ACCEPTED, by=by)
    session = ConferenceSession(
        event_id=event.id,
        title=abstract.title,
        description=abstract.words,
        kind=abstract.kind,
        speakers=[_speaker(event, abstract.author)],
    )
    db.session.add(session)
    db.session.flush()  # the abstract names it
    abstract.session_id = session.id
    letters.tell_decided(abstract)
    return session


def _speaker(event: Event, author: Account) -> EventSpeaker:
    """Return the author among the speakers of the event, added where they were not."""
    there = next((one for one in event.speakers if one.account_id == author.id), None)
    if there is None:
        place = max((one.position for one in event.speakers), default=-1) + 1
        there = EventSpeaker(name=author.display_name, account_id=author.id, position=place)
        event.speakers.append(there)
    return there


def _decide(abstract: Abstract, to: AbstractState, *, by: Account) -> None:
    """Take an abstract that waits to `to`; of two at once only one does."""
    ensure_can_edit(abstract.event.state)
    waits = sa.update(Abstract).where(Abstract.id == abstract.id, Abstract.state == AbstractState.SENT)
    done = changed_rows(waits.values(state=to, decided_at=clock.now()))
    db.session.refresh(abstract)
    if not done:
        rules.ensure_waits(abstract)
    write_down(f"conference.abstract_{to}", abstract.event, by=by, abstract=abstract.id)
