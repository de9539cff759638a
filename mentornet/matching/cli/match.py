"""Matching by typing: two spreadsheets in, pairs out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .outputs import Outputs, ensure_writable
from .telling import tell_outcome, tell_repairs

EXAMPLE = Path(__file__).parents[1] / "sheets" / "example.toml"
_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


def _show_example(context: click.Context, _parameter: click.Parameter, is_asked: Any) -> None:
    if is_asked and not context.resilient_parsing:
        click.echo(EXAMPLE.read_text(encoding="utf-8"), nl=False)
        context.exit()


@click.command("match")
@click.option("--mentees", required=True, type=_IN, help="Who seeks a mentor: CSV or XLSX.")
@click.option("--mentors", required=True, type=_IN, help="Who offers seats: CSV or XLSX.")
@click.option("--out", required=True, type=_OUT, help="Where the pairs go, as CSV.")
@click.option("--constraints", type=_IN, help="Pairs blocked, past, declined or pinned: CSV or XLSX.")
@click.option("--settings", type=_IN, help="Your columns, weights and criteria: TOML.")
@click.option("--report", type=_OUT, help="Where the whole outcome goes, as JSON.")
@click.option("--scores", type=_OUT, help="Where every eligible pair's score goes, as CSV.")
@click.option("--seed", default=0, show_default=True, help="Settles ties.")
@click.option(
    "--settings-example",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_example,
    help="Print a settings file with remarks, and stop.",
)
def match(seed: int, out: Path, report: Path | None, scores: Path | None, **files: Any) -> None:
    """Match the people of two spreadsheets and write the pairs with their reasons.

    Everything is read, or refused with its place, before anything is matched; files are written whole or not at all.
    """
    # Imported here: the engine is for those who match, not for every command.
    from ...foundation.tables import TableError  # noqa: PLC0415 - as above
    from ..sheets.reading import SheetError  # noqa: PLC0415 - as above
    from ..sheets.rounds import Files, read_round, solve_round  # noqa: PLC0415 - as above

    outputs = Outputs(matches=out, report=report, scores=scores)
    ensure_writable(outputs, [path for path in files.values() if path])
    try:
        round_ = read_round(Files(**files, seed=seed))
        result = solve_round(round_)
    except (SheetError, TableError) as refused:
        raise click.ClickException(str(refused)) from refused
    outputs.write(round_, result)
    tell_outcome(round_, result)
    tell_repairs(round_)
