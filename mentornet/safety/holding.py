"""Is a text let through? Held where it could point to a client, until it is rewritten or its writer vouches for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from .identifiers import Finding, explanation, find_identifiers
from .risk import shows_risk


@dataclass(frozen=True, slots=True)
class Holding:
    """What was found in the texts of one form, by the name of the box it was found in.

    `seal` stands for exactly these findings. Who vouches sends it back, so that what is written later
    is looked at anew.
    """

    findings: Mapping[str, list[Finding]]
    seal: str
    is_vouched: bool
    shows_risk: bool

    @property
    def is_held(self) -> bool:
        """Whether the texts may not be saved as they are."""
        return bool(self.findings) and not self.is_vouched

    @property
    def all(self) -> list[Finding]:
        """Every finding, box by box."""
        return [finding for found in self.findings.values() for finding in found]

    def explanations(self) -> dict[str, str]:
        """Say for each box why it is held and what to do."""
        return {name: explanation(found) for name, found in self.findings.items()}


def hold(texts: Mapping[str, str], *, vouched: str | None = None) -> Holding:
    """Look at the texts of a form; `vouched` is the seal that came back with it, if any."""
    findings = {name: found for name, text in texts.items() if (found := find_identifiers(text))}
    said = [(name, one.slug, one.quote) for name, found in sorted(findings.items()) for one in found]
    seal = hashlib.sha256(repr(said).encode()).hexdigest()[:20] if said else ""
    risk = any(shows_risk(text) for text in texts.values())
    return Holding(findings, seal, bool(seal) and vouched == seal, risk)
