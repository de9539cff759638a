"""Do reminders come at the right moment by each person's own clocks, also where these change between?

In 2027 clocks go forward in New York on March 14 and back on November 7; in Auckland back on April 4 and forward on
September 26; in Phoenix never.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from mentornet.events.models import Registration, RegistrationState
from mentornet.events.reminding import rules
from mentornet.events.reminding.jobs import remind_of_events
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.foundation.mail.delivery import deliver_due_letters
from mentornet.notifications import services
from mentornet.notifications.models import Notice
from mentornet.notifications.ways import REMINDERS
from tests.events.doors import make_event
from tests.support.cast import make_account

NEW_YORK, PHOENIX, AUCKLAND = "America/New_York", "America/Phoenix", "Pacific/Auckland"
CHANGES = {
    "forward in New York": ("2027-03-14", NEW_YORK),
    "back in New York": ("2027-11-07", NEW_YORK),
    "back in Auckland": ("2027-04-04", AUCKLAND),
    "forward in Auckland": ("2027-09-26", AUCKLAND),
}
STEP = timedelta(minutes=30)


def local(moment, zone):
    return f"{moment.astimezone(ZoneInfo(zone)):%m-%d %H:%M}"


def at(wall, zone):
    """Return the moment of `2027-03-14 18:00` by the clocks of a zone."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def walk(starts_at, *people, days=8):
    """Let the worker look each half hour until the start; return when each reminder reached whom, by their clocks."""
    found: dict[str, list[datetime]] = {}
    seen = set()
    moment = starts_at - timedelta(days=days)
    while moment < starts_at + STEP:
        with clock.frozen_at(moment):
            remind_of_events()
            deliver_due_letters()
            db.session.commit()
        sent = sa.select(Letter).where(Letter.sent_at.is_not(None), Letter.category.startswith("event-"))
        for letter in db.session.scalars(sent):
            if letter.id not in seen:
                seen.add(letter.id)
                found.setdefault(letter.to_address.split("@")[0], []).append(letter.sent_at or moment)
        moment += STEP
    assert len(seen) == len({one.key for one in db.session.scalars(sa.select(Letter))})
    return {
        person.display_name: [
            local(one, person.time_zone) for one in found.get(person.display_name.lower(), [])
        ]
        for person in people
    }


@pytest.fixture
def people(session):
    """Somebody in each zone."""
    zones = {"Nell": NEW_YORK, "Phil": PHOENIX, "Aroha": AUCKLAND}
    return [make_account(name, time_zone=zone) for name, zone in zones.items()]


def everybody_comes(people, starts_at):
    before = starts_at - timedelta(days=30)
    with clock.frozen_at(before):
        event = make_event(starts_at=starts_at)
        state = RegistrationState.REGISTERED
        db.session.add_all(
            Registration(
                event_id=event.id, account_id=one.id, state=state, created_at=before, changed_at=before
            )
            for one in people
        )
        db.session.commit()
    return event


@pytest.mark.parametrize(
    ("start", "nell", "phil", "aroha"),
    [
        (  # an evening after clocks went forward in New York
            "2027-03-14 18:00",
            ["03-07 18:00", "03-13 18:00", "03-14 17:00"],
            ["03-07 15:00", "03-13 15:00", "03-14 14:00"],
            ["03-08 11:00", "03-14 11:00", "03-15 10:00"],
        ),
        (  # an evening after they went back
            "2027-11-07 18:00",
            ["10-31 18:00", "11-06 18:00", "11-07 17:00"],
            ["10-31 16:00", "11-06 16:00", "11-07 15:00"],
            ["11-01 12:00", "11-07 12:00", "11-08 11:00"],
        ),
        (  # noon on a Sunday, when it is Monday in Auckland, whose clocks went back on the day before
            "2027-04-04 16:00",
            ["03-28 16:00", "04-03 16:00", "04-04 15:00"],
            ["03-28 13:00", "04-03 13:00", "04-04 12:00"],
            ["03-29 08:00", "04-04 08:00", "04-05 07:00"],
        ),
        (  # Sunday noon in Auckland, whose clocks went forward that morning
            "2027-09-25 19:00",
            ["09-18 19:00", "09-24 19:00", "09-25 18:00"],
            ["09-18 16:00", "09-24 16:00", "09-25 15:00"],
            ["09-19 12:00", "09-25 12:00", "09-26 11:00"],
        ),
    ],
)
def test_a_week_and_a_day_before_are_the_same_hour_by_ones_own_clocks_and_an_hour_is_an_hour(
    session, people, start, nell, phil, aroha
):
    starts_at = at(start, NEW_YORK)
    everybody_comes(people, starts_at)
    assert walk(starts_at, *people) == {"Nell": nell, "Phil": phil, "Aroha": aroha}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("zone", [NEW_YORK, PHOENIX, AUCKLAND])
@pytest.mark.parametrize("quiet", [None, (22, 7), (0, 6), (20, 3), (2, 3), (8, 16), (8, 7)])
def test_each_reminder_has_one_moment_before_the_event_at_every_hour_of_every_change(change, zone, quiet):
    day, of = CHANGES[change]
    midnight = at(day, of)
    for quarter in range(0, 8 * 24, 3):
        starts_at = midnight + timedelta(hours=quarter)
        moments = [rules.moment_to_remind(starts_at, lead=lead, zone=zone, quiet=quiet) for lead in REMINDERS]
        assert moments == sorted(moments), "the week comes before the day, and the day before the hour"
        assert moments[-1] == starts_at - timedelta(hours=1)
        for lead, moment in zip(REMINDERS, moments, strict=True):
            facts = {"lead": lead, "zone": zone, "quiet": quiet, "since": starts_at - timedelta(days=60)}
            assert not rules.is_due(starts_at, now=moment - timedelta(seconds=1), **facts)
            assert rules.is_due(starts_at, now=moment, **facts)
            assert not rules.is_due(starts_at, now=starts_at, **facts)
            assert moment + REMINDERS[lead] + rules.NIGHT >= starts_at, "the worker looks that far ahead"


@pytest.mark.parametrize("zone", [NEW_YORK, PHOENIX, AUCKLAND])
@pytest.mark.parametrize("change", CHANGES)
def test_no_reminder_of_a_week_or_a_day_comes_at_night_or_in_quiet_hours(change, zone):
    day, of = CHANGES[change]
    midnight = at(day, of)
    for hour in range(8 * 24):
        for lead in ("week", "day"):
            moment = rules.moment_to_remind(
                midnight + timedelta(hours=hour), lead=lead, zone=zone, quiet=(20, 9)
            )
            assert 9 <= moment.astimezone(ZoneInfo(zone)).hour <= 20
            assert (moment.astimezone(ZoneInfo(zone)).hour, moment.minute) < (20, 1)


@pytest.mark.parametrize(
    ("start", "zone", "quiet", "when"),
    [
        # quiet over midnight and the change: the evening before waits for the morning after
        ("2027-03-14 20:30", NEW_YORK, (20, 9), ["03-08 09:00", "03-14 09:00", "03-14 19:30"]),
        ("2027-11-07 20:30", NEW_YORK, (20, 9), ["11-01 09:00", "11-07 09:00", "11-07 19:30"]),
        ("2027-04-04 20:30", AUCKLAND, (20, 9), ["03-29 09:00", "04-04 09:00", "04-04 19:30"]),
        ("2027-09-26 20:30", AUCKLAND, (20, 9), ["09-20 09:00", "09-26 09:00", "09-26 19:30"]),
        ("2027-03-14 20:30", PHOENIX, (20, 9), ["03-08 09:00", "03-14 09:00", "03-14 19:30"]),
        # who works at night sleeps by day
        ("2027-03-14 11:00", NEW_YORK, (8, 16), ["03-07 16:00", "03-13 16:00", "03-14 10:00"]),
        # an hour before comes in quiet hours too: who chose it wants to get up
        ("2027-11-07 06:00", NEW_YORK, (22, 7), ["10-31 08:00", "11-06 08:00", "11-07 05:00"]),
        # where the quiet hours end when all is over, it comes in them rather than never
        ("2027-03-14 07:30", NEW_YORK, (8, 7), ["03-08 07:00", "03-13 08:00", "03-14 06:30"]),
    ],
)
def test_quiet_hours_put_off_and_lose_nothing(session, start, zone, quiet, when):
    person = make_account("Nell", time_zone=zone)
    services.choose(person, quiet_from=quiet[0], quiet_until=quiet[1])
    starts_at = at(start, zone)
    everybody_comes([person], starts_at)
    assert walk(starts_at, person) == {"Nell": when}


def test_what_a_reminder_says_is_true_when_it_is_read(session):
    person = make_account("Nell", time_zone=NEW_YORK)
    services.choose(person, quiet_from=20, quiet_until=9)
    starts_at = at("2027-03-14 20:30", NEW_YORK)
    everybody_comes([person], starts_at)
    walk(starts_at, person)
    subjects = [one.subject for one in db.session.scalars(sa.select(Letter).order_by(Letter.id))]
    sentences = list(db.session.scalars(sa.select(Notice.sentence).order_by(Notice.id)))
    assert subjects == [
        f"{words}: Calm on the unit" for words in ("In 6 days", "In 12 hours", "In 60 minutes")
    ]
    assert [sentence.split("”")[1].split(",")[0] for sentence in sentences] == [
        " is on Sun",
        " is on Sun",
        " begins in 60 minutes: Sun",
    ]
    assert all("20:30 to 22:30 EDT" in sentence for sentence in sentences)
