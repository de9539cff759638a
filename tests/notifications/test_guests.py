"""Can somebody without an account stop the letters that come to them, with one press?"""

from __future__ import annotations

import sqlalchemy as sa

from mentornet.events.jobs import tell_news
from mentornet.events.models import Event, Registration, RegistrationState
from mentornet.events.registering import letters
from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.jobs.run import Run
from mentornet.foundation.mail.delivery import as_message
from mentornet.foundation.mail.outbox import Letter
from mentornet.notifications.models import StoppedAddress
from mentornet.notifications.stopping import guest_stop_address
from tests.events.doors import make_event
from tests.support.applications import in_context

GUEST = "Gus+talks@People.example"


def one_guest(app):
    with in_context(app):
        event = make_event("Calm")
        guest = Registration(
            event_id=event.id,
            guest_name="Gus",
            guest_address=GUEST,
            state=RegistrationState.REGISTERED,
        )
        db.session.add(guest)
        db.session.flush()
        letters.confirm(guest)
        return guest.id


def letters_to_guest(app):
    with app.app_context():
        found = db.session.scalars(sa.select(Letter).where(Letter.to_address == GUEST).order_by(Letter.id))
        return [(letter.text, as_message(letter, app.config["SETTINGS"])) for letter in found]


def test_a_letter_to_a_guest_can_be_stopped_by_a_mail_program_without_a_cookie(app, visit):
    guest_id = one_guest(app)
    text, message = letters_to_guest(app)[0]
    address = message["List-Unsubscribe"].strip("<>")
    path = address.removeprefix("http://127.0.0.1:5000")
    asked = visit().get(path).get_data(as_text=True)
    with app.app_context():
        before = db.session.scalars(sa.select(StoppedAddress)).all()
    answer = visit().post(path, data={"List-Unsubscribe": "One-Click"}, token=False)
    twice = visit().post(path, data={"List-Unsubscribe": "One-Click"}, token=False)
    with in_context(app):
        letters.tell_removed(db.session.get_one(Registration, guest_id))
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in text
    assert "people.example" not in address.lower()
    assert "Stop letters to this address?" in asked
    assert before == []
    assert (answer.status_code, twice.status_code) == (200, 200)
    assert "These letters have stopped" in answer.get_data(as_text=True)
    assert len(letters_to_guest(app)) == 1


def test_an_address_that_we_did_not_sign_stops_nothing(app, visit):
    with app.app_context():
        path = guest_stop_address(GUEST).removeprefix("http://127.0.0.1:5000")
    for wrong in (f"{path}x", "/notices/stop/guest/x", "/notices/stop/guest/" + "a" * 500):
        assert visit().post(wrong, token=False).status_code == 404


def test_a_guest_hears_of_a_change_as_others_do(app):
    guest_id = one_guest(app)
    with in_context(app):
        guest = db.session.get_one(Registration, guest_id)
        event = db.session.get_one(Event, guest.event_id)
        event.place, event.sequence, event.change_note = "Hall 9", 1, "The roof leaks."
        event.news_at = clock.now()
        tell_news(Run(1, event.id, None, "x"))
    text, message = letters_to_guest(app)[1]
    assert "It is now on" in text
    assert "Hall 9" in text
    assert "The roof leaks." in text
    assert message["List-Unsubscribe"]
