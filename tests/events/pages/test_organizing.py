"""What an organizer does with an event: speakers, picture, guests, repeats, and a member's proposal."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image

from mentornet.career.models import CreditEntry
from mentornet.events.models import Audience, Event, EventPicture, EventSort, EventState
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.programs.models import Side
from tests.events.doors import TYPED, make_event
from tests.support.applications import in_context
from tests.support.letters import letters_to
from tests.support.programs import make_enrolment, make_program


@pytest.fixture
def event(app, cast):
    """An event of Cora's program, in which Ada and Ben take part."""
    with in_context(app):
        program = make_program(coordinator_id=cast.cora.id)
        make_enrolment(program, cast.ada.id, Side.MENTOR)
        make_enrolment(program, cast.ben.id, Side.MENTEE)
        return make_event(program_id=program.id).id


def a_picture(size=(1600, 900), form="JPEG", **more):
    kept = io.BytesIO()
    Image.new("RGB", size, "#0b6b64").save(kept, form, **more)
    return kept.getvalue()


def send_picture(browser, event, content, alt="A table"):
    sent = {"picture": (io.BytesIO(content), "table.jpg"), "alt": alt}
    return browser.post(f"/events/{event}/picture", data=sent, content_type="multipart/form-data")


def test_a_picture_is_drawn_anew_without_what_the_camera_wrote_into_it(app, cast, event, visit):
    exif = Image.Exif()
    exif[0x0110] = "SecretCamera 9"
    exif.get_ifd(0x8825)[1] = "N"
    sent = a_picture(exif=exif.tobytes(), comment=b"at home")

    answer = send_picture(visit(cast.cora), event, sent)
    shown = visit().get(f"/events/{event}/picture.jpg")

    assert answer.status_code == 302
    assert b"SecretCamera" in sent
    assert b"SecretCamera" not in shown.data
    assert b"at home" not in shown.data
    with Image.open(io.BytesIO(shown.data)) as kept:
        assert kept.size == (1200, 675)
        assert not kept.getexif()
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age" in shown.headers["Cache-Control"]
    assert (
        visit()
        .get(f"/events/{event}/picture.jpg", headers={"If-None-Match": shown.headers["ETag"]})
        .status_code
        == 304
    )
    page = visit().get(f"/events/{event}").text
    assert 'alt="A table" width="1200" height="675"' in page
    assert '<meta property="og:image" content="http' in page


def test_a_picture_taken_upright_stands_upright(app, cast, event, visit):
    exif = Image.Exif()
    exif[0x0112] = 6
    send_picture(visit(cast.cora), event, a_picture((800, 400), exif=exif.tobytes()))

    with app.app_context():
        picture = db.session.scalars(sa.select(EventPicture)).one()
        assert (picture.width, picture.height) == (400, 800)


def a_bomb(width, height):
    """A few hundred bytes that say of themselves that they are very many points."""
    small = a_picture((200, 200), "PNG")
    head = struct.pack(">II", width, height) + small[24:29]
    return small[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + small[33:]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "This file is no picture",
        ),
        (b"GIF89a<html>", "This file is no picture"),
        (b"", "This file is no picture"),
        (a_picture()[:400], "This file is no picture"),
        (a_picture((20, 20)), "smaller than 80 points"),
        (a_picture((8000, 5100), "PNG"), "more than 40 million points"),
        (a_bomb(20_000, 20_000), "more than 40 million points"),
        (a_picture((900, 100), "PNG"), "over 8 times as long as it is wide"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 200 200\n", "This file is no picture"),
    ],
)
def test_what_is_no_picture_is_refused_and_its_words_are_kept(cast, event, visit, content, sentence):
    answer = send_picture(visit(cast.cora), event, content, alt="Six people at a table")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Six people at a table"' in answer.text


def test_the_picture_of_an_event_for_few_is_for_few(app, cast, event, visit):
    send_picture(visit(cast.cora), event, a_picture())
    with in_context(app):
        db.session.get_one(Event, event).audience = Audience.PROGRAM

    assert visit().get(f"/events/{event}/picture.jpg").status_code == 404
    assert "private" in visit(cast.ben).get(f"/events/{event}/picture.jpg").headers["Cache-Control"]


def test_a_speaker_is_added_by_name_and_a_name_that_is_nobodys_is_refused_at_the_field(cast, event, visit):
    cora = visit(cast.cora)

    cora.post(f"/events/{event}/speakers", data={"name": "Dr. Vu", "about": "Psychologist"})
    wrong = cora.post(
        f"/events/{event}/speakers", data={"name": "Drew", "is_member": "y", "about": "A nurse"}
    )
    cora.post(f"/events/{event}/speakers", data={"name": "ada", "is_member": "y"})

    assert wrong.status_code == 422
    assert "Nobody in the program is called Drew" in wrong.text
    assert 'value="A nurse"' in wrong.text
    page = visit().get(f"/events/{event}").text
    assert "Dr. Vu" in page
    assert "/people/" not in page
    assert "Take me off" in visit(cast.ada).get(f"/events/{event}").text


def test_guests_are_invited_by_name_and_what_names_nobody_stays_in_the_box(cast, event, visit):
    answer = visit(cast.cora).post(f"/events/{event}/guests", data={"names": "Ben\nNobody\n\n"})

    assert "1 person invited now" in answer.text
    assert ">\nNobody</textarea>" in answer.text.replace("\r", "")
    assert "Ben" in answer.text


def test_a_series_is_shown_before_it_is_laid_out(app, cast, event, visit):
    cora = visit(cast.cora)
    typed = {"repeat": "weekly", "times": "4"}

    shown = cora.post(f"/events/{event}/series", data=typed | {"step": "show"})
    with app.app_context():
        before = db.session.scalar(sa.select(sa.func.count(Event.id)))
    cora.post(f"/events/{event}/series", data=typed | {"step": "lay-out"})

    assert "It would be on 4 days" in shown.text
    assert before == 1
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Event.id))) == 4
    assert "Every week on" in cora.get(f"/events/{event}").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"repeat": "weekly"}, "Say how many times, up to which day, or that it has no end."),
        ({"repeat": "weekly", "times": "1"}, "A whole number from 2 to 60."),
        ({"repeat": "weekly", "times": "9999999999"}, "A whole number from 2 to 60."),
        ({"repeat": "weekly", "until": "2000-01-01"}, "A series has from 2 to 60 events"),
        ({"repeat": "weekly", "until": "9999-01-01"}, "The last day is too far away."),
        ({"repeat": "hourly", "times": "3"}, "This is not among the choices."),
        ({"times": "3"}, "Choose how often it comes round."),
    ],
)
def test_a_series_that_cannot_be_is_refused_at_its_field(cast, event, visit, typed, sentence):
    answer = visit(cast.cora).post(f"/events/{event}/series", data=typed)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_change_can_be_for_all_that_follow(app, cast, event, visit):
    cora = visit(cast.cora)
    cora.post(f"/events/{event}/series", data={"repeat": "weekly", "times": "3", "step": "lay-out"})
    with app.app_context():
        program = str(db.session.get_one(Event, event).program_id)

    cora.post(f"/events/{event}/edit", data=TYPED | {"program": program, "scope": "following"})
    cora.post(f"/events/{event}/cancel", data={"scope": "following", "because": "Snow."})

    with app.app_context():
        events = db.session.scalars(sa.select(Event)).all()
        assert {(one.title, one.state, one.cancelled_because) for one in events} == {
            ("Night school", EventState.CANCELLED, "Snow.")
        }


def test_a_member_proposes_and_a_coordinator_answers(app, cast, event, visit):
    with app.app_context():
        program = str(db.session.get_one(Event, event).program_id)
    ada, cora = visit(cast.ada), visit(cast.cora)

    where = ada.post("/events/new", data=TYPED | {"program": program}).location
    assert ada.post(f"{where}/publish").status_code == 404
    ada.post(f"{where}/propose")
    assert "Proposed by Ada" in cora.get(where).text
    cora.post(f"{where}/return", data={"review_note": "Say for whom it is."})
    assert "It came back with these words: Say for whom it is." in ada.get(where).text
    ada.post(f"{where}/propose")
    cora.post(f"{where}/publish")

    assert visit().get(where).status_code == 200
    assert letters_to(app, cast.ada.email)[0].subject == "Your event: Night school"
    assert "Propose an event" in ada.get("/events").text
    assert "Announce an event" in cora.get("/events").text


def test_a_duplicate_opens_as_a_draft_to_edit(cast, event, visit):
    cora = visit(cast.cora)

    where = cora.post(f"/events/{event}/duplicate").location

    assert where.endswith("/edit")
    assert "Calm on the unit" in cora.get(where).text


def test_a_tracked_event_is_followed_and_gone_to(app, cast, visit):
    with in_context(app):
        event = make_event(sort=EventSort.TRACKED, website="https://conference.example").id
    ben = visit(cast.ben)

    ben.post(f"/events/{event}/go")
    going = ben.get(f"/events/{event}").text
    ben.post(f"/events/{event}/stay")
    following = ben.get(f"/events/{event}").text
    ben.post(f"/events/{event}/unfollow")

    assert "You go there." in going
    assert "1 member goes." in going
    assert "You follow it." in following
    assert "You follow it." not in ben.get(f"/events/{event}").text


def test_what_was_attended_elsewhere_goes_into_ones_own_record_and_out_again(app, cast, visit):
    begins = clock.now() - timedelta(days=9)
    with in_context(app):
        event = make_event("NatCon", sort=EventSort.TRACKED, starts_at=begins, host="The Council").id
        ahead = make_event("APNA", sort=EventSort.TRACKED).id
    ben = visit(cast.ben)

    too_much = ben.post(f"/events/{event}/log", data={"minutes": "121", "credit_unit": "bacb-ceu"})
    too_soon = ben.post(f"/events/{ahead}/log", data={"minutes": "20", "credit_unit": "bacb-ceu"})
    ben.post(f"/events/{event}/log", data={"minutes": "100", "credit_unit": "bacb-ceu"})
    shown = ben.get(f"/events/{event}").text

    assert (too_much.status_code, too_soon.status_code) == (422, 422)
    assert "The event lasted 120 minutes" in too_much.text
    assert "This event is not over yet." in too_soon.text
    assert "100 minutes of it are in your record of hours." in shown
    with app.app_context():
        (entry,) = db.session.scalars(sa.select(CreditEntry))
        assert (entry.title, entry.provider, entry.minutes, str(entry.unit)) == (
            "NatCon",
            "The Council",
            100,
            "bacb-ceu",
        )
    ben.post(f"/events/{event}/log", data={"minutes": "0", "credit_unit": "bacb-ceu"})
    with app.app_context():
        assert db.session.scalars(sa.select(CreditEntry)).one().withdrawn_at is not None


def test_editing_an_event_keeps_it_in_its_program(app, cast, visit):
    with in_context(app):
        make_program("first", coordinator_id=cast.cora.id)
        program = make_program("second", coordinator_id=cast.cora.id).id
        event = make_event(program_id=program).id
    page = visit(cast.cora).get(f"/events/{event}/edit").get_data(as_text=True)
    assert f'<option value="{program}" selected>Second</option>' in page
