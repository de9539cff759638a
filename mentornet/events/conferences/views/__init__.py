"""The pages of conferences."""

from . import agenda, calling, editing, offering, showing  # noqa: F401 - they hang themselves on the blueprint
from .blueprint import bp

__all__ = ["bp"]
