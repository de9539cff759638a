"""Which steps may an enrolment take? In, paused, out, and back."""

from __future__ import annotations

from collections.abc import Mapping

from ...foundation.errors import Refusal
from ..models import EnrolmentState, Side

SIDE_WORDS: Mapping[Side, str] = {Side.MENTEE: "mentee", Side.MENTOR: "mentor"}

ENROLMENT_STEPS: Mapping[EnrolmentState, frozenset[EnrolmentState]] = {
    EnrolmentState.AWAITED: frozenset({EnrolmentState.WITHDRAWN}),
    EnrolmentState.ACTIVE: frozenset({EnrolmentState.PAUSED, EnrolmentState.WITHDRAWN}),
    EnrolmentState.PAUSED: frozenset({EnrolmentState.ACTIVE, EnrolmentState.WITHDRAWN}),
    EnrolmentState.WITHDRAWN: frozenset(),
}

_STATE_WORDS = {
    EnrolmentState.AWAITED: "awaited",
    EnrolmentState.ACTIVE: "taking part",
    EnrolmentState.PAUSED: "paused",
    EnrolmentState.WITHDRAWN: "withdrawn",
}


def state_words(state: EnrolmentState) -> str:
    """Return how a state is called on a page."""
    return _STATE_WORDS[state]


def ensure_can_step(state: EnrolmentState, to: EnrolmentState) -> None:
    """Refuse a step the table does not allow: twice the same, out of a withdrawal, or for somebody who is awaited.

    Whoever withdrew comes back by enrolling again, since the intake and the places decide then.
    """
    if state is to:
        raise Refusal(f"This is {state_words(to)} already. Load the page again to see how it stands.")
    if state is EnrolmentState.AWAITED and to is not EnrolmentState.WITHDRAWN:
        raise Refusal(
            "They have not claimed their account yet, and take part from the moment they do. Until then there is nothing to pause or resume."
        )
    if to not in ENROLMENT_STEPS[state]:
        raise Refusal("Whoever withdrew comes back by enrolling again. Open the program's page to do that.")
