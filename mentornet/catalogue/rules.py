"""What may an entry say, and what of it may be shown as fact?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..foundation.clock import is_zone
from .kinds import Kind
from .models import Confidence, Credential
from .wording import domain_of

SLUG = re.compile(r"[a-z0-9]+(-+[a-z0-9]+)*\Z")
HIGHEST_LEVEL = 7
OBSTACLES = (
    ("supervision-access", ("supervisor", "hours", "preceptor", "placement site")),
    (
        "school-cost-and-time",
        ("cost", "unpaid", "school", "childcare", "degree", "prerequisite", "seats", "bsn"),
    ),
    ("low-pay", ("pay", "temporary funding")),
    ("turnover", ("staff", "few posts", "fewer posts", "relocation")),
    ("violence-and-injury", ("acuity", "restraint", "safety")),
    ("low-recognition", ("recognition", "title", "authority", "doubt", "disclosure", "former peers")),
)


def shows_renewal(credential: Credential) -> bool:
    """Say whether renewal figures may stand as fact; the others stand behind "confirm with the issuer"."""
    return credential.renewal_confidence is not Confidence.UNVERIFIED


def challenge_behind(obstacle: str) -> str | None:
    """Return the slug of the challenge that a step's usual obstacle belongs to, by the words it uses."""
    said = obstacle.casefold()
    return next((slug for slug, words in OBSTACLES if any(word in said for word in words)), None)


def slug_problem(slug: str) -> str | None:
    """Return what is wrong with a new slug, or None."""
    if SLUG.match(slug):
        return None
    return "Use small letters, figures and hyphens, such as night-shift-lead. It stays for ever, so choose with care."


def _transition(values: Mapping[str, Any]) -> dict[str, str]:
    problems = {}
    if values["typical_months_max"] < values["typical_months_min"]:
        problems["typical_months_max"] = "The longest cannot be shorter than the shortest."
    if values["from_role_slug"] == values["to_role_slug"]:
        problems["to_role_slug"] = "A step leads to another role. Choose one that differs from the first."
    return problems


def _role(values: Mapping[str, Any]) -> dict[str, str]:
    if 0 <= values["level"] <= HIGHEST_LEVEL:
        return {}
    return {"level": f"Levels run from 0 to {HIGHEST_LEVEL}."}


def _state(values: Mapping[str, Any]) -> dict[str, str]:
    problems = {}
    for column in ("primary_timezone", "all_timezones"):
        named = values[column] if isinstance(values[column], list) else [values[column]]
        strange = [zone for zone in named if not is_zone(zone)]
        if strange:
            problems[column] = f"{strange[0]} is no time zone we know. Use a name such as America/Chicago."
    return problems


def _organization(values: Mapping[str, Any]) -> dict[str, str]:
    domain = values["website_domain"]
    if not domain or domain_of(domain):
        return {}
    return {"website_domain": "Give the domain only, such as nami.org."}


def _event_kind(values: Mapping[str, Any]) -> dict[str, str]:
    if values["typical_minutes_max"] >= values["typical_minutes_min"]:
        return {}
    return {"typical_minutes_max": "The longest cannot be shorter than the shortest."}


CHECKS: dict[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "transitions": _transition,
    "roles": _role,
    "states": _state,
    "organizations": _organization,
    "event_kinds": _event_kind,
}


def problems(kind: Kind, values: Mapping[str, Any], *, today: date) -> dict[str, str]:
    """Return column → sentence for what an entry of `kind` may not say; empty where all is well."""
    check = CHECKS.get(kind.table)
    found = check(values) if check else {}
    if values["checked_on"] and values["checked_on"] > today:
        found["checked_on"] = "This day is still to come. Give the day you read the source."
    return found
