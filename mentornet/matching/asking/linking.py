"""Where can a mentee ask this mentor? The links on a person's page."""

from __future__ import annotations

from flask import url_for

from ...accounts.models import Account
from ...profiles.links import Link
from .queries import programs_to_ask_in


def links_to_ask(reader: Account, account_id: int) -> list[Link]:
    """List a link for each program in which `reader` may ask `account_id`; what forbids it is told on its page."""
    programs = programs_to_ask_in(reader, account_id) if reader.id != account_id else []
    return [
        Link(
            "Ask to be my mentor" + (f" in {program.name}" if len(programs) > 1 else ""),
            url_for("asking.ask_mentor", account_id=account_id, slug=program.slug),
            "pair",
        )
        for program in programs
    ]
