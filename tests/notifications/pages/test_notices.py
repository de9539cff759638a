"""The page of notices."""

from __future__ import annotations

import pytest

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.notifications import services
from mentornet.notifications.models import NoticeKind
from tests.support.applications import in_context


@pytest.fixture
def told(app, cast):
    with in_context(app):
        ben = db.session.get_one(Account, cast.ben.id)
        ask = services.notify(
            ben,
            kind=NoticeKind.PROPOSAL_TO_ANSWER,
            key="proposal:1:ask",
            sentence="Ada is proposed to you as a mentor.",
            url="/notices?page=1",
            act="Read and answer",
        )
        begun = services.notify(
            ben,
            kind=NoticeKind.MENTORSHIP_BEGUN,
            key="mentorship:1:begun",
            sentence="You and Ada begin.",
            url="/notices",
        )
        assert ask is not None
        assert begun is not None
        return ask.id, begun.id


def test_what_awaits_is_shown_with_its_button_and_the_badge(visit, cast, told):
    page = visit(cast.ben).get("/notices").text
    assert "Ada is proposed to you as a mentor." in page
    assert "Read and answer" in page
    assert "Notices, 2 new" in page


def test_with_nothing_to_tell_the_page_says_what_will_be_here(visit, cast):
    assert "Nothing awaits you" in visit(cast.drew).get("/notices").text


def test_opening_a_notice_marks_it_read_and_leads_where_it_points(visit, cast, told):
    browser = visit(cast.ben)
    answer = browser.post(f"/notices/{told[0]}/open")
    assert answer.location == "/notices?page=1"
    assert "Notices, 1 new" in browser.get("/notices").text


def test_all_can_be_marked_read_at_once(visit, cast, told):
    browser = visit(cast.ben)
    page = browser.post("/notices/read", follow_redirects=True).text
    assert "Everything is marked as read." in page
    assert "Earlier" in page
    assert "Read and answer" in page, "What asks for an answer stays"


def test_the_notice_of_another_is_not_found(visit, cast, told):
    assert visit(cast.ada).post(f"/notices/{told[0]}/open").status_code == 404
    assert visit(cast.ada).post(f"/notices/{told[0]}/read").status_code == 404
