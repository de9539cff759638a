"""What of bringing events in runs outside a request? The work itself, and by the clock what nobody came back for."""

from __future__ import annotations

from ...accounts.queries import get_account
from ...foundation.database import db
from ...foundation.jobs import Run, every_minute, handles
from . import keeping
from .queries import BRING, find_import


@handles(BRING, given_up=keeping.take_back)
def bring_events(run: Run) -> None:
    """Bring a kept file in, a piece a commit; where a worker died, the next goes on after its last piece."""
    kept = find_import(run.subject_id)
    if kept is None or kept.done_at is not None or kept.asked_at is None:
        return
    by = get_account(kept.account_id)
    for share in keeping.carry_on(kept, by=by):
        db.session.commit()
        run.report("bring", share)


@every_minute
def forget_files() -> None:
    """Throw away files of last week."""
    keeping.forget_old_files()
