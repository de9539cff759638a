"""Who suits whom? Frozen values in; pairs, reasons and a proof out.

    result = solve(pool, rules, settings)
    verify(pool, rules, settings, result).holds

Knows nothing of the web or the database; docs/matching.md explains the method. What needs numpy is loaded when it
is first asked for, so that a web process that only shows pairs never pays for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .circles import with_circle
from .expecting import Cost, expected_cost
from .outcomes import Certificate, Check, Explanation, Fairness, Pair, Part, Result, Unplaced, Why
from .proof.audit import Auditor, count_violations
from .values import (
    FULL,
    BadPoolError,
    Custom,
    Forbidden,
    Kind,
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Report,
    Rule,
    Rules,
    Settings,
    Unranked,
    Walked,
)

if TYPE_CHECKING:
    from .again.advice import Advice, Change, Instead, Move, Smallest
    from .again.advising import advise
    from .again.standing import Standing, stand
    from .checks import ensure_settings, ensure_solvable
    from .edits import Effect, effect_of, open_pool, open_rules, resolve, swap
    from .listing import eligible_pairs
    from .proof.plainly import check_plainly
    from .reach import Unreachable, find_unreachable, rank_mentors
    from .rounds import solve, verify
    from .scoring.criteria import CRITERIA, DEFAULT_WEIGHTS
    from .scoring.explaining import explain, score_pair
    from .spreading import processes

_LOADED_WHEN_ASKED_FOR = {
    "again.advice": ("Advice", "Change", "Instead", "Move", "Smallest"),
    "again.advising": ("advise",),
    "again.standing": ("Standing", "stand"),
    "checks": ("ensure_settings", "ensure_solvable"),
    "scoring.criteria": ("CRITERIA", "DEFAULT_WEIGHTS"),
    "edits": ("Effect", "effect_of", "open_pool", "open_rules", "resolve", "swap"),
    "scoring.explaining": ("explain", "score_pair"),
    "listing": ("eligible_pairs",),
    "proof.plainly": ("check_plainly",),
    "reach": ("Unreachable", "find_unreachable", "rank_mentors"),
    "rounds": ("solve", "verify"),
    "spreading": ("processes",),
}
_HOME = {name: module for module, names in _LOADED_WHEN_ASKED_FOR.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load what needs numpy on its first use."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


__all__ = [
    "CRITERIA",
    "DEFAULT_WEIGHTS",
    "FULL",
    "Advice",
    "Auditor",
    "BadPoolError",
    "Certificate",
    "Change",
    "Check",
    "Cost",
    "Custom",
    "Effect",
    "Explanation",
    "Fairness",
    "Forbidden",
    "Instead",
    "Kind",
    "Lock",
    "Mentee",
    "Mentor",
    "Move",
    "Objective",
    "Pair",
    "Part",
    "Pool",
    "Report",
    "Result",
    "Rule",
    "Rules",
    "Settings",
    "Smallest",
    "Standing",
    "Unplaced",
    "Unranked",
    "Unreachable",
    "Walked",
    "Why",
    "advise",
    "check_plainly",
    "count_violations",
    "effect_of",
    "eligible_pairs",
    "ensure_settings",
    "ensure_solvable",
    "expected_cost",
    "explain",
    "find_unreachable",
    "open_pool",
    "open_rules",
    "processes",
    "rank_mentors",
    "resolve",
    "score_pair",
    "solve",
    "stand",
    "swap",
    "verify",
    "with_circle",
]
