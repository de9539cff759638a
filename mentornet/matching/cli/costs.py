"""A table of costs instead of people: the cheapest assignment, for whoever wants to set the solver beside known optima."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .outputs import Outputs, ensure_writable, write_json

if TYPE_CHECKING:
    from ..engine.others.costs import Assignment

HEADINGS = ("row", "column", "cost")


def match_costs(path: Path, outputs: Outputs) -> None:
    """Read a table of costs, assign each row a column at the least cost, check that, and write what was asked for.

    Raises:
        ClickException: The file cannot be used; its line is named.
    """
    from ..engine import BadPoolError  # noqa: PLC0415 - the engine is for those who match
    from ..engine.others.costs import assign_costs, faults  # noqa: PLC0415 - as above
    from ..sheets.costs import read_costs  # noqa: PLC0415 - as above
    from ..sheets.reading import SheetError  # noqa: PLC0415 - as above

    ensure_writable(outputs, [path])
    marks = [time.perf_counter()]
    try:
        costs = read_costs(path)
        marks.append(time.perf_counter())
        found = assign_costs(costs)
    except (SheetError, BadPoolError) as refused:
        raise click.ClickException(str(refused)) from refused
    marks.append(time.perf_counter())
    is_optimal = not faults(costs, found.columns, found.row_prices, found.column_prices)
    marks.append(time.perf_counter())
    seconds = {
        stage: round(end - begin, 6)
        for stage, begin, end in zip(("read", "solve", "certificate"), marks, marks[1:], strict=False)
    }
    own = [int(costs[row, column]) for row, column in enumerate(found.columns)]
    _write(outputs, found, own, {"rows": len(own), "optimal": is_optimal, "seconds": seconds})
    proved = "Nothing costs less: proved." if is_optimal else "This could not be proved to be the cheapest."
    click.echo(f"{len(own)} rows and columns cost {found.total} together. {proved}")


def _write(outputs: Outputs, found: Assignment, own: list[int], told: dict[str, Any]) -> None:
    from ...foundation.tables import stream_csv  # noqa: PLC0415 - only once there is something to write
    from ...foundation.tables.writing import replacing  # noqa: PLC0415 - as above

    rows = ((row, column + 1, own[row - 1]) for row, column in enumerate(found.columns, start=1))
    try:
        with ExitStack() as opened:
            if outputs.matches:
                file = opened.enter_context(replacing(outputs.matches))
                file.writelines(stream_csv(HEADINGS, rows, is_marked=False))
            if outputs.report:
                report = opened.enter_context(replacing(outputs.report))
                write_json(report, {"total_cost": found.total, **told})
            if outputs.certificate:
                paper = {"total": found.total, "bound": found.bound, "optimal": told["optimal"]}
                prices = {"rows": found.row_prices, "columns": found.column_prices}
                write_json(opened.enter_context(replacing(outputs.certificate)), {**paper, "prices": prices})
    except OSError as trouble:
        raise click.ClickException(f"The files could not be written: {trouble}.") from trouble
