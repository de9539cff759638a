"""What is a series? One rule by which an event comes round again."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from ...foundation.database import Base, Created, Id, Mapped, mapped_column


class EventSeries(Base):
    """A rule of RFC 5545 (`FREQ=WEEKLY;COUNT=6`), read on the clocks of `time_zone`."""

    __tablename__ = "event_series"

    id: Mapped[Id]
    rule: Mapped[str] = mapped_column(sa.String(300))
    time_zone: Mapped[str] = mapped_column(sa.String(64))
    is_endless: Mapped[bool] = mapped_column(default=False)
    laid_out_until: Mapped[date | None]
    """The day up to which events of an endless series stand; the worker moves it on."""

    created_at: Mapped[Created]
