"""Do entries change as administrators say, once each, with everything that remembers them told?"""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from mentornet.accounts.models import Account
from mentornet.audit.models import AuditEntry
from mentornet.catalogue import differences, queries, services, stamp
from mentornet.catalogue.kinds import kind_of
from mentornet.catalogue.models import Credential, Goal
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.notifications.models import Notice
from tests.support.applications import in_context
from tests.support.statements import counted_statements

GOALS, CREDENTIALS = kind_of(Goal), kind_of(Credential)


@pytest.fixture
def root(session, cast) -> Account:
    """The administrator."""
    account: Account = session.get_one(Account, cast.root.id)
    return account


def test_a_change_is_written_marked_as_edited_and_told_to_the_trail(session, root):
    entry = session.get_one(Credential, "rbt")
    changed = services.change_entry(CREDENTIALS, entry, by=root, seen=1, values={"renewal_months": 36})
    assert changed == ["renewal_months"]
    assert (entry.renewal_months, entry.edition, entry.edited_by_id) == (36, 2, root.id)
    act = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert act.details == {"changed": {"renewal_months": [24, 36]}}


def test_a_change_nobody_made_writes_nothing(session, root):
    entry = session.get_one(Credential, "rbt")
    assert services.change_entry(CREDENTIALS, entry, by=root, seen=1, values={"renewal_months": 24}) == []
    assert entry.edition == 1


def test_a_change_to_an_older_edition_is_refused(session, root):
    entry = session.get_one(Credential, "rbt")
    with pytest.raises(services.ChangedMeanwhileError):
        services.change_entry(CREDENTIALS, entry, by=root, seen=5, values={"renewal_months": 36})


def test_what_was_remembered_is_forgotten_with_the_change(session, root):
    before, token = queries.titles(Goal)["choose-path"], stamp.current_token()
    entry = session.get_one(Goal, "choose-path")
    services.change_entry(GOALS, entry, by=root, seen=1, values={"title": "Choose a way"})
    assert (before, queries.titles(Goal)["choose-path"]) == ("Decide which path to take", "Choose a way")
    assert stamp.current_token() != token


def test_what_was_remembered_returns_with_a_rollback(session, root):
    entry = session.get_one(Goal, "choose-path")
    services.change_entry(GOALS, entry, by=root, seen=1, values={"title": "Choose a way"})
    assert queries.titles(Goal)["choose-path"] == "Choose a way"
    session.rollback()
    assert queries.titles(Goal)["choose-path"] == "Decide which path to take"


def test_remembering_costs_one_small_query(session):
    queries.titles(Goal)
    session.rollback()  # a connection at work would not be counted
    with counted_statements() as statements:
        queries.titles(Goal)
    assert len(statements) == 1


def test_a_taken_slug_is_refused(session, root):
    with pytest.raises(Refusal, match="There is an entry choose-path already"):
        services.add_entry(GOALS, by=root, values={"slug": "choose-path", "title": "Again"})


def test_what_was_written_here_has_no_shipped_wording_to_take_back(session, root):
    values = {"slug": "own", "title": "Own", "category": "skills", "description": ""}
    entry = services.add_entry(GOALS, by=root, values=values)
    with pytest.raises(Refusal, match="nothing to take back"):
        services.take_shipped_back(GOALS, entry, by=root, seen=1)


def test_differences_name_what_was_changed_and_what_was_written_here(session, root):
    entry = session.get_one(Credential, "rbt")
    services.change_entry(CREDENTIALS, entry, by=root, seen=1, values={"renewal_months": 36})
    values = {"slug": "own", "title": "Own", "category": "skills", "description": ""}
    services.add_entry(GOALS, by=root, values=values)
    found = {differing.entry.slug: differing for differing in differences.all_differences()}
    assert [(d.column, d.shipped, d.here) for d in found["rbt"].columns] == [("renewal_months", 24, 36)]
    assert found["own"].is_own


def test_a_flag_reaches_every_administrator_and_is_settled_once(session, cast, root):
    ben = session.get_one(Account, cast.ben.id)
    entry = session.get_one(Credential, "rbt")
    flag = services.flag_entry(CREDENTIALS, entry, by=ben, words="Wrong")
    session.flush()
    assert session.scalars(sa.select(Notice.account_id)).all() == [root.id]
    services.settle_flag(flag, by=root, answer="Mended")
    with pytest.raises(Refusal, match="settled this a moment ago"):
        services.settle_flag(flag, by=root, answer="Mended again")
    told = session.scalars(sa.select(Notice).where(Notice.account_id == ben.id)).one()
    assert "Mended" in told.sentence


def test_of_two_who_save_at_the_same_moment_one_wins(app, cast):
    start, outcomes = threading.Barrier(2), []

    def save(months: int) -> None:
        with app.app_context():
            entry = db.session.get_one(Credential, "rbt")
            by = db.session.get_one(Account, cast.root.id)
            db.session.commit()
            start.wait(10)
            try:
                services.change_entry(CREDENTIALS, entry, by=by, seen=1, values={"renewal_months": months})
                db.session.commit()
                outcomes.append("saved")
            except (Refusal, OperationalError) as error:
                db.session.rollback()
                outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=save, args=(months,)) for months in (30, 36)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert outcomes.count("saved") == 1
    with in_context(app):
        assert db.session.get_one(Credential, "rbt").edition == 2
