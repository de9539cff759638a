"""Choosing how one is told, and stopping letters by the press that a mail program makes."""

from __future__ import annotations

import pytest
from itsdangerous import URLSafeSerializer

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.notifications import queries
from mentornet.notifications.models import NoticeKind, Way
from mentornet.notifications.services import PLAIN_LETTER, notify
from mentornet.notifications.stopping import SALT, stop_address
from mentornet.notifications.ways import BY_SLUG, way_of
from tests.notifications.doors import TYPED
from tests.support.applications import in_context
from tests.support.letters import letters_to


@pytest.fixture
def kept(app, cast):
    def kept():
        with app.app_context():
            return queries.find_settings(cast.ben.id)

    return kept


def test_choices_are_kept_and_shown_again(cast, visit, kept):
    ben = visit(cast.ben)
    chosen = {
        "way_events": "digest",
        "digest_at": "18",
        "quiet_from": "22",
        "quiet_until": "6",
        "reminders": ["day"],
    }
    answer = ben.post("/notices/settings", data=TYPED | chosen)
    page = ben.get("/notices/settings").get_data(as_text=True)
    settings = kept()
    assert answer.status_code == 302
    assert settings.ways["events"] == "digest"
    assert (settings.digest_at, settings.quiet_from, settings.quiet_until) == (18, 22, 6)
    assert settings.reminders == ["day"]
    assert '<option value="18" selected>' in page


def test_no_quiet_hours_and_no_reminders_can_be_chosen(cast, visit, kept):
    visit(cast.ben).post("/notices/settings", data=TYPED)
    assert (kept().quiet_from, kept().quiet_until, kept().reminders) == (None, None, [])


@pytest.mark.parametrize("wrong", [{"way_events": "pigeon"}, {"digest_at": "25"}, {"reminders": ["year"]}])
def test_what_is_no_choice_is_refused(cast, visit, kept, wrong):
    assert visit(cast.ben).post("/notices/settings", data=TYPED | wrong).status_code == 422
    assert kept() is None


def stop_path(app, person):
    with app.app_context():
        return stop_address(person.id, BY_SLUG["events"]).removeprefix("http://127.0.0.1:5000")


def test_a_mail_program_stops_letters_with_one_press_and_no_cookie(app, cast, visit, kept):
    answer = visit().post(stop_path(app, cast.ben), data={"List-Unsubscribe": "One-Click"}, token=False)
    with in_context(app):
        ben = db.session.get_one(Account, cast.ben.id)
        for kind in (NoticeKind.EVENT_CHANGED, NoticeKind.MENTORSHIP_BEGUN):
            notify(ben, kind=kind, key=str(kind), sentence="News.", url="/", letter=PLAIN_LETTER)
    assert answer.status_code == 200
    assert "These letters have stopped" in answer.get_data(as_text=True)
    assert way_of(NoticeKind.EVENT_CHANGED, kept()) is Way.APP
    assert [letter.category for letter in letters_to(app, cast.ben.email)] == ["mentorship-begun"]


def test_following_the_link_alone_stops_nothing(app, cast, visit, kept):
    page = visit().get(stop_path(app, cast.ben)).get_data(as_text=True)
    assert "Stop letters about events?" in page
    assert kept() is None


def test_an_address_that_we_did_not_sign_stops_nothing(app, cast, visit):
    path = stop_path(app, cast.ben)
    assert visit().post(f"{path[:-2]}xx").status_code == 404
    assert visit().get("/notices/stop/nonsense").status_code == 404


@pytest.mark.parametrize(
    "signed", [[999_999, "events"], [1, "gone"], ["x", "events"], [None, "events"], {}, "x"]
)
def test_what_we_signed_once_and_means_nothing_now_stops_nothing(app, visit, signed):
    with app.app_context():
        token = URLSafeSerializer(app.config["SECRET_KEY"], salt=SALT).dumps(signed)
    assert visit().post(f"/notices/stop/{token}", token=False).status_code == 404


def test_one_press_more_is_as_good_as_one_and_the_address_of_a_guest_is_another(app, cast, visit):
    path, mail_program = stop_path(app, cast.ben), {"List-Unsubscribe": "One-Click"}
    answers = [visit().post(path, data=mail_program, token=False).status_code for _ in range(2)]
    assert answers == [200, 200]
    assert (
        visit().post(path.replace("/stop/", "/stop/guest/"), data=mail_program, token=False).status_code
        == 404
    )
