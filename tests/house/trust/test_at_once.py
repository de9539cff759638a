"""Does the same thing done twice at once happen once? Real requests at the same moment, on both databases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from flask import Flask

from mentornet.accounts.models import Account, ConductVersion, LinkPurpose, MailedLink
from mentornet.accounts.services.links import make_link
from mentornet.foundation.database import db
from mentornet.matching.models import PairRule
from mentornet.programs.models import Enrolment, Invitation, Program, Wish
from mentornet.safety.models import Block
from tests.support.applications import in_context
from tests.support.cast import make_account
from tests.support.racing import Presser, press_at_once, presser
from tests.support.rounds import make_mentor, proposals_of, small_program, solved_round

FINE = {302, 409, 404, 410, 422}


def with_form(who: Presser, **fields: Any) -> Presser:
    """Return the browser about to send a form."""
    body = urlencode(fields)
    form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    return replace(who, headers=who.headers | form, body=body)


def press(address: str, presses: list[tuple[Presser, str]]) -> Counter[int]:
    """Press at once and count the answers by status, none of which may say that something broke."""
    answers = Counter(outcome.status for outcome in press_at_once(address, presses))
    assert set(answers) <= FINE, answers
    return answers


def count(statement: sa.Select[Any]) -> int:
    """Count the rows of a statement."""
    return len(db.session.execute(statement).all())


def test_one_address_signs_up_once(app: Flask, cast, address):
    form = {
        "name": "Noor",
        "email": "noor@people.example",
        "password": "seven quiet herons at dawn",
        "side": "mentee",
        "time_zone": "UTC",
        "is_adult": "y",
        "accepts_conduct": "y",
    }
    stranger = presser(app, None)
    answers = press(address, [(with_form(stranger, **form), "/sign-up")] * 5)
    assert answers == {302: 5}
    with in_context(app):
        assert count(sa.select(Account.id).where(Account.email == "noor@people.example")) == 1


@pytest.mark.parametrize(
    ("purpose", "path", "form"),
    [
        (LinkPurpose.CONFIRM, "/confirm/{}", {}),
        (LinkPurpose.SIGN_IN, "/sign-in/link/{}", {}),
        (LinkPurpose.RESET, "/reset/{}", {"password": "seven quiet herons at dawn"}),
        (LinkPurpose.ADDRESS, "/account/address/{}", {}),
    ],
)
def test_a_mailed_link_is_used_once(app: Flask, cast, address, purpose, path, form):
    with in_context(app):
        account = db.session.get_one(Account, cast.ben.id)
        token = make_link(account, purpose, sent_to="ben.new@people.example")
    stranger = with_form(presser(app, None), **form)
    answers = press(address, [(stranger, path.format(token))] * 4)
    assert answers[302] == 1
    with in_context(app):
        assert count(sa.select(MailedLink.id).where(MailedLink.used_at.is_not(None))) >= 1


@pytest.mark.parametrize("act", ["revoke-administrator", "disable"])
def test_administrators_who_put_each_other_out_leave_one(app: Flask, cast, address, act):
    with in_context(app):
        other = make_account("Rae", is_administrator=True).id
    root, rae = presser(app, cast.root.id), presser(app, other)
    presses = [
        (root, f"/administration/people/{other}/{act}"),
        (rae, f"/administration/people/{cast.root.id}/{act}"),
    ]
    press_at_once(address, presses)
    with in_context(app):
        left = sa.select(Account.id).where(Account.is_administrator, Account.disabled_at.is_(None))
        assert count(left) == 1


def test_a_wish_list_holds_no_more_than_it_holds(app: Flask, cast, address):
    with in_context(app):
        program = small_program(cast)
        mentors = [make_mentor(program, f"Mentor {letter}").id for letter in "abcdefgh"]
        slug = program.slug
    ben = with_form(presser(app, cast.ben.id), program=slug, act="add")
    press(address, [(ben, f"/people/{mentor}/wish") for mentor in mentors])
    with in_context(app):
        ranks = sorted(db.session.scalars(sa.select(Wish.rank).where(Wish.by_id == cast.ben.id)))
        assert ranks == [1, 2, 3, 4, 5]


def test_the_same_wish_pressed_again_is_one_wish(app: Flask, cast, address):
    with in_context(app):
        slug = small_program(cast).slug
    ben = with_form(presser(app, cast.ben.id), program=slug, act="add")
    press(address, [(ben, f"/people/{cast.ada.id}/wish")] * 5)
    with in_context(app):
        assert count(sa.select(Wish.rank)) == 1


def test_blocking_twice_is_blocking_once(app: Flask, cast, address):
    with in_context(app):
        small_program(cast)
    ben = presser(app, cast.ben.id)
    assert press(address, [(ben, f"/people/{cast.ada.id}/block")] * 5)
    with in_context(app):
        assert count(sa.select(Block.blocked_id)) == 1


@pytest.mark.parametrize("act", ["lock", "forbid"])
def test_a_pair_is_locked_or_forbidden_once(app: Flask, cast, address, act):
    with in_context(app):
        matching_round = solved_round(small_program(cast))
        round_id, pair = matching_round.id, proposals_of(matching_round)[0].id
    cora = presser(app, cast.cora.id)
    press(address, [(cora, f"/rounds/{round_id}/pairs/{pair}/{act}")] * 4)
    with in_context(app):
        assert count(sa.select(PairRule.id)) == 1


def test_a_new_code_of_conduct_is_published_once_at_a_time(app: Flask, cast, address):
    form = {"what_changed": "Words", "text": "Be kind to one another. " * 20}
    root = with_form(presser(app, cast.root.id), **form)
    press(address, [(root, "/conduct/publish")] * 3)
    with in_context(app):
        versions = sorted(db.session.scalars(sa.select(ConductVersion.version)))
        assert versions == list(range(1, len(versions) + 1))


def test_an_address_is_invited_once(app: Flask, cast, address):
    with in_context(app):
        slug = small_program(cast, intake="invitation").slug
    form = {"addresses": "noor@people.example\nmo@people.example", "side": "mentee", "cohort": "0"}
    cora = with_form(presser(app, cast.cora.id), **form)
    press(address, [(cora, f"/programs/{slug}/invitations")] * 4)
    with in_context(app):
        assert count(sa.select(Invitation.id)) == 2


def test_two_programs_of_one_name_get_two_addresses(app: Flask, cast, address):
    form = {"name": "Rungs", "time_zone": "UTC", "coordinator": cast.cora.email}
    root = with_form(presser(app, cast.root.id), **form)
    answers = press(address, [(root, "/programs/new")] * 3)
    with in_context(app):
        assert count(sa.select(Program.slug)) == answers[302] >= 1


def test_enrolling_with_a_double_click_is_enrolling_once(app: Flask, cast, address):
    with in_context(app):
        slug = small_program(cast).slug
    drew = presser(app, cast.drew.id)
    press(address, [(drew, f"/programs/{slug}/enrol?side=mentee")] * 5)
    with in_context(app):
        assert count(sa.select(Enrolment.id).where(Enrolment.account_id == cast.drew.id)) == 1


def test_the_sides_of_a_new_profile_are_chosen_once(app: Flask, cast, address):
    drew = with_form(presser(app, cast.drew.id), mentee="y", mentor="y")
    press(address, [(drew, "/profile/sides")] * 5)
