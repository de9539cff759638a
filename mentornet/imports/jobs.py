"""What of an import runs outside a request? Reading the file, bringing people in, telling them, and tidying up."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import IntegrityError

from ..foundation import storage
from ..foundation.database import db
from ..foundation.jobs import Run, every_minute, handles
from . import queries, rules, services
from .models import Import, ImportState
from .services import StalePreviewError

log = structlog.get_logger()
SAY_EVERY = 0.25  # seconds
AT_A_TIME = 25


@dataclass(slots=True)
class Teller:
    """Passes on how far the work is, not more often than anybody looks."""

    run: Run
    _last: float = field(default=0.0)

    def __call__(self, stage: str, share: float) -> None:
        """Show the stage; raise when the job should stop."""
        if time.monotonic() - self._last >= SAY_EVERY:
            self._last = time.monotonic()
            self.run.report(stage, min(share, 1.0))


@handles(queries.READ, given_up=services.take_back_to_columns)
def read_import(run: Run) -> None:
    """Look up the values, ask where some are unknown, else decide every line; run again it begins anew."""
    one = queries.get_import(run.subject_id)
    if one.state is not ImportState.READING:
        return
    tell = Teller(run)
    run.report("open", 0.0)
    if not one.is_surveyed and _asks(one, tell):
        return
    _preview(one, tell)


def _asks(one: Import, tell: Teller) -> bool:
    reading = services.reading_of(one)
    for share in services.survey(one, reading):
        db.session.rollback()  # nothing was written; a transaction left idle over a long file would be ended
        tell("values", share / 3)
    is_asking = services.keep_unknown(one, reading.dictionary)
    services.note_surveyed(one, is_asking=is_asking)
    if not is_asking:
        db.session.commit()
    return is_asking


def _preview(one: Import, tell: Teller) -> None:
    """Decide every line, a piece a commit: no other writer waits, and an edition that is not shown is nobody's."""
    edition = services.begin_edition(one)
    db.session.commit()
    reading, counts = services.reading_of(one), Counter[str]()
    for question in reading.questions.values():
        db.session.expunge(question)  # what was read of them is kept over the commits below
    for share in services.decide_lines(one, reading, edition, counts):
        db.session.commit()
        tell("decide", (1 + 2 * share) / 3)
    services.show_edition(one, edition, counts)


@handles(queries.BRING, given_up=services.take_back_to_preview)
def bring_import(run: Run) -> None:
    """Look once more whether the preview holds, then write everything in one transaction; where it does not, preview anew."""
    one = queries.get_import(run.subject_id)
    if one.state is not ImportState.IMPORTING:
        return
    tell = Teller(run)
    run.report("check", 0.0)
    try:
        for share in services.check_preview(one):
            tell("check", share / 2)
        run.report("write", 0.5)
        services.bring_in(one)
    except (StalePreviewError, IntegrityError) as change:
        db.session.rollback()
        log.info("import_stale", import_=run.subject_id, why=type(change).__name__)
        services.read_anew(queries.get_import(run.subject_id))


@handles(queries.TELL)
def tell_import(run: Run) -> None:
    """Write to everybody an import brought in or invites, a few at a time; nobody is told twice, however often it runs."""
    one = queries.get_import(run.subject_id)
    waiting = services.untold(one)
    for start in range(0, len(waiting), AT_A_TIME):
        run.report("letters", start / len(waiting))
        for who in waiting[start : start + AT_A_TIME]:
            services.tell(one, who)
        db.session.commit()  # what is told stays told if the worker dies here


@every_minute
def forget_what_is_over() -> None:
    """Delete imports nobody finished, lines of finished ones after a month, and files that were left behind."""
    services.forget_old_imports()
    storage.drop_older_than(2 * rules.KEPT_UNFINISHED)
