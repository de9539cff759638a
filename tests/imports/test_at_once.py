"""Two give the word at the same moment: the people come in once."""

from __future__ import annotations

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.foundation.jobs.models import Job
from mentornet.imports.models import Import
from mentornet.programs.models import Enrolment, EnrolmentState
from tests.support.racing import Presser, press_at_once, presser
from tests.support.spreadsheets import MENTEES, stage_desk

FORM = "application/x-www-form-urlencoded"


def test_two_who_give_the_word_at_once_bring_everybody_in_once(app, cast, visit, address):
    desk = stage_desk(app, cast, visit)
    import_id = desk.preview(MENTEES)
    with app.app_context():
        body = f"edition={db.session.get_one(Import, import_id).shown_edition}"
    both = [presser(app, cast.cora.id), presser(app, cast.root.id)]
    headers = [{**one.headers, "Content-Type": FORM, "Content-Length": str(len(body))} for one in both]
    outcomes = press_at_once(
        address, [(Presser(one, body), f"/imports/{import_id}/confirm") for one in headers]
    )

    assert sorted(outcome.status for outcome in outcomes) == [302, 409]
    assert desk.state(import_id) == "done"
    with app.app_context():
        brought = sa.select(sa.func.count()).where(Enrolment.state == EnrolmentState.AWAITED)
        assert db.session.scalar(brought.select_from(Enrolment)) == 2
        runs = sa.select(sa.func.count()).select_from(Job).where(Job.kind == "bring_import")
        assert db.session.scalar(runs) == 1
        twice = (
            sa.select(Account.canonical_email).group_by(Account.canonical_email).having(sa.func.count() > 1)
        )
        assert db.session.scalars(twice).all() == []
