"""The doors of the ground: health, readiness and the contact for researchers."""

from __future__ import annotations

from tests.support.doors import ANYONE, Row

ROWS = [
    Row("health.show_health", ANYONE),
    Row("health.show_readiness", ANYONE),
    Row("health.show_security_contact", ANYONE),
    Row("style.show_components", ANYONE),
]
