"""Why has this mentee no mentor, and what is the smallest change that would place them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...foundation.templating import counted, joined, percent
from ..engine import Why
from .verdicts import SHORT

BY_HAND = "by_hand"
"""The reason of somebody whose pair a coordinator took out."""

NOTES = {
    BY_HAND: ("A coordinator took their pair out.", "Place them by hand, or solve again."),
    "withdrawn": (
        "Their pair no longer held when it was to go out: a seat was gone, or a rule forbade it by then.",
        "Backfill to find their next fit.",
    ),
}


def unplaced_words(reason: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, str]:
    """Return the true reason as a sentence, and the smallest change that would help (empty where none is known)."""
    why = reason.get("why")
    if why in NOTES:
        return NOTES[why]
    if why == Why.NO_SEATS:
        return "No mentor had a seat left for anybody.", "One more seat would do."
    if why == Why.NO_ELIGIBLE:
        return f"No mentor may be matched with them: {removed_words(reason)}.", _mend(reason)
    best = names.get(str(reason.get("best_mentor")), "")
    fit = percent(reason["best_score"]) if reason.get("best_score") is not None else ""
    if why == Why.BELOW_MINIMUM:
        return (
            f"Every mentor left is below the minimum fit; the best is {fit}.",
            f"Lower the minimum to {fit} and {best} could be theirs." if best else "Lower the minimum fit.",
        )
    eligible = counted(reason.get("eligible", 0), "mentor")
    return (
        f"{eligible} would do, and their seats serve more people, or serve them better, with others.",
        f"One more seat with {best} ({fit}), kept for them, would place them."
        if best
        else "One more seat would do.",
    )


def removed_words(reason: Mapping[str, Any]) -> str:
    """Say how many mentors each hard rule removed: `of 12 mentors 9 share no language and 3 have the same employer`."""
    removed = reason.get("removed", {})
    most_first = sorted(removed.items(), key=lambda item: -item[1])
    said = [f"{number:,} {SHORT.get(rule, 'break a rule of the program')}" for rule, number in most_first]
    return f"of {counted(reason.get('mentors', 0), 'mentor')} with a seat {joined(said)}"


def _mend(reason: Mapping[str, Any]) -> str:
    removed = reason.get("removed", {})
    if "language" in removed:
        return "A mentor who speaks one of their languages would help; check that theirs are complete."
    if "employer" in removed:
        return "Ask whether they accept a mentor of their own employer, or invite mentors from elsewhere."
    return "Invite more mentors: those there are ruled out for good reasons."
