"""Who may see which answer of a profile? One table, shown beside every box and kept on every page."""

from __future__ import annotations

import enum

from .models import Profile


class Audience(enum.StrEnum):
    """Who sees an answer, from the narrowest circle to the widest."""

    SELF = "self"
    COORDINATORS = "coordinators"
    MATCH = "match"
    PROGRAM = "program"


class Viewer(enum.StrEnum):
    """What the reader of a profile is to its owner."""

    SELF = "self"
    COORDINATOR = "coordinator"
    MATCH = "match"
    FELLOW = "fellow"
    STRANGER = "stranger"


AUDIENCE_WORDS = {
    Audience.SELF: "Only you see this. It is used to prevent conflicts and for nothing else.",
    Audience.COORDINATORS: "You and the coordinators of your programs",
    Audience.MATCH: "You, your match and your coordinators",
    Audience.PROGRAM: "People of your programs",
}
MAY_SEE = {
    Viewer.SELF: frozenset(Audience),
    Viewer.COORDINATOR: frozenset({Audience.COORDINATORS, Audience.MATCH, Audience.PROGRAM}),
    Viewer.MATCH: frozenset({Audience.MATCH, Audience.PROGRAM}),
    Viewer.FELLOW: frozenset({Audience.PROGRAM}),
    Viewer.STRANGER: frozenset(),
}
AUDIENCES = {
    "current_role": Audience.PROGRAM,
    "years_in_field": Audience.PROGRAM,
    "employer": Audience.PROGRAM,
    "accepts_same_employer": Audience.COORDINATORS,
    "roles_walked": Audience.PROGRAM,
    "has_supervised": Audience.PROGRAM,
    "target_role": Audience.PROGRAM,
    "credentials": Audience.PROGRAM,
    "goals": Audience.PROGRAM,
    "specializations": Audience.PROGRAM,
    "shift_pattern": Audience.PROGRAM,
    "available_blocks": Audience.PROGRAM,
    "time_zone": Audience.MATCH,
    "languages": Audience.PROGRAM,
    "state": Audience.PROGRAM,
    "meeting_mode": Audience.PROGRAM,
    "seats": Audience.COORDINATORS,
    "free_seat": Audience.PROGRAM,
    "hours_a_month": Audience.MATCH,
    "paused_until": Audience.COORDINATORS,
    "ties": Audience.SELF,
    "memberships": Audience.PROGRAM,
    "about": Audience.PROGRAM,
    "looks_for": Audience.PROGRAM,
    "offers": Audience.PROGRAM,
}
HIDDEN_EMPLOYER = "Only you see this while it is hidden. It still prevents a match within one employer."


def visible_to(viewer: Viewer, profile: Profile) -> frozenset[str]:
    """Return the names of the answers of `profile` that `viewer` may see.

    An employer that its owner hides is the owner's alone, from coordinators too: that somebody works
    for a certain program can itself tell too much.
    """
    circles = MAY_SEE[viewer]
    seen = {name for name, audience in AUDIENCES.items() if audience in circles}
    if profile.is_employer_hidden and viewer is not Viewer.SELF:
        seen.discard("employer")
    return frozenset(seen)


def audience_words(name: str) -> str:
    """Say who sees the answer `name`, for the line under its box."""
    return AUDIENCE_WORDS[AUDIENCES[name]]
