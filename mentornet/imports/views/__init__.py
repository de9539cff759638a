"""What was clicked on the pages of imports?"""

from . import claiming, deciding, reading, uploading
from .blueprint import bp

__all__ = ["bp", "claiming", "deciding", "reading", "uploading"]
