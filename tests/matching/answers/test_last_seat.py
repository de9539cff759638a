"""Two programs publish at once and want the same mentor's last seat: who gets it?"""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.matching import services
from mentornet.matching.models import Proposal, ProposalState
from mentornet.matching.queries import get_round
from mentornet.profiles.models import MentorProfile
from mentornet.programs.models import Enrolment, Side
from tests.support.applications import in_context
from tests.support.programs import make_program
from tests.support.rounds import make_mentee, make_mentor, solved_round


def test_one_proposal_gets_the_last_seat_and_the_other_is_withdrawn(app, cast):
    with in_context(app):
        rounds: list[int] = []
        for slug in ("days", "nights"):
            program = make_program(slug, coordinator_id=cast.cora.id)
            if rounds:
                db.session.add(Enrolment(program_id=program.id, account_id=cast.ada.id, side=Side.MENTOR))
            else:
                make_mentor(program, account=db.session.get_one(Account, cast.ada.id))
            make_mentee(program, f"Mentee of {slug}")
            rounds.append(solved_round(program).id)
    gate, failures = threading.Barrier(2), []

    def publish(round_id):
        with app.app_context():
            matching_round, by = get_round(round_id), db.session.get_one(Account, cast.cora.id)
            db.session.commit()
            gate.wait()
            try:
                services.publish_round(matching_round, by=by, answer_by=clock.now() + timedelta(days=7))
                db.session.commit()
            except Exception as error:  # noqa: BLE001 - told by the test that started the thread
                failures.append(error)

    threads = [threading.Thread(target=publish, args=[round_id]) for round_id in rounds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with app.app_context():
        states = Counter(db.session.scalars(sa.select(Proposal.state)))
        assert states == {ProposalState.OPEN: 1, ProposalState.WITHDRAWN: 1}
        assert db.session.scalars(sa.select(MentorProfile.seats_taken)).all() == [1]
