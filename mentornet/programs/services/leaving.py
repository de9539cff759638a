"""Who else must act when somebody leaves or pauses? Higher features say so here, since programs do not know them."""

from __future__ import annotations

from collections.abc import Callable

from ..models import Enrolment

Hears = Callable[[Enrolment], None]

_hearers: list[Hears] = []


def on_leaving(hear: Hears) -> Hears:
    """Have `hear` called, in the same transaction, with each enrolment that is withdrawn or paused."""
    if hear not in _hearers:
        _hearers.append(hear)
    return hear


def tell_of_leaving(enrolment: Enrolment) -> None:
    """Tell all who asked that this person takes no part any more, or not for now."""
    for hear in _hearers:
        hear(enrolment)
