"""Is what each person chose kept for every kind of notice, and do quiet hours delay without losing anything?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.mail import Letter
from mentornet.foundation.mail.delivery import deliver_due_letters
from mentornet.foundation.mail.outbox import LetterState
from mentornet.notifications import services
from mentornet.notifications.models import Notice, NoticeKind, Way
from mentornet.notifications.ways import BEFORE_DUE, CANNOT_WAIT, after_quiet, subject_of
from tests.support.cast import make_account

NIGHT = datetime(2027, 3, 14, 4, 30, tzinfo=UTC)
"""23:30 in New York; clocks go forward in that night."""

WEEKENDS = {
    "America/New_York": ("2027-03-13", "2027-11-06"),
    "America/Phoenix": ("2027-03-13", "2027-11-06"),
    "Pacific/Auckland": ("2027-04-03", "2027-09-25"),
    "America/Santiago": ("2027-04-03", "2027-09-04"),
    "Australia/Lord_Howe": ("2027-04-03", "2027-10-02"),
}
QUARTER = timedelta(minutes=15)


def is_quiet(moment, quiet, zone):
    begins, ends = quiet
    hour = moment.astimezone(ZoneInfo(zone)).hour
    if begins < ends:
        return begins <= hour < ends
    return begins != ends and not ends <= hour < begins


@pytest.mark.parametrize("zone", WEEKENDS)
@pytest.mark.parametrize(
    "quiet", [(22, 7), (23, 0), (0, 1), (1, 2), (2, 3), (21, 2), (9, 17), (8, 7), (5, 5)]
)
def test_a_letter_leaves_at_the_first_moment_that_is_not_quiet_whatever_the_clocks_do(zone, quiet):
    for day in WEEKENDS[zone]:
        noon = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        for number in range(36 * 4):
            now = first = noon + number * QUARTER
            while is_quiet(first, quiet, zone):
                first += QUARTER
            assert after_quiet(*quiet, zone=zone, now=now) == first


@pytest.fixture
def ben(session):
    return make_account("Ben", time_zone="America/New_York")


def tell(ben, kind, **facts):
    return services.notify(
        ben,
        kind=kind,
        key=f"{kind}:1",
        sentence="News.",
        url="/",
        letter=services.PLAIN_LETTER,
        **facts,
    )


@pytest.mark.parametrize("way", Way)
def test_every_kind_is_told_as_was_chosen_for_it_and_the_others_by_letter(session, ben, way):
    for chosen in NoticeKind:
        session.execute(sa.delete(Letter))
        session.execute(sa.delete(Notice))
        services.choose(ben, ways={subject_of(chosen).slug: way})
        for kind in NoticeKind:
            tell(ben, kind)
        letters = set(session.scalars(sa.select(Letter.category)))
        daily = set(session.scalars(sa.select(Notice.kind).where(Notice.is_for_digest)))
        together = {kind for kind in NoticeKind if subject_of(kind) is subject_of(chosen)}
        by_letter = {
            Way.LETTER: together,
            Way.DIGEST: together & CANNOT_WAIT,
            Way.APP: set[NoticeKind](),
        }[way]
        assert letters == {str(kind) for kind in set(NoticeKind) - together | by_letter}
        assert daily == (together - CANNOT_WAIT if way is Way.DIGEST else set())
        assert session.scalar(sa.select(sa.func.count(Notice.id))) == len(NoticeKind), (
            "on the site in any case"
        )


def test_letters_of_a_quiet_night_in_which_clocks_change_leave_in_the_morning_and_none_is_lost(session, ben):
    services.choose(ben, quiet_from=22, quiet_until=7)
    with clock.frozen_at(NIGHT):
        for kind in NoticeKind:
            tell(ben, kind)
        session.commit()
        deliver_due_letters()
        session.commit()
        at_night = set(session.scalars(sa.select(Letter.category).where(Letter.state == LetterState.SENT)))
    left: dict[str, datetime] = {}
    for minutes in range(0, 12 * 60, 30):
        with clock.frozen_at(NIGHT + timedelta(minutes=minutes, seconds=11)):
            deliver_due_letters()
            session.commit()
            sent = session.scalars(sa.select(Letter.category).where(Letter.state == LetterState.SENT))
            left |= {one: clock.now() for one in sent if one not in left}
    assert at_night == {str(kind) for kind in CANNOT_WAIT}
    assert set(left) == {str(kind) for kind in NoticeKind}
    mornings = {
        f"{left[kind].astimezone(ZoneInfo('America/New_York')):%H:%M}" for kind in set(left) - at_night
    }
    assert mornings == {"07:00"}


@pytest.mark.parametrize(("hours", "waits"), [(6.4, False), (6.6, False), (7.6, True), (48, True)])
def test_a_letter_waits_only_where_there_is_time_left_for_what_it_asks(session, ben, hours, waits):
    services.choose(ben, quiet_from=22, quiet_until=7)
    with clock.frozen_at(NIGHT):  # the quiet hours last for six and a half hours more
        tell(ben, NoticeKind.EVENT_REMINDER, due_at=NIGHT + timedelta(hours=hours))
    leaves = session.scalars(sa.select(Letter.next_try_at)).one()
    assert leaves == (NIGHT + timedelta(hours=6.5) if waits else NIGHT)
    assert timedelta(hours=1) == BEFORE_DUE


def test_a_letter_that_waits_does_not_leave_after_its_like_was_stopped(session, ben):
    services.choose(ben, quiet_from=22, quiet_until=7)
    with clock.frozen_at(NIGHT):
        for kind in (NoticeKind.EVENT_CHANGED, NoticeKind.MENTORSHIP_BEGUN):
            tell(ben, kind)
        services.stop_letters(ben.id, subject_of(NoticeKind.EVENT_CHANGED))
        session.commit()
    with clock.frozen_at(NIGHT + timedelta(days=1)):
        deliver_due_letters()
    assert session.scalars(sa.select(Letter.category)).all() == ["mentorship-begun"]
