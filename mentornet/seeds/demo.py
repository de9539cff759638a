"""What does a newcomer find? A community that looks lived in, built once from the catalogue and a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa

from ..accounts.models import Account
from ..accounts.passwords import hash_password
from ..foundation import clock
from ..foundation.database import db
from ..foundation.mail import Letter
from ..foundation.words import canonical_address, folded
from ..programs.models import Intake, Program
from ..programs.services.programs import create_program
from . import leads
from .bulk import add_people
from .field import read_field
from .gatherings import add_events
from .people import Painter, Sketch
from .rounds import tell_the_rounds

SEED = 20261123
MENTEES, MENTORS = (160, 140), (64, 46)
GOLDEN, MARIGOLD = "golden-state-rungs", "marigold-valley-ladder"


def is_seeded() -> bool:
    """Say whether the demo community is there already."""
    return db.session.scalar(sa.select(Account.id).where(Account.is_demo).limit(1)) is not None


def seed_demo() -> bool:
    """Build the demo community in the open transaction, unless it is there; return whether it was built.

    About 400 members in two programs: one with a finished round whose pairs are at work and a round
    whose proposals await answers, one with a round ready to be solved; and a dozen events ahead.
    """
    if is_seeded():
        return False
    password_hash = hash_password(leads.PASSWORD)
    cora = _staff("Teresa Lindgren", leads.COORDINATOR, password_hash)
    root = _staff("Sam Whitehorse", leads.ADMINISTRATOR, password_hash, is_administrator=True)
    with clock.frozen_at(clock.now() - timedelta(days=210)):
        golden = _golden(cora, root)
        marigold = _marigold(cora, root)
    field = read_field()
    for number, (program, home) in enumerate(((golden, "us-ca"), (marigold, "us-ks"))):
        painter = Painter(field, SEED + number, home_state=home)
        people = _people(painter, number, with_leads=number == 0)
        add_people(
            people, password_hash=password_hash, program_id=program.id, is_demo=True, seed=SEED + number
        )
    add_events(golden, organizer_id=cora.id)
    tell_the_rounds(golden, marigold, coordinator=cora)
    _keep_the_leads_letters()
    return True


def _staff(name: str, address: str, password_hash: str, *, is_administrator: bool = False) -> Account:
    joined_at = clock.now() - timedelta(days=220)
    account = Account(
        email=address,
        email_key=address,
        canonical_email=canonical_address(address),
        display_name=name,
        folded_name=folded(name),
        password_hash=password_hash,
        time_zone="America/Los_Angeles",
        is_administrator=is_administrator,
        is_demo=True,
        confirmed_at=joined_at,
        accepted_conduct=1,
        accepted_conduct_at=joined_at,
        created_at=joined_at,
    )
    db.session.add(account)
    db.session.flush()  # programs and rounds name their makers by id
    return account


def _golden(cora: Account, root: Account) -> Program:
    return create_program(
        coordinator=cora,
        by=root,
        name="Golden State Rungs",
        host="Golden State Technicians' Network",
        summary=(
            "Six months with somebody who has climbed the rung you want. For psychiatric technicians and their "
            "colleagues in California: two meetings a month, around your shifts, at no cost."
        ),
        time_zone="America/Los_Angeles",
        intake=Intake.OPEN,
    )


def _marigold(cora: Account, root: Account) -> Program:
    return create_program(
        coordinator=cora,
        by=root,
        name="Marigold Valley Ladder",
        host="Marigold Valley Behavioral Health",
        summary=(
            "The health system's own program: technicians, aides and peer staff paired with people one or two rungs "
            "up, from another unit or another site."
        ),
        time_zone="America/Chicago",
        intake=Intake.LINK,
    )


def _people(painter: Painter, number: int, *, with_leads: bool) -> Iterator[Sketch]:
    """Draw a program's members, mentors first; the first program begins with the demo's own two."""
    if with_leads:
        yield leads.denise(painter)
        yield leads.maribel(painter)
    for index in range(MENTORS[number]):
        yield _addressed(painter.mentor(index), f"mentor{number}.{index}")
    for index in range(MENTEES[number]):
        yield _addressed(painter.mentee(index), f"mentee{number}.{index}")


def _addressed(sketch: Sketch, local: str) -> Sketch:
    sketch.address = f"{local}@members.example"
    return sketch


def _keep_the_leads_letters() -> None:
    """Drop the letters to invented people, whom nobody reads for, and what would have sent them."""
    addresses = [address for _role, address in leads.LOG_INS]
    db.session.execute(sa.delete(Letter).where(Letter.to_address.not_in(addresses)))
