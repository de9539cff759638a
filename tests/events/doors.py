"""The doors of events: anyone reads what is published; members propose, coordinators publish for their program."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornet.events.models import Event, EventPicture, EventSort, EventSpeaker, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.programs.models import Program, Side
from tests.support.cast import Cast
from tests.support.doors import ANYONE, COORDINATORS, IN, MEMBERS, SIGN_IN, Row, but, everyone
from tests.support.programs import make_enrolment, make_program

A_PICTURE = bytes.fromhex("ffd8ffd9")
"""Nobody looks at it here."""

TYPED = {
    "title": "Night school",
    "kind_slug": "workshop",
    "program": "1",
    "starts_on": "2099-05-04",
    "starts_time": "18:00",
    "ends_on": "2099-05-04",
    "ends_time": "20:00",
    "time_zone": "America/Chicago",
    "venue": "online",
    "sort": "ours",
    "level": "any",
    "audience": "everyone",
    "credit_unit": "contact-hour-60",
}


def make_event(title: str = "Calm on the unit", **values: Any) -> Event:
    """Add a published workshop of tomorrow and return it flushed."""
    starts_at = values.pop("starts_at", clock.now() + timedelta(days=1))
    plain = {
        "kind_slug": "workshop",
        "state": EventState.PUBLISHED,
        "time_zone": "America/Chicago",
        "place": "Hall 1",
    }
    event = Event(
        title=title, starts_at=starts_at, **{"ends_at": starts_at + timedelta(hours=2)} | plain | values
    )
    db.session.add(event)
    db.session.flush()
    return event


def one_event(cast: Cast, **values: Any) -> dict[str, Any]:
    program = make_program(coordinator_id=cast.cora.id)
    make_program("other", coordinator_id=cast.olga.id)
    return {"event_id": make_event(program_id=program.id, **values).id}


def one_draft(cast: Cast) -> dict[str, Any]:
    return one_event(cast, state=EventState.DRAFT)


def two_programs(cast: Cast) -> dict[str, Any]:
    one_event(cast)
    return {}


def one_proposal(cast: Cast) -> dict[str, Any]:
    return one_event(cast, state=EventState.PROPOSED, organizer_id=cast.ada.id)


def adas_draft(cast: Cast) -> dict[str, Any]:
    scene = one_event(cast, state=EventState.DRAFT, organizer_id=cast.ada.id)
    program = db.session.get_one(Event, scene["event_id"]).program_id
    make_enrolment(db.session.get_one(Program, program), cast.ada.id, Side.MENTOR)
    return scene


def one_speaker(cast: Cast) -> dict[str, Any]:
    scene = one_event(cast)
    speaker = EventSpeaker(event_id=scene["event_id"], name="Dr. Vu")
    db.session.add(speaker)
    db.session.flush()
    return scene | {"speaker_id": speaker.id}


def one_guest(cast: Cast) -> dict[str, Any]:
    return one_event(cast) | {"account_id": cast.ben.id}


def one_picture(cast: Cast) -> dict[str, Any]:
    scene = one_event(cast)
    picture = EventPicture(content=A_PICTURE, media_type="image/jpeg", width=1, height=1, alt="A table")
    db.session.get_one(Event, scene["event_id"]).picture = picture
    return scene


def elsewhere(cast: Cast) -> dict[str, Any]:
    return one_event(cast, sort=EventSort.TRACKED) | {"step": "go"}


def elsewhere_and_over(cast: Cast) -> dict[str, Any]:
    return one_event(cast, sort=EventSort.TRACKED, starts_at=clock.now() - timedelta(days=9))


THE_WRITER = but(COORDINATORS, ada=IN)

ROWS = [
    Row("events.list_events", ANYONE, scene=two_programs),
    Row("events.list_past", ANYONE, scene=two_programs),
    Row("events.list_for_you", MEMBERS, scene=two_programs),
    Row("events.show_month", ANYONE, scene=two_programs),
    Row("events.show_event", everyone(404, cora=IN, root=IN), scene=one_draft),
    Row("events.show_picture", ANYONE, scene=one_picture),
    Row("events.announce_event", MEMBERS, scene=two_programs),
    Row(
        "events.announce_event",
        everyone(
            422, stranger=SIGN_IN, cora=IN, root=IN
        ),  # only those who take part may write for the program
        scene=two_programs,
        method="POST",
        form=TYPED,
    ),
    Row("events.edit_event", COORDINATORS, scene=one_event),
    Row("events.edit_event", COORDINATORS, scene=one_event, method="POST", form=TYPED),
    Row("events.publish_event", COORDINATORS, scene=one_draft, method="POST"),
    Row("events.propose_event", THE_WRITER, scene=adas_draft, method="POST"),
    Row("events.return_event", COORDINATORS, scene=one_proposal),
    Row(
        "events.return_event",
        COORDINATORS,
        scene=one_proposal,
        method="POST",
        form={"review_note": "Say for whom it is."},
    ),
    Row("events.cancel_event", COORDINATORS, scene=one_event),
    Row("events.cancel_event", COORDINATORS, scene=one_event, method="POST", form={"because": "Snow."}),
    Row("events.discard_event", THE_WRITER, scene=adas_draft, method="POST"),
    Row("events.duplicate_event", COORDINATORS, scene=one_event, method="POST"),
    Row("events.list_speakers", COORDINATORS, scene=one_event),
    Row("events.list_speakers", COORDINATORS, scene=one_event, method="POST", form={"name": "Dr. Vu"}),
    Row("events.remove_speaker", COORDINATORS, scene=one_speaker, method="POST"),
    Row("events.leave_speakers", MEMBERS, scene=one_event, method="POST"),
    Row("events.edit_picture", COORDINATORS, scene=one_picture),
    Row(
        "events.edit_picture",
        COORDINATORS,
        scene=one_event,
        method="POST",
        form={"alt": "A table"},
        inside=422,  # no picture came with it
    ),
    Row("events.remove_picture", COORDINATORS, scene=one_picture, method="POST"),
    Row("events.list_guests", COORDINATORS, scene=one_event),
    Row("events.list_guests", COORDINATORS, scene=one_event, method="POST", form={"names": "Cora"}),
    Row("events.remove_guest", COORDINATORS, scene=one_guest, method="POST"),
    Row("events.edit_series", COORDINATORS, scene=one_event),
    Row(
        "events.edit_series",
        COORDINATORS,
        scene=one_event,
        method="POST",
        form={"repeat": "weekly", "times": "3", "step": "lay-out"},
    ),
    Row("events.follow_event", MEMBERS, scene=elsewhere, method="POST"),
    Row("events.log_attendance", MEMBERS, scene=elsewhere_and_over),
    Row(
        "events.log_attendance",
        MEMBERS,
        scene=elsewhere_and_over,
        method="POST",
        form={"minutes": "60", "credit_unit": "contact-hour-60"},
    ),
    Row("events.practise_talk", MEMBERS),
    Row(
        "events.practise_talk",
        MEMBERS,
        method="POST",
        form={"abstract": "You will be able to calm a room."},
        inside=200,
    ),
]
