"""How does the engine see a round? Rows to frozen values: the only translator."""

from .circles import circles_of
from .gather import Gathered, gather
from .left_out import LeftOut, read_standing
from .pair import GatheredPair, gather_pair

__all__ = ["Gathered", "GatheredPair", "LeftOut", "circles_of", "gather", "gather_pair", "read_standing"]
