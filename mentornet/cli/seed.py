"""How does an empty site become a living place? The demo community, or as many people as a trial needs."""

from __future__ import annotations

import time

import click

from ..foundation.database import db
from ..seeds.trial import add_trial_community

MOST_MEMBERS = 200_000


@click.command("seed")
@click.option(
    "--members", type=click.IntRange(2, MOST_MEMBERS), required=True, help="How many people to invent."
)
@click.option("--seed", default=1, show_default=True, help="The same seed invents the same people.")
@click.option("--seats", default=1.0, show_default=True, help="Seats offered for each mentee, about.")
def seed_command(members: int, seed: int, seats: float) -> None:
    """Invent a program with many members, for trials and benchmarks."""
    begun = time.perf_counter()
    program = add_trial_community(members=members, seed=seed, seats_per_mentee=seats)
    db.session.commit()
    took = time.perf_counter() - begun
    click.echo(f"{members:,} members joined {program.name} in {took:.1f} s ({members / took:,.0f} a second).")
