"""What is kept of an event's picture? The picture drawn anew by us, and its words."""

from __future__ import annotations

import sqlalchemy as sa

from ...foundation.database import Base, Created, Id, Mapped, Name, mapped_column


class EventPicture(Base):
    """A picture and what it shows, shared by the events of a series and by duplicates."""

    id: Mapped[Id]
    content: Mapped[bytes] = mapped_column(
        sa.LargeBinary, deferred=True
    )  # pages ask for its size and words only
    media_type: Mapped[str] = mapped_column(sa.String(40))
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[Name]
    created_at: Mapped[Created]
