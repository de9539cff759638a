"""Is an act written down once, and never changed?"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account
from mentornet.audit.models import AppendOnlyError, AuditEntry
from mentornet.audit.services import record


def test_an_act_names_who_did_what_to_which_thing(session, cast):
    cora = session.get_one(Account, cast.cora.id)
    record("round.published", by=cora, subject_type="round", subject_id=7, program_id=3, letters=12)
    entry = session.scalars(sa.select(AuditEntry)).one()
    assert (entry.actor_id, entry.action, entry.subject_type, entry.subject_id) == (
        cora.id,
        "round.published",
        "round",
        "7",
    )
    assert (entry.program_id, entry.details) == (3, {"letters": 12})


def test_an_entry_cannot_be_changed_or_deleted(session):
    record("round.published", by=None, subject_type="round", subject_id=7)
    session.commit()
    entry = session.scalars(sa.select(AuditEntry)).one()
    entry.action = "round.closed"
    with pytest.raises(AppendOnlyError, match="stays as it was written"):
        session.flush()
    session.rollback()
    session.delete(session.scalars(sa.select(AuditEntry)).one())
    with pytest.raises(AppendOnlyError):
        session.flush()
    session.rollback()
