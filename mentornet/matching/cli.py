"""Matching by typing: two spreadsheets in, pairs out; no server and no account."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("match")
@click.option("--mentees", required=True, type=_FILE, help="Who seeks a mentor.")
@click.option("--mentors", required=True, type=_FILE, help="Who offers seats.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the pairs go."
)
@click.option("--settings", "wanted_file", type=_FILE, help="Your columns, weights and criteria (TOML).")
@click.option("--seed", default=0, show_default=True, help="Settles ties.")
def match(mentees: Path, mentors: Path, out: Path, wanted_file: Path | None, seed: int) -> None:
    """Match the people of two spreadsheets and write the pairs with their reasons."""
    # Imported here: numpy is for those who match, not for every command.
    from .engine import BadPoolError, Result, Rules, solve  # noqa: PLC0415
    from .sheets.people import Reader  # noqa: PLC0415
    from .sheets.reading import SheetError, read_sheet  # noqa: PLC0415
    from .sheets.wanted import read_wanted  # noqa: PLC0415
    from .sheets.writing import write_matches  # noqa: PLC0415

    try:
        wanted = read_wanted(wanted_file, seed=seed)
        reader = Reader(wanted)
        pool = reader.pool(read_sheet(mentees), read_sheet(mentors))
        result: Result = solve(pool, Rules(), wanted.settings)
    except (SheetError, BadPoolError) as refused:
        raise click.ClickException(str(refused)) from refused
    write_matches(out, result)
    click.echo(f"{len(result.pairs)} of {len(pool.mentees)} mentees have a mentor; {result.seats} seats.")
    click.echo(
        "Nothing better exists: proved." if result.optimal else "This could not be proved to be the best."
    )
    for why, count in Counter(one.why for one in result.unplaced).items():
        click.echo(f"{count} without a mentor: {why.replace('_', ' ')}.")
    if reader.empty_seats:
        click.echo(f"{reader.empty_seats} mentors gave no number of seats and count with one.")
    if reader.several_wanted:
        click.echo(
            f"{reader.several_wanted} mentees asked for several mentors; this command gives each of them one."
        )
