"""What does a newcomer find? A community that looks lived in, built once from the catalogue and a fixed seed."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from ..accounts.models import Account
from ..accounts.passwords import hash_password
from ..foundation import clock
from ..foundation.database import db
from ..foundation.mail import only_to
from ..foundation.words import canonical_address, folded
from ..profiles.models import Profile
from ..programs.models import Intake, Program
from ..programs.services.programs import create_program
from . import leads, log_ins
from .asking import tell_requests
from .bulk import add_people
from .field import Field, read_field
from .gatherings import add_events
from .people import Painter, Sketch
from .rounds import tell_fall, tell_spring, tell_winter

SEED = 20261123
SLUGS = ("golden-state-rungs", "marigold-valley-ladder")
GOLDEN_MENTORS, SPRING_MENTEES, FALL_MENTEES = 72, 60, 111
MARIGOLD_MENTORS, WINTER_MENTEES = 37, 128
SEATS_OF_ONE_TO_THREE = (10, 40, 50)


def is_seeded() -> bool:
    """Say whether the demo community is there, whole: its administrator is added last."""
    return _find(log_ins.ADMINISTRATOR) is not None


def seed_demo() -> bool:
    """Build the demo community unless it is there, and return whether it was built. Commits as it goes.

    About 400 members in two programs: one with a finished round whose pairs are at work and a round
    whose proposals await answers, one with a round ready to be solved; and two dozen events
    around today. What a build that was cut off left behind is cleared away first.
    """
    if is_seeded():
        return False
    with only_to(address for _role, address in log_ins.LOG_INS):
        _build()
    return True


def _build() -> None:
    _clear()
    password_hash = hash_password(log_ins.PASSWORD)
    cora = _staff("Teresa Lindgren", log_ins.COORDINATOR, password_hash)
    with clock.frozen_at(clock.now() - timedelta(days=210)):
        golden, marigold = _golden(cora), _marigold(cora)
    field = read_field()
    people = Demo(field, password_hash)
    _tell_golden(golden, people, by=cora)
    people.join(
        marigold,
        Painter(field, SEED + 1, home_state="us-ks", seat_weights=SEATS_OF_ONE_TO_THREE),
        MARIGOLD_MENTORS,
        WINTER_MENTEES,
    )
    tell_winter(marigold, by=cora, seed=SEED)
    add_events(golden, by=cora)
    _staff("Sam Whitehorse", log_ins.ADMINISTRATOR, password_hash, is_administrator=True)
    db.session.commit()


class Demo:
    """The invented people, joining program by program; each gets an address of their own."""

    def __init__(self, field: Field, password_hash: str) -> None:
        self.field = field
        self.password_hash = password_hash
        self.count = 0

    def join(self, program: Program, painter: Painter, mentors: int, mentees: int) -> list[int]:
        """Draw mentors, then mentees, and enrol them; return their account ids."""
        sketches = [painter.mentor(index) for index in range(mentors)]
        sketches += [painter.mentee(index) for index in range(mentees)]
        for sketch in sketches:
            self.count += 1
            sketch.address = f"member{self.count}@members.example"
        return self.add(program, sketches)

    def add(self, program: Program, sketches: list[Sketch]) -> list[int]:
        """Enrol the people sketched; return their account ids."""
        return add_people(
            sketches,
            password_hash=self.password_hash,
            program_id=program.id,
            is_demo=True,
            seed=SEED + self.count,
        )


def _tell_golden(golden: Program, people: Demo, *, by: Account) -> None:
    """Let the first program have a past: a spring round with some, a fall round with those who came later."""
    painter = Painter(people.field, SEED, home_state="us-ca", seat_weights=SEATS_OF_ONE_TO_THREE)
    people.join(golden, painter, GOLDEN_MENTORS, SPRING_MENTEES)
    tell_spring(golden, by=by, seed=SEED)
    people.join(golden, painter, 0, FALL_MENTEES)
    pair = people.add(golden, [leads.denise(painter), leads.maribel(painter)])
    belong = sa.update(Profile).where(Profile.account_id.in_(pair))
    db.session.execute(belong.values(memberships=["aapt", "nami"]))
    tell_fall(golden, by=by, seed=SEED, spared=frozenset(pair))
    mentor = _find(log_ins.MENTOR)
    if mentor is not None:
        tell_requests(golden, to=mentor)


def _find(address: str) -> Account | None:
    return db.session.scalar(sa.select(Account).where(Account.email_key == address))


def _clear() -> None:
    """Take away what is left of a demo that was not finished."""
    db.session.execute(sa.delete(Program).where(Program.slug.in_(SLUGS)))
    db.session.execute(sa.delete(Account).where(Account.is_demo))
    db.session.commit()


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


def _golden(cora: Account) -> Program:
    return create_program(
        coordinator=cora,
        by=cora,
        name="Golden State Rungs",
        host="Golden State Technicians' Network",
        summary=(
            "Six months with somebody who has climbed the rung you want. For psychiatric technicians and their "
            "colleagues in California: two meetings a month, around your shifts, at no cost."
        ),
        time_zone="America/Los_Angeles",
        intake=Intake.OPEN,
    )


def _marigold(cora: Account) -> Program:
    return create_program(
        coordinator=cora,
        by=cora,
        name="Marigold Valley Ladder",
        host="Marigold Valley Behavioral Health",
        summary=(
            "The health system's own program: technicians, aides and peer staff paired with people one or two rungs "
            "up, from another unit or another site."
        ),
        time_zone="America/Chicago",
        intake=Intake.LINK,
    )
