"""What can be done to accounts by typing? For whoever keeps the machine."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from ..foundation.database import db
from ..foundation.errors import Refusal
from . import services
from .models import Account
from .queries import find_account_by_email


def _account(address: str) -> Account:
    account = find_account_by_email(address)
    if account is None:
        raise click.ClickException(f"No account has the address {address}. Look for a slip.")
    return account


@click.command("make-administrator")
@click.argument("address")
@with_appcontext
def make_administrator(address: str) -> None:
    """Make the account of ADDRESS an administrator."""
    account = _account(address)
    services.grant_administrator(account, by=None)
    db.session.commit()
    click.echo(f"{account.display_name} is an administrator.")


@click.command("disable-account")
@click.argument("address")
@with_appcontext
def disable_account(address: str) -> None:
    """Close the account of ADDRESS and sign it out everywhere."""
    account = _account(address)
    try:
        services.disable(account, by=None)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    db.session.commit()
    click.echo(f"{account.display_name} can no longer sign in.")
