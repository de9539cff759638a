"""The doors of imports: its program's coordinators come in; the letter's link is its reader's."""

from __future__ import annotations

import io
from typing import Any

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.jobs import Run
from mentornet.imports import services
from mentornet.imports.jobs import read_import
from mentornet.imports.models import BroughtIn, Import, ImportState
from mentornet.profiles.services import begin_profile
from mentornet.programs.models import EnrolmentState, Program, Side
from mentornet.programs.services import hashed
from tests.support.cast import Cast, make_account
from tests.support.doors import ANYONE, COORDINATORS, Row
from tests.support.programs import make_enrolment, make_program
from tests.support.spreadsheets import MENTEES

TOKEN = "a-token-of-a-letter"
CLAIM = {"name": "Mia", "password": "rivers run slowly north", "is_adult": "y", "accepts_conduct": "y"}
COLUMNS = {"side": "mentee", "column-0": "name", "column-1": "email"}


class Here(Run):
    """A run of a job in the test's own transaction, which tells nobody."""

    def __init__(self, subject_id: int) -> None:
        super().__init__(job_id=0, subject_id=subject_id, wanted_by_id=None, owner="here")

    def report(self, stage: str, progress: float, *, gap: float | None = None) -> None:
        """Leave it."""


def the_program(cast: Cast) -> Program:
    make_program("other", coordinator_id=cast.olga.id)
    return make_program(coordinator_id=cast.cora.id)


def a_program(cast: Cast) -> dict[str, Any]:
    return {"slug": the_program(cast).slug}


def received(cast: Cast) -> Import:
    return services.receive(
        the_program(cast),
        stream=io.BytesIO(MENTEES.encode()),
        file_name="mentees.csv",
        side=Side.MENTEE,
        by=db.session.get_one(Account, cast.cora.id),
    )


def at_columns(cast: Cast) -> dict[str, Any]:
    return {"import_id": received(cast).id}


def at_values(cast: Cast) -> dict[str, Any]:
    one = received(cast)
    one.state = ImportState.READING
    db.session.commit()  # the survey holds no transaction of its own
    run = Here(one.id)
    read_import(run)
    return {"import_id": one.id}


def at_preview(cast: Cast) -> dict[str, Any]:
    one = received(cast)
    one.state, one.is_surveyed = ImportState.READING, True
    run = Here(one.id)
    read_import(run)
    return {"import_id": one.id}


def being_read(cast: Cast) -> dict[str, Any]:
    from mentornet.foundation.jobs.models import Job

    one = received(cast)
    one.state = ImportState.READING
    db.session.add(Job(kind="read_import", subject_id=one.id))
    return {"import_id": one.id}


def done(cast: Cast) -> dict[str, Any]:
    values = at_preview(cast)
    db.session.get_one(Import, values["import_id"]).state = ImportState.DONE
    return values


def somebody_brought(cast: Cast) -> dict[str, Any]:
    program = the_program(cast)
    mia = make_account("Mia Brook", confirmed_at=None, accepted_conduct=0)
    begin_profile(mia, mentee=True, mentor=False)
    make_enrolment(program, mia.id, Side.MENTEE, state=EnrolmentState.AWAITED)
    brought = BroughtIn(program=program, account=mia, by_id=cast.cora.id, token_hash=hashed(TOKEN))
    db.session.add(brought)
    return {"token": TOKEN}


ROWS = [
    Row("imports.list_imports", COORDINATORS, scene=a_program),
    Row("imports.upload", COORDINATORS, scene=a_program, method="POST", form={"side": "mentee"}, inside=422),
    Row("imports.show_import", COORDINATORS, scene=at_columns, inside=302),
    Row("imports.choose_columns", COORDINATORS, scene=at_columns),
    Row(
        "imports.choose_columns",
        COORDINATORS,
        scene=at_columns,
        method="POST",
        form={"side": "x"},
        inside=422,
    ),
    Row("imports.show_progress", COORDINATORS, scene=being_read),
    Row("imports.stop_import", COORDINATORS, scene=at_columns, method="POST", inside=409),
    Row("imports.answer_values", COORDINATORS, scene=at_values),
    Row("imports.answer_values", COORDINATORS, scene=at_columns, method="POST", inside=409),
    Row("imports.show_preview", COORDINATORS, scene=at_preview),
    Row("imports.confirm_import", COORDINATORS, scene=at_preview, method="POST", inside=409),
    Row("imports.discard_import", COORDINATORS, scene=at_columns, method="POST"),
    Row("imports.show_outcome", COORDINATORS, scene=done),
    Row("imports.download_refused", COORDINATORS, scene=lambda cast: at_preview(cast) | {"kind": "csv"}),
    Row("imports.show_brought", ANYONE, scene=somebody_brought),
    Row("imports.claim", ANYONE, scene=somebody_brought, method="POST", form=CLAIM),
    Row("imports.refuse", ANYONE, scene=somebody_brought, method="POST"),
    Row("imports.show_erased", ANYONE),
]
