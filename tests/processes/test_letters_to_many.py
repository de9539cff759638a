"""Does kill -9 in the middle of letters to many lose one, or write somebody twice?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from mentornet.events.models import Event, Registration, RegistrationState
from mentornet.events.services import cancel_event
from mentornet.foundation.database import db
from mentornet.foundation.mail.outbox import Letter
from tests.events.registering.scenes import an_event
from tests.support.applications import in_context, make_app
from tests.support.cast import make_account
from tests.support.postgres import create_database
from tests.support.processes import Site, kill, started, wait_until

pytestmark = pytest.mark.processes
WORKER = ("flask", "--app", "wsgi", "work")
PEOPLE = 240


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, tmp_path) -> Iterator[Site]:
    """A site whose jobs only real workers do."""
    url = ""
    if request.param == "postgresql":
        url = create_database(request.getfixturevalue("postgres_server"), f"letters_{tmp_path.name}"[:60])
    app = make_app(url, tmp_path, QUEUE_IMMEDIATE=False)
    yield Site(app, url, tmp_path)
    app.extensions["queue"]().storage.close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def cancel_for_many(app: Flask, turn: int) -> int:
    """Cancel an event to which a great many people wanted to come."""
    with in_context(app):
        event = an_event(capacity=PEOPLE)
        people = [make_account(f"Person {turn} {number}") for number in range(PEOPLE)]
        held = {"event_id": event.id, "state": RegistrationState.REGISTERED}
        db.session.add_all(Registration(account_id=person.id, **held) for person in people)
        db.session.flush()
        cancel_event(
            event, by=make_account(f"Root {turn}", is_administrator=True), because="The hall is flooded."
        )
        return event.id


def written(app: Flask, event_id: int) -> Counter[str]:
    """Count the letters about the event, by who gets them."""
    with app.app_context():
        found = sa.select(Letter.to_address).where(Letter.key.endswith(f":event:{event_id}:cancelled"))
        return Counter(db.session.scalars(found))


def more_than(app: Flask, event_id: int, before: int) -> bool:
    return written(app, event_id).total() > before


def is_told(app: Flask, event_id: int) -> bool:
    with app.app_context():
        return db.session.scalar(sa.select(Event.news_at).where(Event.id == event_id)) is None


def kill_in_the_middle(site: Site, event_id: int) -> bool:
    """Kill two workers, one after another, each once it has written to somebody; False where one was done before."""
    for _ in range(2):
        before = written(site.app, event_id).total()
        with started(site, *WORKER) as worker:
            wait_until(partial(more_than, site.app, event_id, before))
            kill(worker)
        if is_told(site.app, event_id):
            return False
    return True


def test_workers_killed_in_the_middle_and_one_that_goes_on_write_everybody_once(site):
    for turn in range(4):  # on a busy machine a worker may be done before it is killed
        event_id = cancel_for_many(site.app, turn)
        assert written(site.app, event_id).total() == 0
        if kill_in_the_middle(site, event_id):
            break
    else:
        pytest.fail("Every worker was done before it could be killed.")
    with started(site, *WORKER):
        wait_until(lambda: is_told(site.app, event_id))
    told = written(site.app, event_id)
    assert len(told) == PEOPLE
    assert set(told.values()) == {1}
