"""What was clicked on the pages of events?"""

from . import finding, organizing, practising, presenting, tracking
from .blueprint import bp

__all__ = ["bp", "finding", "organizing", "practising", "presenting", "tracking"]
