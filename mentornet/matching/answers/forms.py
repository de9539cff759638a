"""Which reason did somebody press?"""

from __future__ import annotations

from ...foundation.errors import Refusal
from ...foundation.forms import typed_choice
from ..models import DeclineReason


def typed_reason(text: str | None) -> DeclineReason:
    """Return the reason for a no that was pressed; raise Refusal where it is none that the page offers."""
    reason = typed_choice(text, DeclineReason)
    if reason is None:
        raise Refusal("Choose one of the reasons on the page, or leave it.")
    return reason
