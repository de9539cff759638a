"""How full are profiles, in words a list can be narrowed by?"""

from __future__ import annotations

from collections.abc import Mapping

BANDS: Mapping[str, tuple[str, int, int]] = {
    "begun": ("Under half", 0, 49),
    "half": ("Half or more", 50, 89),
    "full": ("Nearly whole or whole", 90, 100),
}
"""Bands of completeness: words, least and most per cent."""
