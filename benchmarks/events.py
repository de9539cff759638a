"""What do the pages of events cost with ten thousand of them, and how many a second can register for one hot event?

python -m benchmarks.events            on SQLite and on PostgreSQL
python -m benchmarks.events --quick    a tenth of it

Pages: SQL statements, median and 95th percentile of processor time, beside the site's own hello. The race: many people
press Register for one event at the same moment against two server processes; every seat must be given, none twice, and
whoever got none must stand in the line.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from benchmarks.accept_race import serving
from benchmarks.pages import HELLO, seconds, statements
from benchmarks.sites import site
from mentornet.accounts.models import Account
from mentornet.accounts.sessions import begin_session
from mentornet.catalogue.models import EventTopic
from mentornet.catalogue.queries import titles
from mentornet.events.models import Event, EventState, Registration, RegistrationState
from mentornet.events.registering.services import register
from mentornet.foundation import clock
from mentornet.foundation.database import db
from tests.events.registering.scenes import an_event
from tests.support.applications import in_context, make_app
from tests.support.cast import make_account
from tests.support.postgres import create_database, running_server
from tests.support.racing import press_at_once, presser

EVENTS, EACH, MEMBERS = 10_000, 20, 5_000
CAPACITY = 25
CALLS = 40
PEOPLE, SEATS, AT_ONCE = 400, 150, 40
AT_A_TIME = 10_000


def main(*, quick: bool) -> None:
    """Print pages and races for both databases; leave with 1 where a seat was lost or given twice."""
    size = 10 if quick else 1
    wrong = 0
    with running_server() as server:
        for name in ("SQLite", "PostgreSQL"):
            postgres = name == "PostgreSQL"
            pages(name, create_database(server, "event_pages") if postgres else "", size)
            wrong += race(name, create_database(server, "event_race") if postgres else "", size)
    sys.exit(wrong > 0)


def pages(name: str, url: str, size: int) -> None:
    """Print a row for each page, on one database."""
    with site(members=MEMBERS // size, url=url) as (app, _):
        begun = time.perf_counter()
        event_id = add_events(app, EVENTS // size)
        print(
            f"   {name}: {EVENTS // size:,} events and {EVENTS // size * EACH:,} registrations "
            f"added in {time.perf_counter() - begun:.0f} s; {CALLS} calls a page; hello is {HELLO}"
        )
        print(f"   {'page':26} {'status':>6} {'x hello':>8} {'ms CPU':>7} {'p95':>7} {'kB':>5} {'SQL':>4}")
        client = member(app)
        for label, path in addresses(event_id).items():
            row(app, client, label, path)
        with app.app_context():
            db.session.remove()
            cost_of_registering(app, event_id)


def addresses(event_id: int) -> dict[str, str]:
    """Return the pages to call."""
    month = f"{clock.now():%Y-%m}"
    return {
        "list": "/events",
        "list, by topic": "/events?topic=de-escalation",
        "list, words": "/events?q=unit",
        "list, free seats": "/events?seats=y",
        "for you": "/events/for-you",
        "month grid": f"/events/month?month={month}",
        "one event": f"/events/{event_id}",
        "who is going": f"/events/{event_id}/going",
        "public feed": "/events.ics",
        "Today": "/",
    }


def row(app: Flask, client: FlaskClient, label: str, path: str) -> None:
    """Measure one page and print it."""
    answer = client.get(path)
    count = statements(app, lambda: client.get(path))
    hello, page = [], []
    for _ in range(CALLS):
        hello.append(seconds(lambda: client.get(HELLO)))
        page.append(seconds(lambda: client.get(path)))
    ratio = statistics.median(page) / statistics.median(hello)
    print(
        f"   {label:26} {answer.status_code:>6} {ratio:>8.1f} {statistics.median(page) * 1000:>7.1f} "
        f"{percentile(page) * 1000:>7.1f} {len(answer.data) / 1024:>5.0f} {count:>4}",
        flush=True,
    )


def percentile(times: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def member(app: Flask) -> FlaskClient:
    """Return a browser signed in as the first member."""
    with app.app_context():
        token = begin_session(first_member(), browser="benchmark")
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def first_member() -> Account:
    """Return the member who reads the pages."""
    return db.session.scalars(sa.select(Account).order_by(Account.id).limit(1)).one()


def add_events(app: Flask, number: int) -> int:
    """Add events of a year back and a year ahead, each with its registrations; return one that is ahead."""
    with app.app_context():
        accounts = list(db.session.scalars(sa.select(Account.id).order_by(Account.id)))
        topics = list(titles(EventTopic))
        insert(Event, some_events(number, topics))
        ids = list(db.session.scalars(sa.select(Event.id).order_by(Event.id)))
        insert(Registration, some_registrations(ids, accounts))
        db.session.commit()
        return ids[number // 2 + 10]


def insert(table: type[Any], rows: Iterator[dict[str, Any]]) -> None:
    """Insert rows, many at a time."""
    batch: list[dict[str, Any]] = []
    for one in rows:
        batch.append(one)
        if len(batch) == AT_A_TIME:
            db.session.execute(sa.insert(table), batch)
            batch = []
    if batch:
        db.session.execute(sa.insert(table), batch)


def some_events(number: int, topics: list[str]) -> Iterator[dict[str, Any]]:
    """Yield events at even distances."""
    begin, step = clock.now() - timedelta(days=365), timedelta(days=730) / number
    for count in range(number):
        starts_at = begin + count * step
        yield {
            "title": f"Calm on the unit {count}",
            "kind_slug": "workshop",
            "topics": [topics[count % len(topics)]],
            "state": EventState.PUBLISHED,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=2),
            "time_zone": "America/Chicago",
            "is_online": count % 3 == 0,
            "place": "Hall 1",
            "capacity": CAPACITY,
            "seats_taken": EACH,
            "contact_minutes": 90,
        }


def some_registrations(events: list[int], accounts: list[int]) -> Iterator[dict[str, Any]]:
    """Yield so many different people for each event, the first member at every one."""
    moment = clock.now()
    for place, event_id in enumerate(events):
        for count in range(EACH):
            who = (place * 7 + count * 251) % len(accounts) if count else 0
            yield {
                "event_id": event_id,
                "account_id": accounts[who] if who or not count else accounts[-1 - count],
                "state": RegistrationState.REGISTERED,
                "is_seen": True,
                "created_at": moment,
                "changed_at": moment,
            }


def cost_of_registering(app: Flask, event_id: int) -> None:
    """Print what one registration costs the processor, its letter and trail included."""
    event = db.session.get_one(Event, event_id)
    people = db.session.scalars(sa.select(Account).order_by(Account.id.desc()).limit(CALLS)).all()
    event.capacity = None
    db.session.commit()
    sent: list[int] = []
    times = []
    for person in people:
        begun = time.process_time()
        sent.append(statements(app, lambda person=person: register(event, by=person)))  # type: ignore[misc]  # this turn's person
        db.session.commit()
        times.append(time.process_time() - begun)
    print(
        f"   {'registering (service)':26} {'':>6} {'':>8} {statistics.median(times) * 1000:>7.1f} "
        f"{percentile(times) * 1000:>7.1f} {'':>5} {statistics.median(sent):>4.0f}"
    )


def cost_of_pressing(name: str, app: Flask) -> None:
    """Print what one press of Register costs the web server's process, from the request to the redirect."""
    with in_context(app):
        event_id = an_event(capacity=CALLS).id
        ids = [make_account(f"Single {number}").id for number in range(CALLS)]
    crowd, client = (
        [presser(app, one) for one in ids],
        FlaskClient(app, app.response_class, use_cookies=False),
    )
    times, sent = [], []
    for who in crowd:
        head = {key: value for key, value in who.headers.items() if key != "Content-Length"}
        press = partial(client.post, f"/events/{event_id}/register", headers=head)
        begun = time.process_time()
        sent.append(statements(app, press))
        times.append(time.process_time() - begun)
    app.extensions["queue"]().storage.close()
    print(
        f"   {name:11} one registration alone: {statistics.median(sent):.0f} statements, "
        f"{statistics.median(times) * 1000:.1f} ms of processor time, p95 {percentile(times) * 1000:.1f}"
    )


def race(name: str, url: str, size: int) -> int:
    """Let people press at once for one event; print what came of it, and return how many seats are wrong."""
    people, seats = PEOPLE // size, SEATS // size
    with tempfile.TemporaryDirectory(prefix="mentornet-race-") as folder:
        app = make_app(url, Path(folder), QUEUE_IMMEDIATE=False)
        cost_of_pressing(name, app)
        with in_context(app):
            event_id = an_event(capacity=seats).id
            ids = [make_account(f"Person {number}").id for number in range(people)]
        crowd = [presser(app, one) for one in ids]
        path = f"/events/{event_id}/register"
        with serving(url, Path(folder)) as address:
            begun = time.perf_counter()
            outcomes = [
                outcome
                for start in range(0, people, AT_ONCE)
                for outcome in press_at_once(address, [(one, path) for one in crowd[start : start + AT_ONCE]])
            ]
            lasted = time.perf_counter() - begun
        with app.app_context():
            mine = sa.select(Registration.state).where(Registration.event_id == event_id)
            states = Counter(db.session.scalars(mine))
            taken = db.session.get_one(Event, event_id).seats_taken
            db.session.remove()
            db.engine.dispose()
    held, waiting = states[RegistrationState.REGISTERED], states[RegistrationState.WAITING]
    lost = people - held - waiting
    wrong = abs(held - seats) + abs(taken - held) + lost
    refused = sum(outcome.status != 302 for outcome in outcomes)
    print(
        f"   {name:11} one hot event: {people} pressed, {AT_ONCE} at once, {seats} seats: {held} have one, "
        f"{waiting} in line, lost {lost}, over {max(0, held - seats)}, other answers {refused}; "
        f"{people / lasted:.0f} registrations a second",
        flush=True,
    )
    return wrong


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
