"""On which days does an event come round again, and what happens to those that follow?"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.events import rules, services
from mentornet.events.models import EventState
from mentornet.events.rules import Repeat
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from tests.events.doors import make_event
from tests.support.programs import make_program

TUESDAY = date(2026, 10, 27)
CHICAGO = "America/Chicago"


@pytest.mark.parametrize(
    ("repeat", "rule", "words", "third"),
    [
        (Repeat.WEEKLY, "FREQ=WEEKLY;BYDAY=TU;COUNT=3", "Every week on Tuesday, 3 times", date(2026, 11, 10)),
        (
            Repeat.FORTNIGHTLY,
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3",
            "Every two weeks on Tuesday, 3 times",
            date(2026, 11, 24),
        ),
        (
            Repeat.MONTHLY_WEEKDAY,
            "FREQ=MONTHLY;BYDAY=4TU;COUNT=3",
            "Every month on the fourth Tuesday, 3 times",
            date(2026, 12, 22),
        ),
        (
            Repeat.MONTHLY_LAST,
            "FREQ=MONTHLY;BYDAY=-1TU;COUNT=3",
            "Every month on the last Tuesday, 3 times",
            date(2026, 12, 29),
        ),
        (
            Repeat.MONTHLY_DAY,
            "FREQ=MONTHLY;BYMONTHDAY=27;COUNT=3",
            "Every month on day 27, 3 times",
            date(2026, 12, 27),
        ),
    ],
)
def test_each_way_has_its_rule_its_words_and_its_days(repeat, rule, words, third):
    made = rules.rule_for(repeat, TUESDAY, times=3)

    assert made == rule
    assert rules.words_for(made) == words
    assert rules.days_of(made, TUESDAY)[::2] == [TUESDAY, third]
    assert rules.repeat_of(made) is repeat


def test_a_day_that_some_months_lack_is_left_out_there():
    assert rules.days_of("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", date(2026, 1, 31)) == [
        date(2026, 1, 31),
        date(2026, 3, 31),
        date(2026, 5, 31),
    ]


def test_a_last_day_is_counted_out():
    assert rules.rule_for(Repeat.WEEKLY, TUESDAY, until=date(2026, 11, 17)).endswith("COUNT=4")


@pytest.mark.parametrize(
    "end",
    [
        {"times": 1},
        {"times": 61},
        {"until": TUESDAY},
        {"until": date(2029, 1, 1)},
        {"until": date(2100, 1, 1)},
    ],
)
def test_a_series_of_one_and_one_without_end_are_refused(end):
    with pytest.raises(Refusal):
        rules.rule_for(Repeat.WEEKLY, TUESDAY, **end)


@pytest.fixture
def cora(session, cast):
    program = make_program(coordinator_id=cast.cora.id)
    session.info_program = program.id
    return db.session.get_one(Account, cast.cora.id)


@pytest.fixture
def weekly(cora, session):
    """Six Tuesdays at 18:00 in Chicago, over the night when clocks go back."""
    event = make_event(
        "Study group",
        program_id=session.info_program,
        starts_at=datetime(2026, 10, 27, 23, tzinfo=UTC),
        registration_closes_at=datetime(2026, 10, 27, 17, tzinfo=UTC),
    )
    return services.make_series(event, by=cora, repeat=Repeat.WEEKLY, times=6)


def hours(events):
    return {f"{rules.wall_of(one.starts_at, CHICAGO):%a %H:%M}" for one in events}


def test_every_event_of_a_series_is_at_the_same_local_time(weekly):
    assert len(weekly) == 6
    assert hours(weekly) == {"Tue 18:00"}
    assert weekly[1].starts_at == datetime(2026, 11, 4, 0, tzinfo=UTC)
    assert {one.starts_at - one.registration_closes_at for one in weekly} == {timedelta(hours=6)}
    assert len({one.uid for one in weekly}) == 6


def test_an_event_is_in_one_series_only(weekly, cora):
    with pytest.raises(Refusal, match="belongs to a series already"):
        services.make_series(weekly[2], by=cora, repeat=Repeat.WEEKLY, times=3)


def test_one_event_can_be_changed_by_itself(weekly, cora):
    services.edit_event(weekly[1], by=cora, title="With a guest")

    assert [one.title for one in weekly].count("With a guest") == 1


def test_a_change_of_those_that_follow_leaves_the_earlier_and_what_differs(weekly, cora):
    services.edit_event(weekly[4], by=cora, place="Hall 9")

    count = services.edit_following(weekly[2], by=cora, title="Level 2", cost="Free")

    assert count == 4
    assert [one.title for one in weekly] == ["Study group"] * 2 + ["Level 2"] * 4
    assert weekly[4].place == "Hall 9"


def test_another_hour_of_those_that_follow_is_the_same_local_hour_for_each(weekly, cora):
    moved = datetime(2026, 11, 4, 1, 30, tzinfo=UTC)

    services.edit_following(weekly[1], by=cora, starts_at=moved, ends_at=moved + timedelta(hours=1))

    assert hours(weekly[:1]) == {"Tue 18:00"}
    assert hours(weekly[1:]) == {"Tue 19:30"}
    assert {one.ends_at - one.starts_at for one in weekly[1:]} == {timedelta(hours=1)}
    assert len({one.series_id for one in weekly}) == 1


def test_another_weekday_makes_those_that_follow_a_series_of_their_own(weekly, cora):
    moved = weekly[3].starts_at + timedelta(days=2)

    services.edit_following(weekly[3], by=cora, starts_at=moved, ends_at=moved + timedelta(hours=2))

    assert hours(weekly[3:]) == {"Thu 18:00"}
    assert weekly[3].series_id == weekly[5].series_id != weekly[0].series_id
    assert rules.words_for(weekly[5].series.rule) == "Every week on Thursday, 3 times"


def test_cancelling_those_that_follow_leaves_the_earlier(weekly, cora):
    count = services.cancel_following(weekly[4], by=cora, because="The room is gone.")

    assert count == 2
    assert [one.state for one in weekly[3:]] == [
        EventState.PUBLISHED,
        EventState.CANCELLED,
        EventState.CANCELLED,
    ]


def test_drafts_of_a_series_are_published_together(cora, session):
    event = make_event(program_id=session.info_program, state=EventState.DRAFT)
    drafts = services.make_series(event, by=cora, repeat=Repeat.FORTNIGHTLY, times=3)

    assert services.publish_series(drafts[1], by=cora) == 2
    assert [one.state for one in drafts] == [EventState.DRAFT, EventState.PUBLISHED, EventState.PUBLISHED]


def test_a_duplicate_is_a_draft_on_the_same_weekday_ahead(cora, session):
    event = make_event(
        "Coffee", program_id=session.info_program, starts_at=datetime(2024, 3, 5, 14, tzinfo=UTC), capacity=8
    )
    event.seats_taken = 3
    services.add_speaker(event, by=cora, name="Dr. Vu")

    copy = services.duplicate_event(event, by=cora)

    assert (copy.state, copy.seats_taken, copy.capacity, copy.sequence) == (EventState.DRAFT, 0, 8, 0)
    assert copy.uid != event.uid
    assert copy.starts_at > datetime.now(UTC)
    assert hours([copy]) == hours([event])
    assert [one.name for one in copy.speakers] == ["Dr. Vu"]
    assert copy.duplicated_from_id == event.id


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;COUNT=3", "Every week, 3 times"),
        ("FREQ=DAILY", "Every day, without an end"),
        ("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20300101", "Every week"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2SU", "Every three months on the second Sunday, without an end"),
        ("freq=yearly;bymonth=5", "Every year, without an end"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "Every month, without an end"),
        ("nonsense", "Every time, without an end"),
    ],
)
def test_a_rule_that_came_in_a_file_is_said_as_well_as_can_be(rule, words):
    assert rules.words_for(rule) == words


class TestWithoutAnEnd:
    """A series without an end is laid out a year ahead, and the worker goes on with it."""

    @pytest.fixture
    def endless(self, cora, session):
        event = make_event(
            "Study group",
            program_id=session.info_program,
            starts_at=datetime(2026, 10, 27, 23, tzinfo=UTC),
        )
        with clock.frozen_at(datetime(2026, 10, 1, tzinfo=UTC)):
            return services.make_series(event, by=cora, repeat=Repeat.WEEKLY, is_endless=True)

    def test_a_year_of_it_is_laid_out(self, endless):
        assert len(endless) == 53
        assert endless[0].series.rule == "FREQ=WEEKLY;BYDAY=TU"
        assert rules.words_for(endless[0].series.rule) == "Every week on Tuesday, without an end"

    def later(self, events):
        return clock.frozen_at(events[0].starts_at + timedelta(days=60))

    def test_two_months_later_the_worker_adds_two_months_once(self, session, endless):
        series_id = endless[0].series_id
        with self.later(endless):
            assert services.series_to_extend() == [series_id]
            added = services.extend_series(series_id)
            session.flush()
            again = services.extend_series(series_id)
            assert services.series_to_extend() == []
        last = endless[-1]
        walls = [rules.wall_of(one.starts_at, one.time_zone) for one in (last, *added)]
        assert 7 <= len(added) <= 9
        assert again == []
        assert {one.state for one in added} == {last.state}
        assert all(late - early == timedelta(days=7) for early, late in itertools.pairwise(walls))

    def test_what_is_cancelled_with_all_that_follow_goes_on_no_more(self, cora, endless):
        services.cancel_following(endless[3], by=cora)
        with self.later(endless):
            assert services.series_to_extend() == []

    def test_one_cancelled_event_at_the_end_does_not_end_it(self, session, cora, endless):
        services.cancel_event(endless[-1], by=cora)
        with self.later(endless):
            added = services.extend_series(endless[0].series_id)
        assert {one.state for one in added} == {EventState.PUBLISHED}
