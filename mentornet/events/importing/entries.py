"""What was read from a file? Entries to bring in, and the places that could not be read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

LONGEST_TITLE = 150
LONGEST_DESCRIPTION = 10_000
LONGEST_PLACE = 300
LONGEST_ADDRESS = 500
LONGEST_NAME = 200
MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 20_000
UNTITLED = "Untitled event"
AN_HOUR = timedelta(hours=1)


class ImportRefused(ValueError):
    """Say why a whole file cannot be read, and what to do about it."""


class EntryRefused(ValueError):
    """Say why one entry cannot be read; with its own place where that is not the entry's first line."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Refused:
    """A place of a file that was left out, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an event is called and says of itself, as the file has it."""

    title: str = UNTITLED
    description: str = ""
    place: str = ""
    website: str = ""
    video_link: str = ""
    host: str = ""
    cost: str = ""
    is_online: bool = False
    subjects: tuple[str, ...] = ()
    """Kinds, topics and categories by whatever names."""

    contact_minutes: int = 0
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time at which an entry takes place; `key` tells it from the others of a series."""

    key: str = ""
    starts_at: datetime
    ends_at: datetime
    words: Words
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a file: an event, or a series of them under one name."""

    place: str
    uid: str
    time_zone: str
    occurrences: tuple[Occurrence, ...]
    is_all_day: bool = False
    is_elsewhere: bool = False
    is_cancelled: bool = False
    sequence: int | None = None
    """None where the file does not count its changes."""

    stamped_at: datetime | None = None
    """When the file says that the entry was changed last."""

    rule: str = ""
    is_endless: bool = False
    """Whether the series goes on beyond what was read of it."""

    @property
    def title(self) -> str:
        """What the entry is called."""
        return self.occurrences[0].words.title

    @property
    def uid_key(self) -> str:
        """What the entry is found by: of one length, however long its name is."""
        return hashlib.sha256(self.uid.encode("utf-8", "replace")).hexdigest()

    @property
    def digest(self) -> str:
        """A mark that changes when what the file says of the entry does."""
        first = self.occurrences[0]
        told = (
            self.time_zone,
            self.is_all_day,
            self.is_cancelled,
            self.rule,
            first if self.is_endless else self.occurrences,
        )
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()


@dataclass(slots=True)
class Reading:
    """All that was read of a file."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def shortened(text: str, most: int) -> str:
    """Return `text` as one that fits, with a sign that something is missing."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def made_uid(*parts: object) -> str:
    """Return a name for an entry that has none: the same whenever the same is read."""
    told = "\x1f".join(str(part) for part in parts)
    return f"{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:40]}@imported"
