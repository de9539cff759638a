"""What does a person at the keyboard want to hear of a round? How many, how sure, who is left, what was put right."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..engine import Result
    from ..sheets.rounds import SheetRound


def tell_outcome(round_: SheetRound, result: Result) -> None:
    """Say how many have a mentor, whether anything better exists, and why the others have none."""
    from ..sheets.report import NOT_ASKING, circles, count_reasons  # noqa: PLC0415 - after the round was solved

    placed = len({pair.mentee for pair in result.pairs})
    click.echo(f"{placed} of {len(round_.people.mentees.ids)} mentees have a mentor; {result.seats} seats.")
    if len(result.pairs) > placed:
        click.echo(f"{len(result.pairs)} pairs: some mentees have several mentors.")
    told = [len(one["mentees"]) for one in circles(round_, result)]
    if told:
        alone = told.count(1)
        click.echo(
            f"{len(told) - told.count(0)} circles of several mentees and their mentor; {alone} with one alone."
        )
    click.echo(_proved(result))
    for why, count in count_reasons(result).items():
        click.echo(f"{count} without a mentor: {why}.")
    if round_.people.not_asking:
        click.echo(f"{len(round_.people.not_asking)} {NOT_ASKING}.")


def _proved(result: Result) -> str:
    if not result.optimal and 0 < result.gap < 1:
        return f"Stopped near the best: nothing is better by more than {result.gap:.3%} of the total."
    if not result.optimal:
        return "This could not be proved to be the best."
    if result.certificate.blocking is not None:
        return "No mentee and mentor would both rather have each other: proved."
    return "Nothing better exists: proved."


def tell_repairs(round_: SheetRound) -> None:
    """Say what was put right while each file was read."""
    for file, columns in round_.people.unused.items():
        if columns:
            click.echo(f"{file}: not used: {', '.join(columns)}.")
    for sheet in round_.sheets.values():
        for sentence in sheet.repairs.sentences():
            click.echo(f"{sheet.file}: {sentence}.")


def speak_plainly() -> None:
    """Let a terminal that cannot show a letter get its code instead, and the command go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
