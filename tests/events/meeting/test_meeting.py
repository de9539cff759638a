"""Who is seen by whom, and how two come to meet without an address told too early."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from mentornet.events.meeting import queries, services
from mentornet.events.models import Event, Introduction, IntroductionState
from mentornet.events.registering import services as registering
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotFoundError, Refusal
from mentornet.notifications.models import Notice
from mentornet.profiles.models import MentorProfile, Profile, ProfileSpecialization, Stance
from mentornet.safety.services import block
from tests.events.doors import make_event
from tests.events.meeting.doors import both_go
from tests.events.registering.scenes import account_of
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.letters import letters_to
from tests.support.statements import counted_statements


def works_in(account, *slugs, mentors=False):
    profile = Profile(account_id=account.id)
    profile.specializations = [
        ProfileSpecialization(specialization_slug=slug, stance=Stance.HELD) for slug in slugs
    ]
    profile.mentor = MentorProfile(seats=1) if mentors else None
    db.session.add(profile)
    db.session.flush()


@pytest.fixture
def event(session, cast):
    return session.get_one(Event, both_go(cast)["event_id"])


def names(event, reader):
    return [one.display_name for one in db.session.scalars(queries.people_going(event, reader=reader))]


def test_only_those_who_agreed_are_seen_and_not_oneself(session, cast, event):
    registering.register(event, by=account_of(cast.drew))
    registering.register(event, by=make_account("Zoe"), is_seen=True)
    assert names(event, account_of(cast.ben)) == ["Ada", "Zoe"]


def test_those_of_ones_own_specialties_stand_first(session, cast, event):
    slugs = list(session.scalars(sa.text("SELECT slug FROM specializations ORDER BY slug LIMIT 3")))
    near, nearer = make_account("Yan"), make_account("Zoe")
    works_in(account_of(cast.ben), *slugs)
    works_in(near, slugs[0])
    works_in(nearer, *slugs, mentors=True)
    for person in (near, nearer):
        registering.register(event, by=person, is_seen=True)
    assert names(event, account_of(cast.ben)) == ["Zoe", "Yan", "Ada"]
    assert queries.specialties_in_common(account_of(cast.ben), [near, nearer]) == {
        near.id: slugs[:1],
        nearer.id: slugs,
    }
    assert queries.sides_of([near, nearer]) == {nearer.id: "mentor"}


def test_who_blocks_or_is_blocked_is_neither_seen_nor_asked(session, cast, event):
    block(account_of(cast.ada), account_of(cast.ben))
    session.flush()
    assert names(event, account_of(cast.ben)) == names(event, account_of(cast.ada)) == []
    with pytest.raises(NotFoundError):
        services.ask(event, account_of(cast.ada), by=account_of(cast.ben))


def test_no_address_is_told_until_both_agree(app, session, cast, event):
    introduction = services.ask(event, account_of(cast.ada), by=account_of(cast.ben))
    session.commit()
    asked = letters_to(app, cast.ada.email)[0]
    assert cast.ben.email not in asked.text + asked.html
    services.agree(introduction, by=account_of(cast.ada))
    session.commit()
    assert cast.ben.email in letters_to(app, cast.ada.email)[0].text
    assert cast.ada.email in letters_to(app, cast.ben.email)[0].text
    open_ones = sa.select(Notice.key).where(Notice.key.endswith(":asked"), Notice.settled_at.is_(None))
    assert session.scalars(open_ones).all() == []


def test_a_no_is_told_to_nobody_and_is_final(session, cast, event):
    introduction = services.ask(event, account_of(cast.ada), by=account_of(cast.ben))
    services.decline(introduction, by=account_of(cast.ada))
    assert session.scalars(sa.select(Notice).where(Notice.account_id == cast.ben.id)).all() == []
    with pytest.raises(Refusal, match="answered this already"):
        services.agree(introduction, by=account_of(cast.ada))
    with pytest.raises(Refusal, match="have asked Ada already"):
        services.ask(event, account_of(cast.ada), by=account_of(cast.ben))


def test_only_the_one_who_was_asked_answers(session, cast, event):
    introduction = services.ask(event, account_of(cast.ada), by=account_of(cast.ben))
    with pytest.raises(NotFoundError):
        services.agree(introduction, by=account_of(cast.ben))


def test_to_ask_somebody_who_asked_first_is_a_yes(session, cast, event):
    first = services.ask(event, account_of(cast.ada), by=account_of(cast.ben))
    assert services.ask(event, account_of(cast.ben), by=account_of(cast.ada)) is first
    assert first.state is IntroductionState.AGREED
    assert len(session.scalars(sa.select(Introduction)).all()) == 1


def test_a_block_after_the_question_ends_it(session, cast, event):
    introduction = services.ask(event, account_of(cast.ada), by=account_of(cast.ben))
    block(account_of(cast.ada), account_of(cast.ben))
    session.flush()
    assert queries.asked_of(event, account_of(cast.ada)) == []
    with pytest.raises(NotFoundError):
        services.agree(introduction, by=account_of(cast.ada))


def test_nobody_is_asked_when_it_is_over(session, cast, event):
    with clock.frozen_at(event.ends_at), pytest.raises(Refusal, match="is over"):
        services.ask(event, account_of(cast.ada), by=account_of(cast.ben))


def test_the_page_asks_answers_and_shows_the_address_then(app, cast, visit):
    with in_context(app):
        event_id = both_go(cast)["event_id"]
    ben, ada = visit(cast.ben), visit(cast.ada)
    page = ben.get(f"/events/{event_id}/going").get_data(as_text=True)
    assert "Ask for an introduction" in page
    assert cast.ada.email not in page
    ben.post(f"/events/{event_id}/going/{cast.ada.id}/ask")
    assert "Would like to meet you" in ada.get(f"/events/{event_id}/going").get_data(as_text=True)
    with app.app_context():
        number = db.session.scalars(sa.select(Introduction.id)).one()
    ada.post(f"/events/{event_id}/introductions/{number}/agree")
    assert cast.ada.email in ben.get(f"/events/{event_id}/going").get_data(as_text=True)
    assert cast.ben.email in ada.get(f"/events/{event_id}/going").get_data(as_text=True)
    assert visit(cast.drew).get(f"/events/{event_id}/going").status_code == 404


def test_one_cannot_ask_everybody(app, cast, visit):
    with in_context(app):
        event = make_event()
        registering.register(event, by=account_of(cast.ben))
        people = [make_account(f"Person {number}") for number in range(11)]
        for person in people:
            registering.register(event, by=person, is_seen=True)
        event_id, ids = event.id, [person.id for person in people]
    ben = visit(cast.ben)
    statuses = [ben.post(f"/events/{event_id}/going/{one}/ask").status_code for one in ids]
    assert statuses == [302] * 10 + [429]
    with app.app_context(), counted_statements() as many:
        ben.get(f"/events/{event_id}/going")
    assert len(many) <= 20
