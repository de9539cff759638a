"""The doors of programs: what anyone sees, what a member does for themselves, what coordinators run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.words import canonical_address
from mentornet.programs.models import EnrolmentState, Intake, Invitation, Program, Side
from mentornet.programs.rules import DEFAULT_WEIGHTS
from mentornet.programs.services import hashed
from tests.support.cast import Cast
from tests.support.doors import (
    ADMINISTRATORS,
    ANYONE,
    COORDINATORS,
    IN,
    MEMBERS,
    SIGN_IN,
    Row,
    as_file,
    but,
    everyone,
)
from tests.support.programs import make_cohort, make_enrolment, make_program, make_question

Scene = Callable[[Cast], dict[str, Any]]
BEN_ALONE = everyone(404, stranger=SIGN_IN, ben=IN)
THOSE_IN_IT = everyone(404, ada=IN, ben=IN, cora=IN, root=IN)
TOKEN = "a-token-of-a-letter"
ADDRESS = {"email": "drew@people.example"}


def the_program(cast: Cast, **values: Any) -> Program:
    """Cora's program, with Ada and Ben in it; Olga runs another one."""
    program = make_program(coordinator_id=cast.cora.id, **values)
    make_program("other", coordinator_id=cast.olga.id)
    make_enrolment(program, cast.ada.id, Side.MENTOR)
    make_enrolment(program, cast.ben.id, Side.MENTEE)
    return program


def one_program(cast: Cast) -> dict[str, Any]:
    the_program(cast)
    return {"slug": "rungs"}


def hidden_program(cast: Cast) -> dict[str, Any]:
    the_program(cast, intake=Intake.LINK)
    return {"slug": "rungs"}


def lonely_program(cast: Cast) -> dict[str, Any]:
    make_program(coordinator_id=cast.cora.id)
    return {"slug": "rungs"}


def closed_program(cast: Cast) -> dict[str, Any]:
    the_program(cast, closed_at=clock.now())
    return {"slug": "rungs", "step": "reopen"}


def one_link(cast: Cast) -> dict[str, Any]:
    make_program(coordinator_id=cast.cora.id, intake=Intake.LINK)
    return {"token": "token-of-rungs"}


def one_question(cast: Cast) -> dict[str, Any]:
    question = make_question(the_program(cast), "Why now?")
    return {"slug": "rungs", "question_id": question.id}


def one_cohort(cast: Cast) -> dict[str, Any]:
    cohort = make_cohort(the_program(cast), "Spring", date(2999, 2, 1))
    return {"slug": "rungs", "cohort_id": cohort.id}


def second_coordinator(cast: Cast) -> dict[str, Any]:
    program = the_program(cast)
    program.coordinators.append(db.session.get_one(Account, cast.ada.id))
    db.session.flush()
    return {"slug": "rungs", "account_id": cast.ada.id}


def one_invitation(cast: Cast) -> dict[str, Any]:
    program = make_program(coordinator_id=cast.cora.id, intake=Intake.INVITATION)
    address = "somebody@people.example"
    sent_at = clock.now() - timedelta(days=1)
    invitation = Invitation(
        program=program,
        email=address,
        canonical_email=canonical_address(address),
        side=Side.MENTEE,
        token_hash=hashed(TOKEN),
        sent_at=sent_at,
        expires_at=clock.now() + timedelta(days=20),
    )
    db.session.add(invitation)
    db.session.flush()
    return {"slug": "rungs", "invitation_id": invitation.id}


def its_link(cast: Cast) -> dict[str, Any]:
    one_invitation(cast)
    return {"token": TOKEN}


def bens_part(cast: Cast) -> dict[str, Any]:
    make_enrolment(make_program(coordinator_id=cast.cora.id), cast.ben.id, Side.MENTEE)
    return {"slug": "rungs", "side": "mentee"}


def ben_as_member(cast: Cast) -> dict[str, Any]:
    return one_program(cast) | {"account_id": cast.ben.id}


def bens_side(cast: Cast) -> dict[str, Any]:
    return ben_as_member(cast) | {"side": "mentee"}


def paused_ben(cast: Cast) -> dict[str, Any]:
    make_enrolment(
        make_program(coordinator_id=cast.cora.id), cast.ben.id, Side.MENTEE, state=EnrolmentState.PAUSED
    )
    return {"slug": "rungs", "account_id": cast.ben.id, "side": "mentee", "step": "resume"}


def stepped(scene: Scene, step: str) -> Scene:
    """Return the scene with a step in the address."""
    return lambda cast: scene(cast) | {"step": step}


TERMS = {
    "name": "Rungs",
    "time_zone": "America/Chicago",
    "intake": "open",
    "pace": "rolling",
    "answer_days": "7",
    "mentorship_weeks": "26",
    "minimum_fit": "0",
}
QUESTION = {"prompt": "Which unit?", "kind": "text", "asked_of": ""}
COHORT = {"name": "Fall", "begins_on": "2999-09-01"}


def _run(endpoint: str, scene: Scene = one_program, **more: Any) -> Row:
    return Row(f"programs.{endpoint}", COORDINATORS, scene=scene, **more)


def _send(endpoint: str, scene: Scene = one_program, **more: Any) -> Row:
    return _run(endpoint, scene, method="POST", **more)


ROWS = [
    Row("programs.list_programs", ANYONE, scene=one_program),
    Row("programs.show_program", THOSE_IN_IT, scene=hidden_program),
    Row("programs.show_link", ANYONE, scene=one_link),
    Row("programs.enrol_by_link", MEMBERS, scene=one_link, query={"side": "mentee"}),
    Row("programs.enrol_by_link", MEMBERS, scene=one_link, query={"side": "both"}, method="POST"),
    Row("programs.enrol", MEMBERS, scene=one_program, query={"side": "mentee"}),
    Row("programs.enrol", MEMBERS, scene=lonely_program, query={"side": "mentor"}, method="POST"),
    Row("programs.step_own", BEN_ALONE, scene=stepped(bens_part, "withdraw"), method="POST"),
    Row("programs.edit_answers", BEN_ALONE, scene=bens_part),
    Row("programs.edit_answers", BEN_ALONE, scene=bens_part, method="POST"),
    Row("programs.show_invitation", ANYONE, scene=its_link),
    Row("programs.accept_invitation", MEMBERS, scene=its_link, method="POST"),
    Row("programs.create_program", ADMINISTRATORS),
    Row(
        "programs.create_program",
        ADMINISTRATORS,
        method="POST",
        form={"name": "New", "time_zone": "America/Chicago", "coordinator": "cora@people.example"},
    ),
    _run("edit_program"),
    _send("edit_program", form=TERMS),
    _send("renew_link"),
    _send("step_program", closed_program),
    _run("list_cohorts"),
    _send("list_cohorts", form=COHORT),
    _run("edit_cohort", one_cohort),
    _send("edit_cohort", one_cohort, form=COHORT),
    _send("remove_cohort", one_cohort),
    _run("list_questions"),
    _send("list_questions", form=QUESTION),
    _run("edit_question", one_question),
    _send("edit_question", one_question, form=QUESTION),
    _send("step_question", stepped(one_question, "delete")),
    _run("edit_weights"),
    _send("edit_weights", form=DEFAULT_WEIGHTS),
    _send("show_shares", form=DEFAULT_WEIGHTS, inside=200),
    _run("list_coordinators"),
    _send("list_coordinators", form=ADDRESS),
    Row(
        "programs.remove_coordinator",
        but(COORDINATORS, ada=IN),  # it is Ada's to run as well, until she removes herself
        scene=second_coordinator,
        method="POST",
    ),
    _run("list_invitations"),
    _send("list_invitations", form={"addresses": "new@people.example", "side": "mentee", "cohort": "0"}),
    _send("step_invitation", stepped(one_invitation, "resend")),
    _run("list_members"),
    _run("download_members", as_file(one_program)),
    _run("add_member"),
    _send("add_member", form=ADDRESS | {"side": "mentor"}),
    _run("show_member", ben_as_member),
    _send("step_member", paused_ben),
    _send("move_member", bens_side, form={"cohort": "0"}),
]
