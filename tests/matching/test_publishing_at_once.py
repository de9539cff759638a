from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.matching import services
from mentornet.matching.models import Proposal, ProposalState
from mentornet.matching.queries import get_round
from mentornet.notifications.models import Notice, NoticeKind
from mentornet.profiles.models import MentorProfile
from tests.support.applications import in_context
from tests.support.rounds import small_program, solved_round

TRIES = 6


def test_of_many_who_publish_at_once_one_wins_and_nothing_goes_out_twice(app: Flask, cast: Any) -> None:
    with in_context(app):
        round_id = solved_round(small_program(cast)).id
    start, outcomes = threading.Barrier(TRIES), []

    def publish() -> None:
        with app.app_context():
            matching_round = get_round(round_id)
            by = db.session.get_one(Account, cast.cora.id)
            db.session.commit()
            start.wait()
            try:
                services.publish_round(matching_round, by=by, answer_by=clock.now() + timedelta(days=7))
                db.session.commit()
                outcomes.append("won")
            except Refusal as refusal:
                db.session.rollback()
                outcomes.append(refusal.sentence)

    threads = [threading.Thread(target=publish) for _ in range(TRIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("won") == 1, outcomes
    refused = [sentence for sentence in outcomes if sentence != "won"]
    assert len(refused) == TRIES - 1
    assert all("published" in sentence or "letters" in sentence for sentence in refused)
    with app.app_context():
        open_ones = sa.select(sa.func.count()).where(Proposal.state == ProposalState.OPEN)
        told = sa.select(sa.func.count()).where(Notice.kind == NoticeKind.PROPOSAL_TO_ANSWER)
        seats = sa.select(sa.func.sum(MentorProfile.seats_taken))
        assert db.session.scalar(open_ones) == 2
        assert db.session.scalar(told) == 4
        assert db.session.scalar(seats) == 2
