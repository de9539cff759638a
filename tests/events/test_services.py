"""What happens to an event, and who hears of it?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornet.accounts.models import Account
from mentornet.events import services
from mentornet.events.models import Audience, Event, EventSort, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import NotAllowedError, Refusal
from mentornet.programs.models import Side
from tests.events.doors import make_event
from tests.support.applications import in_context
from tests.support.letters import letters_to
from tests.support.programs import make_enrolment, make_program


@pytest.fixture
def scene(app, cast):
    """Cora's program with Ada and Ben in it, and what to act with."""
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_enrolment(program, cast.ada.id, Side.MENTOR)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        return program.id


def account(person):
    return db.session.get_one(Account, person.id)


def facts(**values):
    starts_at = clock.now() + timedelta(days=3)
    return {
        "title": "Night school",
        "kind_slug": "workshop",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "time_zone": "America/Chicago",
        "place": "Hall 1",
    } | values


def test_a_members_event_goes_by_those_who_run_the_program(app, cast, scene):
    with in_context(app):
        event = services.announce_event(by=account(cast.ada), **facts(program_id=scene))
        with pytest.raises(NotAllowedError):
            services.publish_event(event, by=account(cast.ada))
        services.propose_event(event, by=account(cast.ada))
        event_id = event.id
    with in_context(app):
        event = db.session.get_one(Event, event_id)
        services.return_event(event, by=account(cast.cora), note="Say for whom it is.")
        assert (event.state, event.review_note) == (EventState.DRAFT, "Say for whom it is.")
        services.propose_event(event, by=account(cast.ada))
        services.publish_event(event, by=account(cast.cora))

    assert [letter.subject for letter in letters_to(app, cast.cora.email)] == [
        "An event awaits your word: Night school"
    ] * 2
    told = letters_to(app, cast.ada.email)
    assert "is published" in told[0].text
    assert "Say for whom it is." in told[1].text


def test_a_member_writes_for_their_own_programs_only_and_not_without_end(app, cast, scene):
    with in_context(app):
        with pytest.raises(NotAllowedError):
            services.announce_event(by=account(cast.drew), **facts(program_id=scene))
        for _ in range(10):
            services.announce_event(by=account(cast.drew), **facts())
        with pytest.raises(Refusal, match="10 drafts and proposals already"):
            services.announce_event(by=account(cast.drew), **facts())


def test_a_new_hour_is_told_to_those_who_follow_in_their_own_zone_and_a_new_cost_is_not(app, cast, scene):
    with in_context(app):
        event = make_event(program_id=scene, sort=EventSort.TRACKED)
        services.follow_event(event, by=account(cast.ben))
        account(cast.ben).time_zone = "America/Los_Angeles"
        event_id = event.id
    with in_context(app):
        event = db.session.get_one(Event, event_id)
        services.edit_event(event, by=account(cast.cora), cost="Free")
        assert event.sequence == 0
        services.edit_event(event, by=account(cast.cora), note="The room changed.", place="Hall 2")
        assert event.sequence == 1

    (letter,) = letters_to(app, cast.ben.email)
    assert letter.subject == "Changed: Calm on the unit"
    assert "at Hall 2. The room changed." in " ".join(letter.text.split())
    assert " PST" in letter.text or " PDT" in letter.text


def test_a_cancelled_event_is_told_with_its_reason_and_stays(app, cast, scene):
    with in_context(app):
        event = make_event(program_id=scene, sort=EventSort.TRACKED)
        services.say_going(event, by=account(cast.ben), is_going=True)
        services.cancel_event(event, by=account(cast.cora), because="The hall is flooded.")
        assert (event.state, event.sequence) == (EventState.CANCELLED, 1)
        with pytest.raises(Refusal, match="cancelled already"):
            services.cancel_event(event, by=account(cast.cora))

    (letter,) = letters_to(app, cast.ben.email)
    assert "is cancelled. The hall is flooded." in " ".join(letter.text.split())


def test_only_what_was_never_published_is_thrown_away(app, cast, scene):
    with in_context(app):
        draft = make_event(program_id=scene, state=EventState.DRAFT)
        published = make_event(program_id=scene)
        services.discard_event(draft, by=account(cast.cora))
        with pytest.raises(Refusal, match="cancelled but not thrown away"):
            services.discard_event(published, by=account(cast.cora))


def test_a_member_named_as_a_speaker_is_told_and_can_leave(app, cast, scene):
    with in_context(app):
        event = make_event(program_id=scene)
        services.add_speaker(event, by=account(cast.cora), name="ada", is_member=True)
        services.add_speaker(event, by=account(cast.cora), name="Dr. Vu")
        assert [(one.name, one.account_id) for one in event.speakers] == [
            ("Ada", cast.ada.id),
            ("Dr. Vu", None),
        ]
        with pytest.raises(Refusal, match="Nobody in the program is called Drew"):
            services.add_speaker(event, by=account(cast.cora), name="Drew", is_member=True)
        services.leave_speakers(event, by=account(cast.ada))
        assert [one.name for one in event.speakers] == ["Dr. Vu"]


def test_those_invited_see_the_event_and_nobody_else_learns_who_is_a_member(app, cast, scene, visit):
    with in_context(app):
        event = make_event(program_id=scene, audience=Audience.INVITATION)
        invited, unknown = services.invite_to_event(
            event, by=account(cast.cora), names=["Ben", cast.ben.email, "Drew", cast.drew.email]
        )
        assert [one.display_name for one in invited] == ["Ben"]
        assert unknown == ["Drew", cast.drew.email]
        event_id = event.id

    assert visit(cast.ben).get(f"/events/{event_id}").status_code == 200
    assert visit(cast.ada).get(f"/events/{event_id}").status_code == 404
    assert len(letters_to(app, cast.ben.email)) == 1


def test_only_tracked_events_are_followed(app, cast, scene):
    with in_context(app), pytest.raises(Refusal, match="register for it instead"):
        services.follow_event(make_event(), by=account(cast.ben))
