"""Does the daily letter gather what is new and come once a day by each person's own clocks, also where these change?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from config import Settings
from mentornet.accounts.models import Account
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.mail import Letter
from mentornet.foundation.mail.delivery import as_message
from mentornet.notifications import jobs, queries, services
from mentornet.notifications.models import Notice, NoticeKind, Way
from mentornet.notifications.ways import way_of
from tests.support.applications import in_context
from tests.support.cast import make_account

HOUR = timedelta(hours=1)


def tell(account, number):
    return services.notify(
        account,
        kind=NoticeKind.EVENT_CHANGED,
        key=f"event:{number}:changed:1",
        sentence=f"News number {number}.",
        url="/",
        letter=services.PLAIN_LETTER,
    )


def daily_letters():
    found = sa.select(Letter).where(Letter.category == "digest").order_by(Letter.id)
    return list(db.session.scalars(found))


@pytest.mark.parametrize(
    ("zone", "day", "hour", "when"),
    [
        # two o'clock does not come on the day clocks go forward
        ("America/New_York", "2027-03-14", 2, ["13 02:00 EST", "14 03:00 EDT", "15 02:00 EDT"]),
        # one o'clock comes twice on the day they go back
        ("America/New_York", "2027-11-07", 1, ["06 01:00 EDT", "07 01:00 EDT", "08 01:00 EST"]),
        ("Pacific/Auckland", "2027-09-26", 2, ["25 02:00 NZST", "26 03:00 NZDT", "27 02:00 NZDT"]),
        ("Pacific/Auckland", "2027-04-04", 2, ["03 02:00 NZDT", "04 02:00 NZDT", "05 02:00 NZST"]),
        ("America/Phoenix", "2027-03-14", 8, ["13 08:00 MST", "14 08:00 MST", "15 08:00 MST"]),
    ],
)
def test_it_comes_once_a_day_and_tells_everything_once(session, zone, day, hour, when):
    ben = make_account("Ben", time_zone=zone)
    services.choose(ben, ways={"events": Way.DIGEST}, digest_at=hour)
    moment = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) - 24 * HOUR
    sent: list[tuple[datetime, Letter]] = []
    for number in range(72):
        with clock.frozen_at(moment + number * HOUR):
            tell(ben, number)
            session.commit()
            for _ in range(2):
                jobs.send_digests()
            new = daily_letters()[len(sent) :]
            sent += [(clock.now().astimezone(ZoneInfo(zone)), letter) for letter in new]
    assert [f"{at:%d %H:%M %Z}" for at, _letter in sent] == when
    told = [line for _at, letter in sent for line in letter.text.splitlines() if "News number" in line]
    assert len(told) == len(set(told)) >= 48
    assert session.scalar(sa.select(sa.func.count(Letter.id)).where(Letter.category != "digest")) == 0


def test_what_comes_while_it_is_written_stands_in_the_next(session, monkeypatch):
    ben = make_account("Ben")
    services.choose(ben, ways={"events": Way.DIGEST})
    tell(ben, 1)

    def and_meanwhile(account):
        found = queries.digest_of(account)
        tell(ben, 2)
        return found

    noon = datetime(2027, 5, 4, 17, tzinfo=UTC)
    with monkeypatch.context() as meanwhile, clock.frozen_at(noon):
        meanwhile.setattr(services, "digest_of", and_meanwhile)
        services.send_digest(ben)
    with clock.frozen_at(noon + 24 * HOUR):
        services.send_digest(ben)
    first, second = (letter.text for letter in daily_letters())
    assert "News number 1." in first
    assert "News number 2." not in first
    assert "News number 2." in second
    assert "News number 1." not in second


def test_more_than_one_letter_holds_goes_on_in_the_next(session, monkeypatch):
    monkeypatch.setattr(queries, "MOST_AWAITING", 3)
    ben = make_account("Ben")
    services.choose(ben, ways={"events": Way.DIGEST})
    for number in range(5):
        tell(ben, number)
    for day in (4, 5, 6):
        with clock.frozen_at(datetime(2027, 5, day, 17, tzinfo=UTC)):
            services.send_digest(ben)
    assert [letter.text.count("News number") for letter in daily_letters()] == [3, 2]


def test_a_mail_program_stops_the_daily_letter_with_one_press(app, cast, visit):
    settings: Settings = app.config["SETTINGS"]
    with in_context(app):
        ben = db.session.get_one(Account, cast.ben.id)
        services.choose(ben, ways={"events": Way.DIGEST, "matching": Way.LETTER})
        tell(ben, 1)
        with clock.frozen_at(clock.now() + 24 * HOUR):
            services.send_digest(ben)
        tell(ben, 2)
        (letter,) = daily_letters()
        message, text = as_message(letter, settings), letter.text
    address = message["List-Unsubscribe"].strip("<>")
    path = address.removeprefix("http://127.0.0.1:5000")
    asked = visit().get(path).get_data(as_text=True)
    with app.app_context():
        before = way_of(NoticeKind.EVENT_CHANGED, queries.find_settings(cast.ben.id))
    answer = visit().post(path, data={"List-Unsubscribe": "One-Click"}, token=False)
    with in_context(app):
        after = queries.find_settings(cast.ben.id)
        ways = [way_of(kind, after) for kind in (NoticeKind.EVENT_CHANGED, NoticeKind.ROUND_READY)]
        waits = db.session.scalars(sa.select(Notice.key).where(Notice.is_for_digest)).all()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in text
    assert "Stop letters about what comes in one letter a day?" in asked
    assert before is Way.DIGEST
    assert answer.status_code == 200
    assert ways == [Way.APP, Way.LETTER]
    assert waits == []
