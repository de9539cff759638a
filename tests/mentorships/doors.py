"""The doors of mentorships."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.mentorships.models import Cadence, MentorshipState
from mentornet.mentorships.rules import GoalWords, Terms
from mentornet.mentorships.services import propose_terms
from tests.support.cast import Cast
from tests.support.doors import COORDINATORS, MEMBERS, THE_PARTY, Row, as_file
from tests.support.pairs import account_of, ada_and_ben, make_program


def a_pair(cast: Cast) -> dict[str, Any]:
    return {"mentorship_id": ada_and_ben(cast).id}


def a_paused_pair(cast: Cast) -> dict[str, Any]:
    pair = ada_and_ben(cast)
    pair.state = MentorshipState.PAUSED
    return {"mentorship_id": pair.id}


def a_pair_with_terms(cast: Cast) -> dict[str, Any]:
    pair = ada_and_ben(cast)
    terms = Terms(
        cadence=Cadence.WEEKLY,
        ends_on=clock.today() + timedelta(weeks=9),
        words="",
        goals=(GoalWords(text="Pass the exam"),),
    )
    propose_terms(pair, by=account_of(cast.ben), terms=terms, over=0)
    return {"mentorship_id": pair.id}


def one_goal(cast: Cast) -> dict[str, Any]:
    values = a_pair_with_terms(cast)
    db.session.flush()
    from mentornet.mentorships.queries import get_mentorship

    return values | {"goal_id": get_mentorship(values["mentorship_id"]).goals[0].id}


def a_program(cast: Cast) -> dict[str, Any]:
    return {"slug": make_program(cast).slug}


TERMS = {"version": 0, "own_goals": "Pass the exam", "cadence": "weekly", "ends_on": "2027-06-01"}

ROWS = [
    Row("mentorships.list_mentorships", MEMBERS),
    Row("mentorships.show_mentorship", THE_PARTY, scene=a_pair),
    Row("mentorships.write_agreement", THE_PARTY, scene=a_pair),
    Row("mentorships.write_agreement", THE_PARTY, scene=a_pair, method="POST", form=TERMS),
    Row("mentorships.agree", THE_PARTY, scene=a_pair_with_terms, method="POST", form={"version": 1}),
    Row("mentorships.mark_goal", THE_PARTY, scene=one_goal, method="POST", form={"done": "yes"}),
    Row("mentorships.pause", THE_PARTY, scene=a_pair, method="POST"),
    Row("mentorships.resume", THE_PARTY, scene=a_paused_pair, method="POST"),
    Row("mentorships.end", THE_PARTY, scene=a_pair),
    Row("mentorships.end", THE_PARTY, scene=a_pair, method="POST", form={"reason": "time"}),
    Row("mentorships.list_program_mentorships", COORDINATORS, scene=a_program),
    Row("mentorships.download_program_mentorships", COORDINATORS, scene=as_file(a_program)),
]
