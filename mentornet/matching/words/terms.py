"""On what terms does a round run? Each in a few words, for whoever looks before it is solved."""

from __future__ import annotations

from ...foundation.templating import counted
from ..engine.values import STABLE
from ..rules import Terms
from .objectives import OBJECTIVES, UNRANKED


def term_rows(terms: Terms) -> list[tuple[str, str]]:
    """List a round's terms by name, the weights aside."""
    rows = [("Seeks", OBJECTIVES[terms.objective].name)]
    if terms.objective in STABLE:
        rows.append(("Who was not ranked", UNRANKED[terms.unranked][0]))
    circles = f"Circles of up to {terms.circle_size}" if terms.circle_size > 1 else "One to one"
    most = terms.most_mentors
    return [
        *rows,
        ("Meet", circles),
        ("For each mentor", _mentees_of(terms)),
        ("For each mentee", f"Up to {most} mentors at once" if most > 1 else "One mentor"),
        ("Minimum fit", f"{terms.minimum_fit} %" if terms.minimum_fit else "None"),
    ]


def _mentees_of(terms: Terms) -> str:
    least, most = terms.least_mentees, terms.most_mentees
    said = [f"at least {counted(least, 'mentee')}, where that can be"] if least else []
    if most and terms.circle_size == 1:
        said.append(f"at most {counted(most, 'mentee')}")
    words = "; ".join(said) or "as fit decides"
    return words[0].upper() + words[1:]
