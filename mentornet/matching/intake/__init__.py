"""How does the engine see a round? Rows to frozen values: the only translator."""

from .gather import Gathered, gather, narrowed
from .left_out import LeftOut

__all__ = ["Gathered", "LeftOut", "gather", "narrowed"]
