"""What was offered to a conference, who reviews it, and what do they think?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from ....accounts.models import Account
from ....foundation.database import db
from ....foundation.errors import NotFoundError
from ...models import Abstract, AbstractReview, AbstractState, CallReviewer, ConferenceCall, Event

REVIEWED = (AbstractState.SENT, AbstractState.ACCEPTED, AbstractState.DECLINED)


def find_call(event: Event) -> ConferenceCall | None:
    """Return the call of a conference, if it has one."""
    return db.session.get(ConferenceCall, event.id)


def get_call(event: Event) -> ConferenceCall:
    """Return the call of a conference, or raise NotFoundError."""
    call = find_call(event)
    if call is None:
        raise NotFoundError
    return call


def get_abstract(abstract_id: int, *, event: Event) -> Abstract:
    """Return an abstract sent to `event`, or raise NotFoundError."""
    found = db.session.get(Abstract, abstract_id)
    if found is None or found.event_id != event.id:
        raise NotFoundError
    return found


def abstracts_of(event: Event, author: Account) -> Sequence[Abstract]:
    """List what `author` sent, the latest last."""
    mine = sa.select(Abstract).where(Abstract.event_id == event.id, Abstract.author_id == author.id)
    return db.session.scalars(mine.order_by(Abstract.id)).all()


def abstracts_sent(event: Event) -> Sequence[Abstract]:
    """List what was sent and not taken back, with its authors, what waits for a word first."""
    sent = sa.select(Abstract).where(Abstract.event_id == event.id, Abstract.state.in_(REVIEWED))
    waits_first = sa.case((Abstract.state == AbstractState.SENT, 0), else_=1)
    return db.session.scalars(
        sent.options(joinedload(Abstract.author)).order_by(waits_first, Abstract.id)
    ).all()


def abstracts_to_review(event: Event, reviewer: Account) -> Sequence[Abstract]:
    """List what awaits a decision and is not by `reviewer`, in an order that is each reviewer's own and stays.

    Who sent first, and what stands beside it, then says nothing, and no abstract is always read last.
    """
    others = sa.select(Abstract).where(
        Abstract.event_id == event.id,
        Abstract.state == AbstractState.SENT,
        Abstract.author_id != reviewer.id,
    )
    return sorted(db.session.scalars(others), key=lambda one: _place(event, reviewer, one))


def _place(event: Event, reviewer: Account, abstract: Abstract) -> bytes:
    return hashlib.sha256(f"{event.uid} {reviewer.id} {abstract.id}".encode()).digest()


def reviews_of(abstracts: Iterable[Abstract]) -> dict[int, list[AbstractReview]]:
    """Return the reviews of these, by the number of the abstract."""
    found: dict[int, list[AbstractReview]] = {one.id: [] for one in abstracts}
    reviews = sa.select(AbstractReview).where(AbstractReview.abstract_id.in_(found))
    for one in db.session.scalars(reviews.order_by(AbstractReview.created_at)):
        found[one.abstract_id].append(one)
    return found


def reviews_by(event: Event, reviewer: Account) -> dict[int, AbstractReview]:
    """Return what `reviewer` thinks of the abstracts of `event`, by their number."""
    mine = (
        sa.select(AbstractReview)
        .join(Abstract, Abstract.id == AbstractReview.abstract_id)
        .where(Abstract.event_id == event.id, AbstractReview.reviewer_id == reviewer.id)
    )
    return {one.abstract_id: one for one in db.session.scalars(mine)}


def reviewers_of(event: Event) -> Sequence[Account]:
    """List those whom the organizer asked to review, by name."""
    asked = sa.select(Account).join(CallReviewer, CallReviewer.account_id == Account.id)
    return db.session.scalars(
        asked.where(CallReviewer.event_id == event.id).order_by(Account.folded_name, Account.id)
    ).all()


def is_reviewer(event: Event, account: Account) -> bool:
    """Say whether the organizer asked `account` to review."""
    return db.session.get(CallReviewer, (event.id, account.id)) is not None
