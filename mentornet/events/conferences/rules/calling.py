"""What becomes of what was offered? Sent until the deadline, reviewed without names, then accepted or declined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ....accounts.models import Account
from ....foundation.errors import Refusal
from ....foundation.templating import moment_text
from ...models import Abstract, AbstractReview, AbstractState, ConferenceCall, Event

MOST_ABSTRACTS = 5
LONGEST_WORDS = 3000


def ensure_deadline(event: Event, closes_at: datetime) -> None:
    """Refuse a call that goes on when the conference begins."""
    if closes_at > event.starts_at:
        raise Refusal("The call closes after the conference has begun. Choose an earlier time.")


def ensure_open(call: ConferenceCall, now: datetime, zone: str) -> None:
    """Refuse what comes after the deadline."""
    if now >= call.closes_at:
        raise Refusal(
            f"The call closed on {moment_text(call.closes_at, zone)}, so nothing can be sent or changed now."
        )


def ensure_may_send(count: int) -> None:
    """Refuse more abstracts than one person may send."""
    if count >= MOST_ABSTRACTS:
        raise Refusal(
            f"You have sent {MOST_ABSTRACTS} abstracts. Change one of them, or take one back first."
        )


def ensure_new(sent: Iterable[Abstract], *, title: str, words: str) -> None:
    """Refuse what stands among those sent already, word for word, as when a button is pressed twice."""
    if any((one.title, one.words) == (title, words) for one in sent):
        raise Refusal("You have sent this abstract already. It stands on the page of the call.")


def ensure_waits(abstract: Abstract) -> None:
    """Refuse to change what is decided or taken back."""
    if abstract.state is not AbstractState.SENT:
        said = {"accepted": "was accepted", "declined": "was declined", "withdrawn": "was taken back"}
        raise Refusal(f"This abstract {said[abstract.state]}, so it stays as it is.")


def ensure_not_own(abstract: Abstract, reviewer: Account) -> None:
    """Refuse a review of one's own."""
    if abstract.author_id == reviewer.id:
        raise Refusal("This abstract is your own, so others review it.")


def mean_score(reviews: Sequence[AbstractReview]) -> float | None:
    """Return the mean of the scores; None where nobody has reviewed."""
    return sum(one.score for one in reviews) / len(reviews) if reviews else None
