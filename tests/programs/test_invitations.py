"""What happens when somebody is asked to join by their address?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mentornet.foundation import clock
from mentornet.foundation.database import db
from mentornet.foundation.errors import Refusal
from mentornet.foundation.mail import Letter
from mentornet.notifications.models import Notice
from mentornet.programs import queries, rules
from mentornet.programs.models import Intake, Invitation, Side
from mentornet.programs.services import (
    accept_invitation,
    enrol,
    greet_newcomer,
    hashed,
    invite,
    resend,
    withdraw_invitation,
)
from tests.support.cast import make_account
from tests.support.programs import make_enrolment, make_program

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def stage(session):
    cora = make_account("Cora")
    return cora, make_program(coordinator_id=cora.id, intake=Intake.INVITATION)


def letters():
    return list(db.session.scalars(sa.select(Letter).order_by(Letter.id)))


def token_in(letter):
    return letter.text.split("/invitations/")[1].split()[0]


def one_invitation(program, cora, address="new@people.example"):
    return invite(program, pasted=address, side=Side.MENTEE, by=cora).invited[0]


def test_pasted_addresses_come_in_many_shapes():
    lines = rules.read_addresses("ada@a.example, ben@b.example\n\nCora Diaz <cora@c.example>;dan@d.example\n")

    assert [(line.number, line.address) for line in lines] == [
        (1, "ada@a.example"),
        (1, "ben@b.example"),
        (3, "cora@c.example"),
        (3, "dan@d.example"),
    ]


def test_each_bad_line_is_named_with_its_number_and_reason():
    lines = rules.read_addresses("ada@a.example\nben at b\n\nADA+list@a.example\n@")

    bad = [(line.number, line.text, bool(line.why)) for line in lines if line.address is None]
    assert bad == [(2, "ben at b", True), (4, "ADA+list@a.example", True), (5, "@", True)]
    assert "line 1" in next(line.why for line in lines if line.number == 4)


def test_too_many_addresses_at_once_are_refused():
    with pytest.raises(Refusal, match="more than 500"):
        rules.read_addresses("\n".join(f"p{n}@people.example" for n in range(501)))


def test_an_invitation_mails_a_link_and_keeps_only_its_hash(stage):
    cora, program = stage

    invitation = one_invitation(program, cora)

    (letter,) = letters()
    assert letter.to_address == "new@people.example"
    assert "Cora invites you to take part in Rungs as a mentee" in letter.text
    assert invitation.token_hash == hashed(token_in(letter))
    assert token_in(letter) in letter.html


def test_good_lines_are_invited_and_the_others_come_back(stage):
    cora, program = stage
    ben = make_account("Ben")
    make_enrolment(program, ben.id, Side.MENTEE)
    one_invitation(program, cora, "old@people.example")

    outcome = invite(
        program,
        pasted="new@people.example\nnonsense\nBEN@people.example\nold@people.example",
        side=Side.MENTEE,
        by=cora,
    )

    assert [one.email for one in outcome.invited] == ["new@people.example"]
    assert [(line.number, line.text) for line in outcome.left] == [
        (2, "nonsense"),
        (3, "BEN@people.example"),
        (4, "old@people.example"),
    ]
    assert "takes part already" in outcome.left[1].why
    assert "invited already" in outcome.left[2].why


def test_who_is_a_mentee_may_be_invited_as_a_mentor(stage):
    cora, program = stage
    ben = make_account("Ben")
    make_enrolment(program, ben.id, Side.MENTEE)

    assert invite(program, pasted=ben.email, side=Side.MENTOR, by=cora).left == []


def test_a_member_who_is_invited_is_told_in_the_house_too(stage):
    cora, program = stage
    ben = make_account("Ben")

    one_invitation(program, cora, "ben+lists@people.example")

    (notice,) = db.session.scalars(sa.select(Notice))
    assert notice.account_id == ben.id
    assert notice.sentence == "You are invited to take part in Rungs as a mentee."


def test_accepting_lets_one_in_past_a_closed_door_and_settles_the_notice(stage):
    cora, program = stage
    ben = make_account("Ben")
    invitation = one_invitation(program, cora, ben.email)

    enrolment = accept_invitation(invitation, by=ben)

    assert enrolment.side is Side.MENTEE
    assert db.session.scalars(sa.select(Notice)).one().settled_at is not None
    with pytest.raises(Refusal, match="used already"):
        accept_invitation(invitation, by=ben)


def test_the_link_works_for_another_address_of_the_same_person(stage):
    cora, program = stage
    ben = make_account("Ben")
    invitation = one_invitation(program, cora, "ben.at.work@hospital.example")

    accept_invitation(invitation, by=ben)

    assert queries.find_enrolment(program, ben, Side.MENTEE) is not None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"used_at": NOON}, "used already"),
        ({"withdrawn_at": NOON}, "withdrawn"),
        ({"expires_at": NOON - timedelta(seconds=1)}, "expired"),
    ],
)
def test_an_invitation_that_is_over_says_why(change, words):
    invitation = Invitation(**{"expires_at": NOON + timedelta(days=1)} | change)

    with pytest.raises(Refusal, match=words):
        rules.ensure_usable(invitation, NOON)


def test_an_invitation_lasts_thirty_days(stage):
    cora, program = stage
    with clock.frozen_at(NOON):
        invitation = one_invitation(program, cora)

    assert rules.invitation_state(invitation, NOON + timedelta(days=29)) == "invited"
    assert rules.invitation_state(invitation, NOON + timedelta(days=30)) == "expired"


def test_sending_again_makes_a_new_link_and_kills_the_old_one(stage):
    cora, program = stage
    with clock.frozen_at(NOON):
        invitation = one_invitation(program, cora)
        with pytest.raises(Refusal, match="ten minutes"):
            resend(invitation, by=cora)
    with clock.frozen_at(NOON + timedelta(days=31)):
        resend(invitation, by=cora)

    first, second = (token_in(letter) for letter in letters())
    assert queries.find_invitation_by_token(hashed(first)) is None
    assert queries.find_invitation_by_token(hashed(second)) is invitation


def test_a_withdrawn_invitation_waits_for_nobody_and_can_be_renewed(stage):
    cora, program = stage
    ben = make_account("Ben")
    invitation = one_invitation(program, cora, ben.email)

    withdraw_invitation(invitation, by=cora)

    assert queries.open_invitations_to(ben) == []
    assert invite(program, pasted=ben.email, side=Side.MENTEE, by=cora).invited == [invitation]
    assert queries.open_invitations_to(ben) == [invitation]


def test_enrolling_by_another_way_uses_the_invitation_up(stage):
    cora, program = stage
    ben = make_account("Ben")
    invitation = one_invitation(program, cora, ben.email)

    enrol(program, ben, side=Side.MENTEE, by=cora)

    db.session.refresh(invitation)
    assert invitation.used_at is not None


def test_a_newcomer_hears_of_the_invitations_to_the_address_they_confirmed(stage):
    cora, program = stage
    one_invitation(program, cora, "nia@people.example")
    nia = make_account("Nia")

    greet_newcomer("account.signed_up", subject_id=nia.id)
    assert db.session.scalars(sa.select(Notice)).all() == []
    greet_newcomer("account.confirmed", subject_id=nia.id)

    assert db.session.scalars(sa.select(Notice)).one().account_id == nia.id


def test_an_unconfirmed_address_proves_nothing(stage):
    cora, program = stage
    one_invitation(program, cora, "nia@people.example")

    assert queries.open_invitations_to(make_account("Nia", confirmed_at=None)) == []


def test_an_address_is_masked_so_that_its_owner_knows_it():
    assert rules.masked("maria.santos@people.example") == "m…s@people.example"
    assert rules.masked("x@people.example") == "x…@people.example"
