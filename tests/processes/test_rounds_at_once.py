"""Do independent rounds of one program, two sites' or states' pools, run at the same time on two workers?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job, JobState
from mentornet.matching import services
from mentornet.matching.models import MatchingRound, Proposal
from mentornet.matching.queries import SOLVE
from mentornet.programs.models import Cohort, Enrolment
from mentornet.seeds.trial import add_trial_community
from tests.support.applications import make_app
from tests.support.cast import make_account
from tests.support.postgres import create_database
from tests.support.processes import Site, started, wait_until

pytestmark = pytest.mark.processes
WORKER = ("flask", "--app", "wsgi", "work")
SITES = ("North", "South")


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, tmp_path) -> Iterator[Site]:
    """A site with a trial program of two cohorts, whose jobs only real workers do."""
    url = ""
    if request.param == "postgresql":
        url = create_database(request.getfixturevalue("postgres_server"), f"at_once_{tmp_path.name}"[:60])
    app = make_app(url, tmp_path, QUEUE_IMMEDIATE=False)
    yield Site(app, url, tmp_path)
    app.extensions["queue"]().storage.close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def start_both(site: Site, *, members: int) -> list[int]:
    """Put one round of each cohort to the workers."""
    with site.app.app_context():
        cora = make_account("Cora")
        program = add_trial_community(members=members, seed=1)
        rounds = []
        for number, name in enumerate(SITES):
            cohort = Cohort(program_id=program.id, name=name, begins_on=clock.now().date())
            db.session.add(cohort)
            db.session.flush()
            mine = Enrolment.program_id == program.id, Enrolment.account_id % 2 == number
            db.session.execute(sa.update(Enrolment).where(*mine).values(cohort_id=cohort.id))
            rounds.append(services.open_round(program, by=cora, name=name, seed=1, cohort_id=cohort.id))
        for one in rounds:
            services.start_solving(one, by=cora)
        db.session.commit()
        return [one.id for one in rounds]


def jobs_of(site: Site) -> list[Job]:
    with site.app.app_context():
        found = list(db.session.scalars(sa.select(Job).where(Job.kind == SOLVE)))
        db.session.expunge_all()
        return found


def test_two_rounds_of_one_program_are_solved_at_the_same_time(site):
    round_ids = start_both(site, members=900)
    with started(site, *WORKER), started(site, *WORKER):
        wait_until(lambda: all(job.state is JobState.DONE for job in jobs_of(site)), seconds=90)
    spans = [(job.started_at, job.finished_at) for job in jobs_of(site) if job.started_at and job.finished_at]
    assert len(spans) == len(SITES)
    assert max(began for began, _ in spans) < min(ended for _, ended in spans)
    with site.app.app_context():
        for round_id in round_ids:
            matching_round = db.session.get_one(MatchingRound, round_id)
            drafts = sa.select(sa.func.count()).where(Proposal.round_id == round_id)
            assert matching_round.is_proved_optimal
            assert db.session.scalar(drafts) == matching_round.figures["placed"] > 0
