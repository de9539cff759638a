"""Matching by typing: two spreadsheets in, pairs out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .costs import match_costs
from .outputs import Outputs, ensure_writable
from .telling import speak_plainly, tell_outcome, tell_repairs

EXAMPLE = Path(__file__).parents[1] / "sheets" / "example.toml"
_WORTH_A_WORD = 2
"""Seconds."""
_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


def _show_example(context: click.Context, _parameter: click.Parameter, is_asked: Any) -> None:
    if is_asked and not context.resilient_parsing:
        click.echo(EXAMPLE.read_text(encoding="utf-8"), nl=False)
        context.exit()


@click.command("match")
@click.option("--mentees", type=_IN, help="Who seeks a mentor: CSV or XLSX.")
@click.option("--mentors", type=_IN, help="Who offers seats: CSV or XLSX.")
@click.option("--out", type=_OUT, help="Where the pairs go, as CSV.")
@click.option("--constraints", type=_IN, help="Pairs blocked, past, declined or pinned: CSV or XLSX.")
@click.option("--wishes", type=_IN, help="Whom they ranked, from 1: CSV or XLSX.")
@click.option("--settings", type=_IN, help="Your columns, weights and criteria: TOML.")
@click.option("--report", type=_OUT, help="Where the whole outcome goes, as JSON.")
@click.option("--scores", type=_OUT, help="Where every eligible pair's score goes, as CSV.")
@click.option("--certificate", type=_OUT, help="Where the proof goes, as JSON; verify-round checks it.")
@click.option("--cost-matrix", "costs", type=_IN, help="A table of costs instead of people: n, then n x n.")
@click.option("--seed", default=0, show_default=True, help="Settles ties.")
@click.option(
    "--settings-example",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_example,
    help="Print a settings file with remarks, and stop.",
)
def match(  # one parameter for each file that is written
    seed: int,
    out: Path | None,
    report: Path | None,
    scores: Path | None,
    certificate: Path | None,
    costs: Path | None,
    **files: Path | None,
) -> None:
    """Match the people of two spreadsheets and write the pairs with their reasons.

    Everything is read, or refused with its place, before anything is matched; files are written whole or not at all.
    """
    speak_plainly()
    outputs = Outputs(matches=out, report=report, scores=scores, certificate=certificate)
    if costs:
        _ensure_alone(scores=scores, **files)
        match_costs(costs, outputs)
    else:
        _ensure_named(mentees=files["mentees"], mentors=files["mentors"], out=out)
        _match_people(outputs, {name: path for name, path in files.items() if path}, seed)


def _ensure_named(**paths: Path | None) -> None:
    for name, path in paths.items():
        if path is None:
            raise click.UsageError(f"Missing option '--{name}'.")


def _ensure_alone(**paths: Path | None) -> None:
    named = [f"--{name}" for name, path in paths.items() if path]
    if named:
        raise click.UsageError(f"A table of costs knows no people: leave out {', '.join(named)}.")


def _match_people(outputs: Outputs, files: dict[str, Any], seed: int) -> None:
    # Imported here: the engine is for those who match, not for every command.
    from config import Settings  # noqa: PLC0415 - as above

    from ...foundation.refusals import Refusal  # noqa: PLC0415 - as above
    from ...foundation.tables import TableError  # noqa: PLC0415 - as above
    from ..sheets.reading import SheetError  # noqa: PLC0415 - as above
    from ..sheets.rounds import Files, read_round, solve_round  # noqa: PLC0415 - as above
    from ..workforce import pricing, workforce_of  # noqa: PLC0415 - as above

    ensure_writable(outputs, list(files.values()))
    try:
        round_ = read_round(Files(**files, seed=seed))
        site = Settings.from_environment()
        _expect(round_.people.pool, site)
        with pricing(workforce_of(site)) as staff:
            result = solve_round(round_, staff)
    except (SheetError, TableError, Refusal) as refused:
        raise click.ClickException(str(refused)) from refused
    outputs.write(round_, result)
    tell_outcome(round_, result)
    tell_repairs(round_)


def _expect(pool: Any, site: Any) -> None:
    """Say beforehand what the round will take, where that is worth a word; refuse what the site does not allow."""
    from ..expecting import cost_words, ensure_within, expected_of_pool  # noqa: PLC0415 - for those who match

    cost = expected_of_pool(pool)
    ensure_within(cost, site)
    if cost.seconds >= _WORTH_A_WORD:
        click.echo(f"This takes {cost_words(cost)}.", err=True)
