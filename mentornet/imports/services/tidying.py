"""What is forgotten in time? Files of imports that nobody finished, and lines of those that are long done."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation import clock, storage
from ...foundation.database import after_commit, db
from .. import rules
from ..models import Import, ImportRow, ImportState, ImportValue


def forget_old_imports() -> None:
    """Throw away imports that were left alone for days, and the lines of those that were done a month ago."""
    left = sa.select(Import).where(
        Import.state.in_((ImportState.COLUMNS, ImportState.VALUES, ImportState.PREVIEW)),
        Import.changed_at < clock.now() - rules.KEPT_UNFINISHED,
    )
    for one in db.session.scalars(left).all():
        after_commit(lambda name=one.stored_as: storage.drop(name))  # type: ignore[misc]  # the default binds this turn's name
        one.state, one.stored_as, one.found, one.columns = ImportState.DISCARDED, "", [], {}
    over = sa.select(Import.id).where(
        sa.or_(
            Import.state == ImportState.DISCARDED,
            sa.and_(Import.state == ImportState.DONE, Import.done_at < clock.now() - rules.KEPT_FINISHED),
        )
    )
    db.session.flush()  # the imports thrown away above are over too
    for model in (ImportRow, ImportValue):
        db.session.execute(sa.delete(model).where(model.import_id.in_(over)))
