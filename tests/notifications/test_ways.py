"""How and when does a notice reach somebody? Subjects, quiet hours, the daily letter and reminders."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mentornet.notifications.models import NoticeKind, NoticeSettings, Way
from mentornet.notifications.ways import SUBJECTS, after_quiet, letter_moment, reminders_of, way_of

NEW_YORK = "America/New_York"


def at(hour, day=24):
    """Return that hour by the clocks of New York, late in November."""
    return datetime(2026, 11, day, hour, 30, tzinfo=UTC).replace(
        hour=(hour + 5) % 24, day=day + (hour + 5) // 24
    )


def test_every_kind_belongs_to_one_subject():
    kinds = [kind for subject in SUBJECTS for kind in subject.kinds]
    assert sorted(kinds) == sorted(NoticeKind)


@pytest.mark.parametrize(
    ("begins", "ends", "now", "then"),
    [
        (22, 7, at(21), at(21)),
        (22, 7, at(23), at(7, day=25).replace(minute=0)),
        (22, 7, at(3), at(7).replace(minute=0)),
        (22, 7, at(7), at(7)),
        (9, 17, at(12), at(17).replace(minute=0)),
        (9, 17, at(18), at(18)),
        (5, 5, at(5), at(5)),
    ],
)
def test_a_letter_waits_until_the_quiet_hours_end(begins, ends, now, then):
    assert after_quiet(begins, ends, zone=NEW_YORK, now=now) == then


def test_what_cannot_wait_does_not():
    quiet = NoticeSettings(ways={"events": Way.DIGEST}, quiet_from=22, quiet_until=7)
    night = at(23)
    assert letter_moment(NoticeKind.EVENT_CHANGED, quiet, zone=NEW_YORK, now=night) > night
    assert letter_moment(NoticeKind.SEAT_OFFERED, quiet, zone=NEW_YORK, now=night) == night
    assert way_of(NoticeKind.EVENT_CHANGED, quiet) is Way.DIGEST
    assert way_of(NoticeKind.SEAT_OFFERED, quiet) is Way.LETTER


def test_who_never_chose_gets_letters_and_every_reminder():
    assert way_of(NoticeKind.EVENT_CHANGED, None) is Way.LETTER
    assert way_of(NoticeKind.EVENT_CHANGED, NoticeSettings(ways={"events": "nonsense"})) is Way.LETTER
    assert reminders_of(None) == {"week", "day", "hour"}
    assert reminders_of(NoticeSettings(reminders=["day", "nonsense"])) == {"day"}
    assert reminders_of(NoticeSettings(reminders=[])) == frozenset()
