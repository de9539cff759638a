"""Somebody was brought in: they see who brought what, claim it or refuse, and nobody else sees it before."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.accounts.models import Account, LinkPurpose
from mentornet.accounts.services import enter_by_link
from mentornet.accounts.services.links import make_link
from mentornet.foundation.database import db
from mentornet.foundation.mail.outbox import Letter
from mentornet.imports.models import BroughtIn, ImportRow
from mentornet.notifications.models import Notice
from mentornet.profiles.models import Profile
from mentornet.programs.models import Enrolment, EnrolmentState, Program
from tests.support.applications import in_context
from tests.support.letters import newest_link
from tests.support.spreadsheets import MENTEES, stage_desk

MIA = "mia@people.example"
CLAIM = {"name": "Mia", "password": "rivers run slowly north", "is_adult": "y", "accepts_conduct": "y"}
MENTORS = "Name,Email,Job title\nMia Brook,mia@people.example,RN\n"


@pytest.fixture
def desk(app, cast, visit):
    desk = stage_desk(app, cast, visit)
    desk.bring_in(MENTEES)
    return desk


@pytest.fixture
def link(app, desk):
    return newest_link(app, MIA)


def state_of(app, address=MIA):
    with app.app_context():
        found = sa.select(Enrolment.state).join(Account, Account.id == Enrolment.account_id)
        return db.session.scalars(found.where(Account.email == address)).one()


def id_of(app, address=MIA):
    with app.app_context():
        return db.session.scalars(sa.select(Account.id).where(Account.email == address)).one()


def test_the_letter_leads_to_who_brought_what(visit, link):
    page = visit().get(link).get_data(as_text=True)
    assert "Cora brought you into Rungs" in page
    assert all(
        words in page for words in ("Mia Brook", MIA, "Mental health technician", "Earn a certification")
    )


def test_claiming_lets_them_in_and_take_part(app, visit, link):
    browser = visit()
    response = browser.post(f"{link}/claim", data=CLAIM)

    assert response.status_code == 302
    assert state_of(app) is EnrolmentState.ACTIVE
    assert browser.get("/programs/rungs").status_code == 200
    with app.app_context():
        mia = db.session.scalars(sa.select(Account).where(Account.email == MIA)).one()
        assert mia.display_name == "Mia"
        assert mia.confirmed_at
        brought = db.session.scalars(sa.select(BroughtIn).where(BroughtIn.account_id == mia.id)).one()
        assert brought.claimed_at
        assert db.session.scalars(sa.select(Notice).where(Notice.account_id == mia.id)).all() == []


def test_the_link_works_once(visit, link):
    visit().post(f"{link}/claim", data=CLAIM)
    assert visit().get(link).status_code == 404
    assert visit().post(f"{link}/refuse").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"password": "short"}, {"name": ""}, {"accepts_conduct": ""}],
)
def test_a_claim_with_something_wrong_comes_back(app, visit, link, wrong):
    form = {name: value for name, value in (CLAIM | wrong).items() if value}
    assert visit().post(f"{link}/claim", data=form).status_code == 422
    assert state_of(app) is EnrolmentState.AWAITED


def test_refusing_erases_everything_and_the_program_cannot_bring_it_again(app, visit, desk, link):
    account_id = id_of(app)
    browser = visit()
    response = browser.post(f"{link}/refuse")
    page = browser.get(response.location).get_data(as_text=True)
    again = desk.preview(MENTEES)

    assert "What was brought is erased" in page
    with app.app_context():
        for model, column in (
            (Account, Account.id),
            (Profile, Profile.account_id),
            (Letter, Letter.account_id),
        ):
            assert db.session.scalars(sa.select(model).where(column == account_id)).all() == []
        left = db.session.scalars(sa.select(ImportRow).where(ImportRow.import_id != again)).all()
        assert all("Mia" not in row.name for row in left)
    assert desk.counts(again) == {"unchanged": 1, "refuse": 1}
    assert "asked not to be brought" in desk.browser.get(f"/imports/{again}/preview").get_data(as_text=True)


def test_until_claimed_only_coordinators_see_them(app, cast, visit, desk):
    desk.bring_in("Name,Email,Job title\nOmar Diaz,omar@people.example,RN\n", side="mentor")
    mia, omar = id_of(app), id_of(app, "omar@people.example")

    assert visit(cast.cora).get(f"/people/{mia}").status_code == 200
    assert visit(cast.cora).get(f"/programs/rungs/members/{mia}").status_code == 200
    for person in (cast.ada, cast.ben, cast.olga, cast.drew):
        assert visit(person).get(f"/people/{mia}").status_code == 404
        assert visit(person).get(f"/people/{omar}").status_code == 404
    assert "Omar" not in visit(cast.ben).get("/people").get_data(as_text=True)


def test_rounds_leave_out_who_has_not_claimed_yet(app, cast, visit, desk):
    with app.app_context():
        from mentornet.matching.intake.rows import enrolled_ids
        from mentornet.matching.models import MatchingRound

        program_id = db.session.scalars(sa.select(Program.id)).one()
        round_ = MatchingRound(program_id=program_id, name="First")
        assert set(db.session.scalars(enrolled_ids(round_))) == {cast.ada.id, cast.ben.id}


@pytest.mark.parametrize("step", ["resume", "pause"])
def test_a_coordinator_cannot_let_somebody_take_part_who_has_not_claimed(app, desk, step):
    mia = id_of(app)
    response = desk.browser.post(f"/programs/rungs/members/{mia}/mentee/{step}")
    assert response.status_code == 409
    assert state_of(app) is EnrolmentState.AWAITED


def test_a_coordinator_may_take_them_out_and_enrolling_them_again_awaits_them_too(app, desk):
    mia = id_of(app)
    assert desk.browser.post(f"/programs/rungs/members/{mia}/mentee/withdraw").status_code == 302
    desk.browser.post("/programs/rungs/members/add", data={"email": MIA, "side": "mentee"})
    assert state_of(app) is EnrolmentState.AWAITED


def test_who_comes_by_a_letter_of_their_own_takes_part_and_is_told_what_was_brought(app, desk, link):
    with in_context(app):
        mia = db.session.scalars(sa.select(Account).where(Account.email == MIA)).one()
        enter_by_link(make_link(mia, LinkPurpose.SIGN_IN, sent_to=MIA))
    assert state_of(app) is EnrolmentState.ACTIVE
    with app.app_context():
        notice = db.session.scalars(sa.select(Notice).where(Notice.account_id == id_of(app))).one()
        assert "Cora brought you into Rungs" in notice.sentence


def test_once_claimed_a_file_changes_nothing_of_theirs(app, visit, desk, link):
    visit().post(f"{link}/claim", data=CLAIM)
    import_id = desk.bring_in(MENTEES.replace("Ohio", "Kansas"))
    assert desk.counts(import_id) == {"unchanged": 2}


def test_who_claims_while_the_word_is_given_stops_the_import(app, visit, desk, link):
    import_id = desk.preview(MENTEES.replace("Ohio", "Kansas"))
    visit().post(f"{link}/claim", data=CLAIM)
    desk.confirm(import_id)
    assert desk.state(import_id) == "preview"
    assert desk.counts(import_id) == {"unchanged": 2}
