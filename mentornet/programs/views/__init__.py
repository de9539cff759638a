"""What was clicked on the programs' pages?"""

from . import (
    browsing,
    cohorts,
    coordinators,
    invited,
    inviting,
    joining,
    members,
    questions,
    taking_out,
    terms,
    weights,
)
from .blueprint import bp

__all__ = [
    "bp",
    "browsing",
    "cohorts",
    "coordinators",
    "invited",
    "inviting",
    "joining",
    "members",
    "questions",
    "taking_out",
    "terms",
    "weights",
]
