"""What becomes of an entry? Decided from what was brought in before and what the file says of itself."""

from __future__ import annotations

import enum
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from .entries import Entry


class Fate(enum.StrEnum):
    """What is done with one entry of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an entry: what the last file said, and how its events stand."""

    sequence: int | None = None
    stamped_at: datetime | None = None
    digest: str = ""
    occurrences: Collection[str] = ()
    is_ours: bool = False
    """Announced here and not brought in: the file is a calendar of ours."""

    is_out_of_reach: bool = False
    """It belongs to somebody whose events the person may not change."""

    is_cancelled: bool = False
    has_drafts: bool = False
    place: str = ""
    """Where this very file has the entry already."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done with an entry, why where it is refused, and what is known of it from then on."""

    fate: Fate
    known: Known
    reason: str = ""
    is_publishing_only: bool = False


NOT_YOURS = "An event of that name (UID) belongs to a program that you do not run. Ask those who do."
STAYS_CANCELLED = "The event was cancelled here and stays so. Announce it anew, or give it another UID."


def decide(entry: Entry, known: Known | None, *, publishing: bool) -> Verdict:
    """Say what becomes of `entry`; `publishing` also shows what was brought in as a draft before.

    A higher SEQUENCE is newer; a lower one, or the same, is not. Where the file does not count, it is newer when
    it says something else, unless it says itself (LAST-MODIFIED, DTSTAMP) that it is older. A cancellation needs
    no higher SEQUENCE, only no lower one. What is cancelled in the file and unknown here is passed over.
    """
    if known is None:
        if entry.is_cancelled:
            return Verdict(Fate.UNCHANGED, Known(place=entry.place, is_cancelled=True, digest=entry.digest))
        return Verdict(Fate.ADDED, _after(entry, Known(has_drafts=not publishing)))
    if known.is_ours or not is_newer(entry, known):
        return _as_it_is(entry, known, publishing=publishing and not known.is_ours)
    if refusal := _refusal(entry, known):
        return Verdict(Fate.REFUSED, known, refusal)
    if entry.is_cancelled and known.is_cancelled:
        return Verdict(Fate.UNCHANGED, _after(entry, known))
    return Verdict(
        Fate.UPDATED, _after(entry, replace(known, has_drafts=known.has_drafts and not publishing))
    )


def _refusal(entry: Entry, known: Known) -> str:
    if known.is_out_of_reach:
        return NOT_YOURS
    if known.place and not _is_counted_up(entry, known):
        return f"Its name (UID) is that of the entry at {known.place}, which says something else. Give it its own."
    return STAYS_CANCELLED if known.is_cancelled and not entry.is_cancelled else ""


def _is_counted_up(entry: Entry, known: Known) -> bool:
    if entry.sequence is not None and entry.sequence > (known.sequence or 0):
        return True
    return bool(entry.stamped_at and known.stamped_at and entry.stamped_at > known.stamped_at)


def _as_it_is(entry: Entry, known: Known, *, publishing: bool) -> Verdict:
    seen = replace(known, place=known.place or entry.place)
    if publishing and known.has_drafts and not known.is_out_of_reach and not entry.is_cancelled:
        return Verdict(Fate.UPDATED, replace(seen, has_drafts=False), is_publishing_only=True)
    return Verdict(Fate.UNCHANGED, seen)


def _after(entry: Entry, known: Known) -> Known:
    return replace(
        known,
        sequence=entry.sequence,
        stamped_at=entry.stamped_at,
        digest=entry.digest,
        occurrences=keys_of(entry),
        is_cancelled=entry.is_cancelled,
        place=entry.place,
    )


def keys_of(entry: Entry) -> frozenset[str]:
    """Return what tells the times apart at which the entry takes place."""
    return frozenset(one.key for one in entry.occurrences if not one.is_cancelled)


def is_newer(entry: Entry, known: Known) -> bool:
    """Say whether the file knows better than what was brought in before."""
    count, before = entry.sequence or 0, known.sequence or 0
    if count != before:
        return count > before
    if entry.is_endless and keys_of(entry) - set(known.occurrences):
        return True  # time went on, and so does the series
    if entry.digest == known.digest:
        return False
    if entry.is_cancelled and not known.is_cancelled:
        return True
    if entry.sequence is not None and known.sequence is not None:
        return False
    return not (entry.stamped_at and known.stamped_at and entry.stamped_at < known.stamped_at)
