"""Bringing events in by typing: a calendar, a table or a list of conferences."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from ..accounts.models import Account
from ..accounts.queries import find_account_by_email
from ..foundation.database import db
from ..programs.models import Program
from .importing.entries import MOST_BYTES, ImportRefused, Reading, Refused
from .importing.queries import first_administrator
from .importing.rules import Fate
from .importing.services import Outcome, Wish, as_counts, bring_in, preview
from .queries import programs_to_announce_for

_FILE = click.Path(path_type=Path)


@click.command("import-events")
@click.argument("file", type=_FILE)
@click.option("--as", "address", help="Who brings them in; the first administrator where nobody is named.")
@click.option("--program", "slug", help="The program they are for (by its name in addresses).")
@click.option("--publish", is_flag=True, help="Show them at once; otherwise they are drafts.")
@click.option("--preview", "is_preview", is_flag=True, help="Say what would become of each; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON and nothing else.")
@with_appcontext
def import_events_command(
    file: Path, address: str | None, slug: str | None, *, publish: bool, is_preview: bool, as_json: bool
) -> None:
    """Bring in the events of FILE: a calendar (.ics), a table (CSV, XLSX) or a list of conferences (JSON).

    What stands in the file already brought in is brought up to date where the file is newer, and left as it is
    otherwise. What cannot be read is refused with its place, and the rest comes in. Ends with 1 only where
    nothing could be read.
    """
    account = _account(address)
    wish = Wish(by=account, program=_program(account, slug), is_publishing=publish)
    try:
        reading = _read(file, account.time_zone)
    except ImportRefused as refused:
        reading = Reading(refused=[Refused(file.name, str(refused))])
    outcome = preview(reading, wish) if is_preview else bring_in(reading, wish, pause=db.session.commit)
    db.session.commit()
    click.echo(
        json.dumps(as_counts(outcome)) if as_json else told(file.name, outcome, wish, is_preview=is_preview)
    )
    if outcome.is_fruitless:
        raise click.exceptions.Exit(1)


def _account(address: str | None) -> Account:
    account = find_account_by_email(address) if address else first_administrator()
    if account is None and address:
        raise click.UsageError(f"No account has the address {address}. Look for a slip.")
    if account is None:
        raise click.UsageError(
            "There is no administrator yet. Make one (make-administrator ADDRESS), or name somebody with --as."
        )
    if account.disabled_at is not None:
        raise click.UsageError(f"The account of {account.email} is closed. Name somebody else with --as.")
    return account


def _program(account: Account, slug: str | None) -> Program | None:
    """Return the program that events are for: the one named, or the only one that the person runs."""
    programs = {program.slug: program for program in programs_to_announce_for(account)}
    if slug is not None:
        if slug not in programs:
            raise click.UsageError(f"{account.display_name} runs no program of the name {slug}.")
        return programs[slug]
    if account.is_administrator:
        return None
    if not programs:
        raise click.UsageError(f"{account.display_name} runs no program, so cannot announce events.")
    if len(programs) > 1:
        raise click.UsageError(f"Say for which program, with --program: {', '.join(sorted(programs))}.")
    return next(iter(programs.values()))


def _read(file: Path, zone: str) -> Reading:
    # Imported here: reading calendars takes libraries that no other command needs.
    from .importing.reading import read_file  # noqa: PLC0415

    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ImportRefused(f"The file cannot be opened: {error.strerror}.") from error
    return read_file(content, zone=zone)


def told(name: str, outcome: Outcome, wish: Wish, *, is_preview: bool) -> str:
    """Say what became of a file, with every refusal and its place."""
    counts = ", ".join(f"{outcome.count(fate):,} {fate}" for fate in Fate)
    lines = [f"{name}: {'would be ' if is_preview else ''}{counts}."]
    if is_preview:
        lines += [
            f"  {one.fate}: {one.entry.title} ({one.entry.place})"
            for one in outcome.told
            if one.fate is not Fate.REFUSED
        ]
    elif outcome.count(Fate.ADDED) and not wish.is_publishing:
        lines.append("They are drafts. Look them over, then publish them, or run this again with --publish.")
    refused = outcome.every_refusal
    lines += [f"  refused, {one.place}: {one.reason}" for one in refused]
    return "\n".join(lines)
