"""Who else must act when somebody leaves, or a cohort is removed? Higher features say so here: programs do not know them."""

from __future__ import annotations

from collections.abc import Callable

from ..models import Cohort, Enrolment

Hears = Callable[[Enrolment], None]

_hearers: list[Hears] = []

Objects = Callable[[Cohort], None]

_objectors: list[Objects] = []


def on_removing_cohort(object_to: Objects) -> Objects:
    """Have `object_to` called before a cohort is removed; it raises Refusal where the cohort is needed."""
    if object_to not in _objectors:
        _objectors.append(object_to)
    return object_to


def ensure_not_needed(cohort: Cohort) -> None:
    """Refuse to remove a cohort that somebody's work rests on."""
    for object_to in _objectors:
        object_to(cohort)


def on_leaving(hear: Hears) -> Hears:
    """Have `hear` called, in the same transaction, with each enrolment that is withdrawn or paused."""
    if hear not in _hearers:
        _hearers.append(hear)
    return hear


def tell_of_leaving(enrolment: Enrolment) -> None:
    """Tell all who asked that this person takes no part any more, or not for now."""
    for hear in _hearers:
        hear(enrolment)
