"""How often may this be tried? Counted in the database, so that it holds over every worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from . import clock
from .database import Base, Mapped, db, mapped_column
from .errors import TooManyError


class ThrottleCount(Base):
    """How often one thing was tried in one window of time."""

    key: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    window_at: Mapped[datetime] = mapped_column(primary_key=True)
    tries: Mapped[int]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in a window of so many seconds."""

    tries: int
    seconds: int

    def window(self, moment: datetime) -> datetime:
        """Return the start of the window that `moment` falls in."""
        stamp = int(moment.timestamp())
        return datetime.fromtimestamp(stamp - stamp % self.seconds, UTC)


def count_try(key: str, limit: Limit) -> None:
    """Count one try of `key` and raise TooManyError when it is over the limit.

    The count is committed on a connection of its own, so that a refused request counts as well: call
    it before the request has written anything.
    """
    moment = clock.now()
    window = limit.window(moment)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = insert(ThrottleCount).values(key=key[:200], window_at=window, tries=1)
    add_one = row.on_conflict_do_update(
        index_elements=["key", "window_at"], set_={"tries": ThrottleCount.tries + 1}
    ).returning(ThrottleCount.tries)
    with db.engine.begin() as connection:
        tries = connection.execute(add_one).scalar_one()
    if tries > limit.tries:
        wait = int((window + timedelta(seconds=limit.seconds) - moment).total_seconds()) + 1
        minutes = max(1, round(wait / 60))
        plural = "" if minutes == 1 else "s"
        raise TooManyError(
            f"That was too many tries. Wait {minutes} minute{plural} and try again.", retry_after=wait
        )


def forget_old_counts() -> int:
    """Delete counts older than a day and return how many there were."""
    old = sa.delete(ThrottleCount).where(ThrottleCount.window_at < clock.now() - timedelta(days=1))
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]  # DML answers a CursorResult
