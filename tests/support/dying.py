"""A worker that dies in the middle of its letters, and those that look for what it left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.jobs.run import LEASE, sweep
from mentornet.notifications.services import notify


class KilledError(BaseException):
    """The worker is gone, without a word to anybody."""


def dies_at(number: int) -> Callable[..., Any]:
    """Return what takes the place of `notify`: the worker dies when it writes to so many people."""
    told = []

    def tell(account: Account, **facts: Any) -> Any:
        told.append(account.id)
        if len(told) == number:
            raise KilledError
        return notify(account, **facts)

    return tell


def nobody_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs be handed in, and no worker hear of them until it looks by itself."""
    monkeypatch.setattr("mentornet.foundation.jobs.queue.send", lambda *_task: None)


def look(app: Flask, *, later: timedelta = 2 * LEASE) -> None:
    """Let a worker look, as one does each minute, for what lies there and what dead ones left."""
    with clock.frozen_at(clock.now() + later), app.app_context():
        sweep()
        db.session.commit()
