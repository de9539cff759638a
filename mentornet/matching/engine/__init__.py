"""Who suits whom? Frozen values in; pairs, reasons and a proof out.

    result = solve(pool, rules, settings)
    verify(pool, rules, settings, result).holds

Knows nothing of the web or the database; docs/matching.md explains the method.
"""

from .audit import Auditor, count_violations
from .checks import ensure_settings, ensure_solvable
from .criteria import CRITERIA, DEFAULT_WEIGHTS
from .edits import Effect, effect_of, open_pool, open_rules, resolve, swap
from .explain import explain, score_pair
from .outcomes import Certificate, Check, Explanation, Pair, Part, Result, Unplaced, Why
from .rounds import solve, verify
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
    Walked,
)

__all__ = [
    "CRITERIA",
    "DEFAULT_WEIGHTS",
    "FULL",
    "Auditor",
    "BadPoolError",
    "Certificate",
    "Check",
    "Custom",
    "Effect",
    "Explanation",
    "Forbidden",
    "Kind",
    "Lock",
    "Mentee",
    "Mentor",
    "Objective",
    "Pair",
    "Part",
    "Pool",
    "Report",
    "Result",
    "Rule",
    "Rules",
    "Settings",
    "Unplaced",
    "Walked",
    "Why",
    "count_violations",
    "effect_of",
    "ensure_settings",
    "ensure_solvable",
    "explain",
    "open_pool",
    "open_rules",
    "resolve",
    "score_pair",
    "solve",
    "swap",
    "verify",
]
