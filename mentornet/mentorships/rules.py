"""What may a pair do, and when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..foundation.errors import Refusal
from .models import Cadence, EndReason, Mentorship, MentorshipState

LIVE = frozenset({MentorshipState.ACTIVE, MentorshipState.PAUSED})

STEPS: dict[MentorshipState, frozenset[MentorshipState]] = {
    MentorshipState.ACTIVE: frozenset(
        {MentorshipState.PAUSED, MentorshipState.COMPLETED, MentorshipState.ENDED}
    ),
    MentorshipState.PAUSED: frozenset(
        {MentorshipState.ACTIVE, MentorshipState.COMPLETED, MentorshipState.ENDED}
    ),
    MentorshipState.COMPLETED: frozenset(),
    MentorshipState.ENDED: frozenset(),
}
"""Where a mentorship may go from where it stands."""

COMPLETING = frozenset({EndReason.GOALS_REACHED, EndReason.TERM_OVER})
"""Reasons that make an end a completion."""

CADENCE_WORDS = {
    Cadence.WEEKLY: "Every week",
    Cadence.EVERY_TWO_WEEKS: "Every two weeks",
    Cadence.MONTHLY: "Once a month",
}
REASON_WORDS = {
    EndReason.GOALS_REACHED: "We reached the goals",
    EndReason.TERM_OVER: "The agreed time is over",
    EndReason.TIME: "I have too little time now",
    EndReason.CHANGED_JOB: "One of us changed job or shift",
    EndReason.NOT_A_FIT: "We are not a good fit",
    EndReason.NO_ANSWER: "I hear nothing from the other",
    EndReason.UNSAFE: "Something felt unsafe or wrong",
    EndReason.ACCOUNT_CLOSED: "The account of one of the two was closed",
}
CHOOSABLE = tuple(reason for reason in EndReason if reason is not EndReason.ACCOUNT_CLOSED)
"""The reasons that one of a pair can give."""
STATE_WORDS = {
    MentorshipState.ACTIVE: "Under way",
    MentorshipState.PAUSED: "Paused",
    MentorshipState.COMPLETED: "Completed",
    MentorshipState.ENDED: "Ended",
}

MOST_GOALS = 6
LONGEST = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWords:
    """A goal as typed or chosen: from the catalogue where it has a slug."""

    text: str
    slug: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a pair agrees to."""

    cadence: Cadence
    ends_on: date
    words: str
    goals: tuple[GoalWords, ...]


class ChangedMeanwhileError(Refusal):
    """The other of the pair has written a newer version of the agreement than was shown."""


def states_before(to: MentorshipState) -> list[MentorshipState]:
    """List the states from which a mentorship may go to `to`."""
    return [state for state, steps in STEPS.items() if to in steps]


def refusal(state: MentorshipState) -> Refusal:
    """Return the refusal of a step that came too late, saying how the mentorship stands."""
    now = {
        MentorshipState.ACTIVE: "This mentorship is under way already. Nothing was changed.",
        MentorshipState.PAUSED: "This mentorship is paused already. Take it up again when both of you can.",
    }
    over = "This mentorship has ended, so it can no longer be changed. Your coordinator can match you anew."
    return Refusal(now.get(state, over))


def ensure_live(mentorship: Mentorship) -> None:
    """Refuse to open a form on a mentorship that has ended: it could not be saved."""
    if mentorship.state not in LIVE:
        raise refusal(mentorship.state)


def ensure_ends_on(ends_on: date, *, today: date) -> None:
    """Refuse an end that nobody could keep."""
    if ends_on <= today:
        raise Refusal("The end lies in the past. Choose a day ahead.")
    if ends_on - today > LONGEST:
        raise Refusal("That is more than two years ahead. Choose an earlier end; you can agree anew then.")


def ensure_terms(terms: Terms, *, today: date) -> None:
    """Refuse terms that nobody could keep."""
    ensure_ends_on(terms.ends_on, today=today)
    if not terms.goals:
        raise Refusal("Name at least one goal: it is what you will look back on.")
    if len(terms.goals) > MOST_GOALS:
        raise Refusal(f"Name at most {MOST_GOALS} goals. Fewer are easier to reach.")


def is_agreed(mentorship: Mentorship) -> bool:
    """Say whether both have agreed to the newest version of the agreement."""
    version = mentorship.agreement_version
    return 0 < version == mentorship.mentee_agreed_to == mentorship.mentor_agreed_to
