"""What happens to a file of events? Each entry is added, brought up to date, cancelled or left, by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from ...accounts.models import Account
from ...catalogue.models import EventKind, EventTopic
from ...catalogue.queries import titles
from ...foundation.database import db
from ...foundation.errors import Refusal
from ...programs.models import Intake, Program
from ..models import Audience, Event, EventSeries, EventSort, EventState, ImportedEvent
from ..services import announce_event, cancel_event, edit_event, publish_event
from . import guessing
from .entries import Entry, Occurrence, Reading, Refused
from .queries import imported_rows, known_entries
from .rules import Fate, Verdict, decide

AT_A_TIME = 200
LONGEST_UID = 255
LONG = timedelta(days=2)
AT_ONCE = "Somebody else brought it in a moment ago. Bring the file in again to see how it stands."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who brings events in, for which program, and whether they are shown at once."""

    by: Account
    program: Program | None = None
    is_publishing: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An entry and what became of it, or would."""

    entry: Entry
    fate: Fate
    reason: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of a whole file."""

    told: list[Told] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def count(self, fate: Fate) -> int:
        """Count the entries that met this fate."""
        return Counter(one.fate for one in self.told)[fate] + len(self.refused) * (fate is Fate.REFUSED)

    @property
    def every_refusal(self) -> list[Refused]:
        """All that was refused, on reading and after."""
        late = [Refused(one.entry.place, one.reason) for one in self.told if one.fate is Fate.REFUSED]
        return self.refused + late

    @property
    def is_fruitless(self) -> bool:
        """Whether something was refused and nothing else stood in the file."""
        return bool(self.every_refusal) and all(one.fate is Fate.REFUSED for one in self.told)


def preview(reading: Reading, wish: Wish) -> Outcome:
    """Return what would become of a file; nothing is changed."""
    return Outcome(
        [Told(entry, verdict.fate, verdict.reason) for entry, verdict in _verdicts(reading, wish)],
        reading.refused,
    )


def _verdicts(reading: Reading, wish: Wish) -> Iterator[tuple[Entry, Verdict]]:
    known = known_entries(reading.entries, by=wish.by)
    for entry in reading.entries:
        verdict = decide(entry, known.get(entry.uid_key), publishing=wish.is_publishing)
        yield entry, verdict
        known[entry.uid_key] = verdict.known


def bring_in(reading: Reading, wish: Wish, *, pause: Callable[[], None]) -> Outcome:
    """Bring a file's entries in, each by itself: what cannot be is refused, and the others come in all the same.

    `pause` is called after every 200 entries: whoever calls commits there, so that others are not kept waiting.
    """
    outcome = Outcome(refused=reading.refused)
    for piece in pieces(reading, wish):
        outcome.told += piece
        if len(piece) == AT_A_TIME:
            pause()
    return outcome


def pieces(reading: Reading, wish: Wish, *, start: int = 0) -> Iterator[list[Told]]:
    """Bring a file's entries in from the one at `start` (from 0), and yield what became of each 200 of them.

    Whoever calls commits after each. Those before `start` were brought in by an earlier run; they are decided anew
    as the others are, so that an entry which has the name of one of them is told of it.
    """
    carrier = _Carrier(wish)
    todo = list(_verdicts(reading, wish))[start:]
    remaining = iter(todo)
    while batch := list(islice(remaining, AT_A_TIME)):
        yield [carrier.carry_out(entry, verdict) for entry, verdict in batch]


GUESSED = ("kind_slug", "topics", "sort", "audience")
SAID = (
    "description",
    "host",
    "is_online",
    "place",
    "website",
    "video_link",
    "cost",
    "contact_minutes",
    "capacity",
)


class _Carrier:
    """Does what was decided, entry by entry."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self.kinds = titles(EventKind)
        self.topics = titles(EventTopic)

    def carry_out(self, entry: Entry, verdict: Verdict) -> Told:
        """Do what was decided of one entry, wholly or not at all."""
        if verdict.fate in {Fate.UNCHANGED, Fate.REFUSED}:
            return Told(entry, verdict.fate, verdict.reason)
        try:
            with db.session.begin_nested():
                self._do(entry, verdict)
        except Refusal as refusal:
            return Told(entry, Fate.REFUSED, refusal.sentence)
        except sa.exc.IntegrityError:
            return Told(entry, Fate.REFUSED, AT_ONCE)
        return Told(entry, verdict.fate)

    def _do(self, entry: Entry, verdict: Verdict) -> None:
        if verdict.fate is Fate.ADDED:
            self._add(entry, entry.occurrences, self._series(entry))
        elif verdict.is_publishing_only:
            self._publish(row.event for row in imported_rows(entry.uid_key))
        else:
            self._update(entry)

    def _series(self, entry: Entry) -> int | None:
        if not entry.rule:
            return None
        series = EventSeries(
            rule=entry.rule,
            time_zone=entry.time_zone,
            is_endless=entry.is_endless,
            laid_out_until=max(one.starts_at for one in entry.occurrences).date()
            if entry.is_endless
            else None,
        )
        db.session.add(series)
        db.session.flush()  # its events need the id
        return series.id

    def _add(self, entry: Entry, occurrences: Iterable[Occurrence], series_id: int | None) -> None:
        for one in occurrences:
            if one.is_cancelled:
                continue
            facts = self._facts(entry, one) | {"series_id": series_id, "program_id": self._program_id}
            event = announce_event(
                by=self.wish.by, uid=_uid(entry, one), sequence=entry.sequence or 0, **facts
            )
            db.session.add(
                ImportedEvent(
                    uid_key=entry.uid_key,
                    occurrence=one.key,
                    event_id=event.id,
                    sequence=entry.sequence,
                    stamped_at=entry.stamped_at,
                    digest=entry.digest,
                )
            )
            self._publish([event])

    @property
    def _program_id(self) -> int | None:
        return self.wish.program.id if self.wish.program else None

    def _publish(self, events: Iterable[Event]) -> None:
        for event in events:
            if self.wish.is_publishing and event.state is EventState.DRAFT:
                publish_event(event, by=self.wish.by)

    def _update(self, entry: Entry) -> None:
        rows = imported_rows(entry.uid_key)
        by_key = {one.key: one for one in entry.occurrences}
        for row in rows:
            self._update_one(entry, row, by_key.get(row.occurrence))
            row.sequence, row.stamped_at, row.digest = entry.sequence, entry.stamped_at, entry.digest
        there = {row.occurrence for row in rows}
        new = [one for one in entry.occurrences if one.key not in there]
        if new and not entry.is_cancelled:
            series_id = next((row.event.series_id for row in rows if row.event.series_id), None)
            self._add(entry, new, series_id or self._series(entry))

    def _update_one(self, entry: Entry, row: ImportedEvent, one: Occurrence | None) -> None:
        event = row.event
        if event.state is EventState.CANCELLED:
            return
        if (
            entry.is_cancelled
            or (one is not None and one.is_cancelled)
            or (one is None and not entry.is_endless)
        ):
            cancel_event(event, by=self.wish.by)
        elif one is not None:
            edit_event(event, by=self.wish.by, **self._news(entry, one))
            self._publish([event])

    def _facts(self, entry: Entry, one: Occurrence) -> dict[str, Any]:
        words = one.words
        is_long = one.ends_at - one.starts_at >= LONG
        hidden = self.wish.program is not None and self.wish.program.intake is not Intake.OPEN
        return {
            "title": words.title,
            "kind_slug": guessing.kind_for(words.title, words.subjects, self.kinds, is_long=is_long),
            "topics": guessing.topics_for(words.title, words.subjects, self.topics),
            "description": words.description,
            "host": words.host,
            "sort": EventSort.TRACKED if entry.is_elsewhere else EventSort.OURS,
            "audience": Audience.PROGRAM if hidden else Audience.EVERYONE,
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
            "time_zone": entry.time_zone,
            "is_all_day": entry.is_all_day,
            "is_online": words.is_online,
            "place": words.place,
            "website": words.website,
            "video_link": words.video_link,
            "cost": words.cost,
            "contact_minutes": words.contact_minutes,
            "capacity": words.capacity,
        }

    def _news(self, entry: Entry, one: Occurrence) -> dict[str, Any]:
        """Return what a later file changes: what it says. What it leaves open stays as people here have made it."""
        words = one.words
        silent = {*GUESSED, *(name for name in SAID if not getattr(words, name))}
        if words.place or words.is_online:
            silent -= {"place", "is_online"}
        if words.subjects:
            silent -= {"kind_slug", "topics"}
        return {name: fact for name, fact in self._facts(entry, one).items() if name not in silent}


def _uid(entry: Entry, one: Occurrence) -> str:
    """Return what the event is called in our own calendars: as in the file it came from."""
    name = f"{entry.uid}/{one.key}" if one.key else entry.uid
    return name if len(name) <= LONGEST_UID else f"{entry.uid_key}/{one.key}"


def added_up(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return two outcomes, as machines read them, as one."""
    return {name: value + other.get(name, type(value)()) for name, value in one.items()} if one else other


def as_counts(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as the numbers and refusals that machines read."""
    counts: dict[str, Any] = {
        str(fate): outcome.count(fate) for fate in (Fate.ADDED, Fate.UPDATED, Fate.UNCHANGED)
    }
    return counts | {"refused": [{"place": one.place, "reason": one.reason} for one in outcome.every_refusal]}
