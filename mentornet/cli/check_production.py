"""May this go into production? Says what must be mended first, and refuses until it is."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click
import sqlalchemy as sa
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from ..accounts.models import Account
from ..accounts.queries import count_administrators
from ..foundation.database import db
from ..foundation.health import is_migrated
from ..foundation.production import Finding, check_settings


@click.command("check-production")
@with_appcontext
def check_production_command() -> None:
    """Say what must not be so in production; exit 1 where something is refused."""
    found = check_settings(current_app.config["SETTINGS"], os.environ)
    found += _check_data()
    for finding in found:
        click.echo(f"{'REFUSED' if finding.is_refused else 'Note'}: {finding.sentence}")
    if any(finding.is_refused for finding in found):
        raise click.exceptions.Exit(1)
    click.echo("Nothing stands in the way of production.")


def _check_data() -> list[Finding]:
    try:
        return list(_look_into_data()) if is_migrated() else [_not_migrated()]
    except DBAPIError:
        return [
            Finding("The database does not answer. Look whether it runs and whether DATABASE_URL is right.")
        ]


def _not_migrated() -> Finding:
    return Finding("The database is behind. Run `flask --app wsgi prepare` first.")


def _look_into_data() -> Iterator[Finding]:
    if db.session.scalar(sa.select(Account.id).where(Account.is_demo).limit(1)) is not None:
        yield Finding(
            "The demo community is in this database: its passwords are public. Use another database."
        )
    if count_administrators() == 0:
        yield Finding(
            "There is no administrator. `flask --app wsgi make-administrator ADDRESS` makes one.",
            is_refused=False,
        )
