"""The doors of requests."""

from __future__ import annotations

from typing import Any

from mentornet.matching.asking.services import decline_request
from tests.support.asking import WORDS, asking_program, ben_asks_ada
from tests.support.cast import Cast
from tests.support.doors import COORDINATORS, IN, MEMBERS, NOBODY_BY_GUESSING, THE_PARTY, Row, as_file, but
from tests.support.pairs import account_of


def a_program(cast: Cast) -> dict[str, Any]:
    return {"slug": asking_program(cast).slug}


def ada_to_ask(cast: Cast) -> dict[str, Any]:
    return a_program(cast) | {"account_id": cast.ada.id}


def a_request(cast: Cast) -> dict[str, Any]:
    return {"request_id": ben_asks_ada(cast).id}


def requests_of_a_program(cast: Cast) -> dict[str, Any]:
    return {"slug": ben_asks_ada(cast).program.slug}


def adas_no(cast: Cast) -> dict[str, Any]:
    request = ben_asks_ada(cast)
    decline_request(request, by=account_of(cast.ada))
    return {"request_id": request.id}


THE_MENTOR, THE_MENTEE = but(THE_PARTY, ben=409), but(THE_PARTY, ada=409)
WHO_MAY_ASK = but(NOBODY_BY_GUESSING, ben=IN)

ROWS = [
    Row("asking.ask_mentor", WHO_MAY_ASK, scene=ada_to_ask),
    Row("asking.ask_mentor", WHO_MAY_ASK, scene=ada_to_ask, method="POST", form={"words": WORDS}),
    Row("asking.list_requests", MEMBERS),
    Row("asking.show_request", THE_PARTY, scene=a_request),
    Row("asking.accept_request", THE_MENTOR, scene=a_request, method="POST"),
    Row("asking.decline_request", THE_MENTOR, scene=a_request, method="POST"),
    Row("asking.give_reason", THE_MENTOR, scene=adas_no, method="POST", form={"reason": "shifts"}),
    Row("asking.take_back", THE_MENTEE, scene=a_request, method="POST"),
    Row("asking.list_program_requests", COORDINATORS, scene=requests_of_a_program),
    Row("asking.download_program_requests", COORDINATORS, scene=as_file(requests_of_a_program)),
]
