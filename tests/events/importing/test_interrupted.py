"""What is left of an import that was stopped halfway, and does a further run add anything twice?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.events.importing import keeping, services
from mentornet.events.models import Event, EventImport
from mentornet.foundation.database import db
from tests.events.importing.calendar_files import calendar, event
from tests.support.applications import in_context

EVENTS = 7
FILE = calendar(*[event(uid=str(number), title=f"Evening {number}") for number in range(EVENTS)]).encode()


@pytest.fixture(autouse=True)
def _in_small_pieces(monkeypatch):
    monkeypatch.setattr(services, "AT_A_TIME", 2)


def kept_file(cast):
    root = db.session.get_one(Account, cast.root.id)
    return keeping.keep_file("a.ics", FILE, by=root, program_id=None, is_publishing=True)


def bring(app, cast, import_id, *, most=99):
    """Let a worker bring in so many pieces of the file and then be gone; return what it counted."""
    with in_context(app):
        kept = db.session.get_one(EventImport, import_id)
        work = keeping.carry_on(kept, by=db.session.get_one(Account, cast.root.id))
        for number, _share in enumerate(work, start=1):
            db.session.commit()
            if number == most:
                break
        return {name: kept.outcome[name] for name in ("added", "updated", "unchanged")}


def titles(app):
    with app.app_context():
        return sorted(db.session.scalars(sa.select(Event.title)))


def everything():
    return [f"Evening {number}" for number in range(EVENTS)]


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_another_copy_of_a_half_brought_file_adds_only_the_rest(app, cast, pieces):
    with in_context(app):
        first, second = kept_file(cast).id, kept_file(cast).id
    bring(app, cast, first, most=pieces)
    assert len(titles(app)) == 2 * pieces
    copy = bring(app, cast, second)
    assert copy == {"added": EVENTS - 2 * pieces, "updated": 0, "unchanged": 2 * pieces}
    rest = bring(app, cast, first)
    assert rest == {"added": 2 * pieces, "updated": 0, "unchanged": EVENTS - 2 * pieces}
    assert titles(app) == everything()


def test_a_second_run_of_a_whole_file_adds_nothing(app, cast):
    with in_context(app):
        first, second = kept_file(cast).id, kept_file(cast).id
    bring(app, cast, first)
    assert bring(app, cast, second) == {"added": 0, "updated": 0, "unchanged": EVENTS}
    assert titles(app) == everything()


def test_the_page_of_a_stopped_file_says_what_came_in_and_how_to_go_on(app, cast, visit):
    with in_context(app):
        first = kept_file(cast).id
    bring(app, cast, first, most=2)
    page = visit(cast.root).get(f"/events/import/{first}").get_data(as_text=True)
    assert "It was stopped after 4 entries: 4 added, 0 updated so far." in page
    assert "nothing comes twice" in page
    assert "Bring them in" in page


def test_every_event_that_came_in_before_a_stop_is_whole(app, cast, visit):
    with in_context(app):
        first = kept_file(cast).id
    bring(app, cast, first, most=2)
    with app.app_context():
        ids = list(db.session.scalars(sa.select(Event.id)))
    assert [visit().get(f"/events/{one}").status_code for one in ids] == [200] * 4
    assert visit().get("/events.ics").get_data(as_text=True).count("BEGIN:VEVENT") == 4
