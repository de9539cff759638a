"""What runs outside a request? Mailing the links that were asked for, and tidying what is over."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from ..foundation import clock
from ..foundation.database import db
from ..foundation.jobs.queue import every_minute, handles
from ..foundation.jobs.run import Run
from ..foundation.throttling import forget_old_counts
from .models import LinkRequest, MailedLink, SignInSession
from .services.entering import LINK_JOB, answer_link_request

KEPT_FOR = timedelta(days=45)


@handles(LINK_JOB)
def answer_request(run: Run) -> None:
    """Answer one request for a link; one that is gone was answered."""
    request = db.session.get(LinkRequest, run.subject_id)
    if request is not None:
        answer_link_request(request)


@every_minute
def forget_what_is_over() -> None:
    """Delete links and sessions that have been over for long, and old counts of tries."""
    before = clock.now() - KEPT_FOR
    db.session.execute(sa.delete(MailedLink).where(MailedLink.expires_at < before))
    db.session.execute(sa.delete(SignInSession).where(SignInSession.last_seen_at < before))
    forget_old_counts()
