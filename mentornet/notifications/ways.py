"""Of what is somebody told, how, and when? Subjects to choose by, quiet hours, and what cannot wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from .models import NoticeKind, NoticeSettings, Way


@dataclass(frozen=True, slots=True)
class Subject:
    """Some kinds of notices that one chooses for together."""

    slug: str
    name: str
    about: str
    kinds: frozenset[NoticeKind]


SUBJECTS = (
    Subject(
        "matching",
        "Matching",
        "Proposals and requests to answer, and rounds that you run.",
        frozenset(
            {
                NoticeKind.PROPOSAL_TO_ANSWER,
                NoticeKind.PROPOSAL_REMINDER,
                NoticeKind.PROPOSAL_CLOSED,
                NoticeKind.ANSWER_RECEIVED,
                NoticeKind.REQUEST_TO_ANSWER,
                NoticeKind.REQUEST_REMINDER,
                NoticeKind.REQUEST_CLOSED,
                NoticeKind.ROUND_READY,
                NoticeKind.ROUND_PUBLISHED,
            }
        ),
    ),
    Subject(
        "mentorships",
        "Your mentorships",
        "When one begins or changes, agreements to confirm, and times to meet at events.",
        frozenset(
            {
                NoticeKind.MENTORSHIP_BEGUN,
                NoticeKind.MENTORSHIP_CHANGED,
                NoticeKind.AGREEMENT_TO_CONFIRM,
                NoticeKind.MEET_UP_PROPOSED,
            }
        ),
    ),
    Subject(
        "programs",
        "Programs",
        "Invitations, and how you stand in a program.",
        frozenset({NoticeKind.INVITATION, NoticeKind.ENROLMENT_CHANGED}),
    ),
    Subject(
        "reminders",
        "Reminders of events",
        "Before an event that you said yes to.",
        frozenset({NoticeKind.EVENT_REMINDER, NoticeKind.EVENT_SOON}),
    ),
    Subject(
        "events",
        "Events",
        "Seats, changes, introductions, contact hours and feedback.",
        frozenset(
            {
                NoticeKind.EVENT_TO_REVIEW,
                NoticeKind.EVENT_REVIEWED,
                NoticeKind.EVENT_CHANGED,
                NoticeKind.SEAT_OFFERED,
                NoticeKind.REGISTRATION_CHANGED,
                NoticeKind.INTRODUCTION_ASKED,
                NoticeKind.INTRODUCTION_ANSWERED,
                NoticeKind.CREDIT_CHANGED,
                NoticeKind.FEEDBACK_WANTED,
            }
        ),
    ),
    Subject(
        "site",
        "The site itself",
        "What changed in the catalogue that your profile names.",
        frozenset({NoticeKind.CATALOGUE_CHANGED}),
    ),
)
DAILY = Subject("daily", "What comes in one letter a day", "One letter a day, with what is new.", frozenset())
"""Whoever stops the daily letter finds what it told on the site alone."""

BY_SLUG: Mapping[str, Subject] = MappingProxyType({one.slug: one for one in (*SUBJECTS, DAILY)})
CANNOT_WAIT = frozenset({NoticeKind.SEAT_OFFERED, NoticeKind.EVENT_SOON})
"""Of no use an hour later: they wait neither for the morning nor for the daily letter."""

BEFORE_DUE = timedelta(hours=1)
"""A letter waits for quiet hours to end where that is so long, or longer, before what it tells of is due."""

REMINDERS: Mapping[str, timedelta] = MappingProxyType(
    {"week": timedelta(days=7), "day": timedelta(days=1), "hour": timedelta(hours=1)}
)


def subject_of(kind: NoticeKind) -> Subject:
    """Return the subject that a kind of notice belongs to."""
    return next((subject for subject in SUBJECTS if kind in subject.kinds), BY_SLUG["site"])


def way_of(kind: NoticeKind, settings: NoticeSettings | None) -> Way:
    """Return how to tell of a notice of `kind`; what cannot wait for the daily letter comes by one of its own."""
    chosen = settings.ways.get(subject_of(kind).slug) if settings else None
    way = Way(chosen) if chosen in set(Way) else Way.LETTER
    return Way.LETTER if way is Way.DIGEST and kind in CANNOT_WAIT else way


def letter_moment(
    kind: NoticeKind,
    settings: NoticeSettings | None,
    *,
    zone: str,
    now: datetime,
    due_at: datetime | None = None,
) -> datetime:
    """Return when a letter may leave: now, or when the person's quiet hours end where it can wait for that.

    What is to be done by `due_at` cannot wait until then.
    """
    quiet = quiet_of(settings)
    if quiet is None or kind in CANNOT_WAIT:
        return now
    waits = after_quiet(*quiet, zone=zone, now=now)
    return now if due_at is not None and waits > due_at - BEFORE_DUE else waits


def quiet_of(settings: NoticeSettings | None) -> tuple[int, int] | None:
    """Return the hours of their day from which and until which somebody's letters wait, or None."""
    if settings is None or settings.quiet_from is None or settings.quiet_until is None:
        return None
    return settings.quiet_from, settings.quiet_until


def after_quiet(begins: int, ends: int, *, zone: str, now: datetime) -> datetime:
    """Return `now`, or the end of the quiet hours that it falls into by the clocks of `zone`.

    The hours may go over midnight (22 to 7). Equal ones are no quiet hours.
    """
    local = now.astimezone(ZoneInfo(zone))
    is_quiet = begins <= local.hour < ends if begins < ends else local.hour >= begins or local.hour < ends
    if begins == ends or not is_quiet:
        return now
    day = local.date() + timedelta(days=1 if local.hour >= ends else 0)
    return datetime.combine(day, time(ends), ZoneInfo(zone)).astimezone(now.tzinfo)


def reminders_of(settings: NoticeSettings | None) -> frozenset[str]:
    """Return how long before an event somebody wants to be reminded; all there are where they never chose."""
    if settings is None or settings.reminders is None:
        return frozenset(REMINDERS)
    return frozenset(settings.reminders) & frozenset(REMINDERS)
