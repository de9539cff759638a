"""How are the hard rules called, and the reasons why somebody takes no part?"""

from __future__ import annotations

from ..engine.proof.audit import OVER_SEATS, TWICE
from ..engine.values import Rule
from ..intake import LeftOut

RULE_WORDS: dict[str, tuple[str, str]] = {
    Rule.SAME_PERSON: ("Nobody is matched with themselves", "they are the same person"),
    Rule.SUPERVISOR: (
        "Nobody is matched with who supervises, schedules or evaluates them, or with family",
        "one of them named the other as a tie that rules the pair out",
    ),
    Rule.BLOCKED: ("Nobody is matched with whom they blocked", "the two may not be matched"),
    Rule.DECLINED: ("No pair that declined meets again unless both ask", "they declined each other before"),
    Rule.ENDED: (
        "No pair whose mentorship ended meets again unless both ask",
        "their mentorship ended before",
    ),
    Rule.TOGETHER: ("No pair is proposed that already stands", "they are already a pair or were just asked"),
    Rule.FORBIDDEN: ("No pair that you forbade", "a coordinator forbade this pair"),
    Rule.EMPLOYER: (
        "No pair of one employer unless both agree",
        "they have the same employer and have not both agreed to that",
    ),
    Rule.LANGUAGE: ("No pair without a common language", "they have no language in common"),
    OVER_SEATS: ("No mentor beyond their seats", "the mentor has no free seat"),
    TWICE: ("No mentee beyond their places", "the mentee has as many mentors in this round as it gives"),
}
"""By the engine's name: the rule as a sentence, and what is the matter with a pair that breaks it."""

SHORT = {
    Rule.SAME_PERSON: "are the same person",
    Rule.SUPERVISOR: "are tied to them",
    Rule.BLOCKED: "may not be matched with them",
    Rule.DECLINED: "declined, or were declined, before",
    Rule.ENDED: "were their mentor before",
    Rule.TOGETHER: "are already paired or asked",
    Rule.FORBIDDEN: "are forbidden by you",
    Rule.EMPLOYER: "have the same employer",
    Rule.LANGUAGE: "share no language",
}
"""What is true of so many mentors, for a count before it."""

LEFT_OUT = {
    LeftOut.NO_PROFILE: "have not begun their profile",
    LeftOut.PAUSED: "have paused",
    LeftOut.NO_SEAT: "have no free seat",
    LeftOut.HAS_MENTOR: "have a mentor in this program",
    LeftOut.HAS_PROPOSAL: "have a proposal to answer, or a mentorship about to begin",
    LeftOut.NO_ANSWER: "let a proposal of this round lapse without an answer",
    LeftOut.NOT_IN_ROUND: "joined after this round",
}


def rule_words(name: str) -> str:
    """Return what is the matter with a pair that breaks the rule of this name."""
    return RULE_WORDS[name][1] if name in RULE_WORDS else f"a rule of the program forbids it ({name})"


def left_out_words(why: LeftOut) -> str:
    """Return what is true of the people left out for this reason, for a count before it."""
    return LEFT_OUT[why]
