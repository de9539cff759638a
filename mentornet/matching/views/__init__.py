"""What was clicked on the pages of a round?"""

from . import answering, deciding, editing, gathering, listing, publishing, reviewing, solving, taking_out
from .blueprint import bp

__all__ = [
    "answering",
    "bp",
    "deciding",
    "editing",
    "gathering",
    "listing",
    "publishing",
    "reviewing",
    "solving",
    "taking_out",
]
