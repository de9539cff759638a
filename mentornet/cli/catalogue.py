"""How is the catalogue brought up to date by typing?"""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from ..catalogue.loading import LoadReport, load_catalogue
from ..foundation.database import db


@click.command("load-catalogue")
@with_appcontext
def load_catalogue_command() -> None:
    """Add and update the shipped reference data; what administrators edited stays as it is."""
    report = load_catalogue()
    db.session.commit()
    click.echo(told(report))


def told(report: LoadReport) -> str:
    """Say what a load did, naming each edited entry that it left alone."""
    counts = (
        (report.added, "added"),
        (report.updated, "brought up to date"),
        (report.retired, "retired"),
    )
    parts = [f"{len(names):,} {words}" for names, words in counts if names]
    lines = [f"Catalogue: {', '.join(parts) or 'nothing new'}."]
    if report.left_alone:
        lines.append(f"{len(report.left_alone)} edited here and left as they are:")
        lines += [f"  {name}" for name in report.left_alone]
    return "\n".join(lines)
