"""What happens in a program? Its changes, by subject."""

from .enrolments import enrol, move_to_cohort, pause, resume, set_answers, withdraw
from .leaving import on_leaving

__all__ = [
    "enrol",
    "move_to_cohort",
    "on_leaving",
    "pause",
    "resume",
    "set_answers",
    "withdraw",
]
