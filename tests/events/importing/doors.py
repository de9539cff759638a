"""The doors of bringing events in: coordinators and administrators; a file is seen by whoever brought it."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account
from mentornet.events.importing.keeping import keep_file
from mentornet.events.importing.queries import BRING
from mentornet.events.models import EventImport
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from tests.events.importing.calendar_files import calendar, event
from tests.support.cast import Cast
from tests.support.doors import COORDINATORS, IN, NOBODY_BY_GUESSING, Row, but
from tests.support.programs import make_program


def two_programs(cast: Cast) -> dict[str, Any]:
    make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    return {}


def coras_file(cast: Cast) -> dict[str, Any]:
    program = make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    cora = db.session.get_one(Account, cast.cora.id)
    content = calendar(event(), event(start="DTSTART:never", uid="2")).encode()
    kept = keep_file("last year.ics", content, by=cora, program_id=program.id, is_publishing=False)
    return {"import_id": kept.id}


def coras_file_at_work(cast: Cast) -> dict[str, Any]:
    scene = coras_file(cast)
    db.session.get_one(EventImport, scene["import_id"]).asked_at = clock.now()
    db.session.add(
        Job(kind=BRING, subject_id=scene["import_id"], state=JobState.RUNNING, owner="another:1:x")
    )
    db.session.flush()
    return scene


CORAS_ALONE = but(NOBODY_BY_GUESSING, cora=IN)

ROWS = [
    Row("events_importing.choose_file", but(COORDINATORS, olga=IN), scene=two_programs),
    Row(
        "events_importing.choose_file",
        but(COORDINATORS, cora=422, olga=422, root=422),  # neither a file nor an address
        scene=two_programs,
        method="POST",
        form={"program": "1"},
    ),
    Row("events_importing.show_import", CORAS_ALONE, scene=coras_file),
    Row("events_importing.bring_in", CORAS_ALONE, scene=coras_file, method="POST"),
    Row("events_importing.stop", CORAS_ALONE, scene=coras_file_at_work, method="POST"),
    Row("events_importing.discard", CORAS_ALONE, scene=coras_file, method="POST"),
]
