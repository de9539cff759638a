"""The doors of accounts."""

from __future__ import annotations

from typing import Any

from mentornet.accounts.models import Account, LinkPurpose
from mentornet.accounts.services.links import make_link
from mentornet.accounts.sessions import begin_session
from mentornet.foundation.database import db
from tests.support.cast import Cast, make_account
from tests.support.doors import (
    ADMINISTRATORS,
    ANYONE,
    IN,
    MEMBERS,
    NOBODY_BY_GUESSING,
    SENT_HOME,
    Row,
    as_file,
    but,
    everyone,
)


def _link(purpose: LinkPurpose, **address: Any) -> Any:
    """Return a scene with a link of Sal's, who is nobody of the cast."""

    def scene(_cast: Cast) -> dict[str, Any]:
        sal = make_account("Sal", confirmed_at=None)
        return {"token": make_link(sal, purpose, sent_to="sal.new@people.example")} | address

    return scene


def _sal(_cast: Cast) -> dict[str, Any]:
    return {"account_id": make_account("Sal").id}


def _browser_of_ben(cast: Cast) -> dict[str, Any]:
    ben = db.session.get_one(Account, cast.ben.id)
    begin_session(ben, browser="the one on the night desk")
    db.session.flush()
    return {"session_id": ben.sessions[-1].id}


def _about(_cast: Cast) -> dict[str, Any]:
    return {"about": "link"}


SIGNED_IN_GO_HOME = everyone(SENT_HOME, stranger=IN)
WORDS = "Be kind to one another, and leave clients out. " * 10

ROWS = [
    Row("accounts.sign_up", SIGNED_IN_GO_HOME),
    Row("accounts.sign_up", SIGNED_IN_GO_HOME, method="POST", inside=422),
    Row("accounts.show_letter_sent", ANYONE, scene=_about),
    Row("accounts.confirm", ANYONE, scene=_link(LinkPurpose.CONFIRM)),
    Row("accounts.confirm", ANYONE, scene=_link(LinkPurpose.CONFIRM), method="POST"),
    Row("accounts.wait_for_confirmation", MEMBERS, inside=302),
    Row("accounts.resend_confirmation", MEMBERS, method="POST", inside=409),
    Row("accounts.sign_in", SIGNED_IN_GO_HOME),
    Row("accounts.sign_in", SIGNED_IN_GO_HOME, method="POST", inside=422),
    Row("accounts.request_link", ANYONE),
    Row("accounts.request_link", ANYONE, method="POST", form={"email": "sal@people.example"}),
    Row("accounts.use_link", ANYONE, scene=_link(LinkPurpose.SIGN_IN)),
    Row("accounts.use_link", ANYONE, scene=_link(LinkPurpose.SIGN_IN), method="POST"),
    Row("accounts.request_reset", ANYONE),
    Row("accounts.request_reset", ANYONE, method="POST", form={"email": "sal@people.example"}),
    Row("accounts.reset_password", ANYONE, scene=_link(LinkPurpose.RESET)),
    Row(
        "accounts.reset_password",
        ANYONE,
        scene=_link(LinkPurpose.RESET),
        method="POST",
        form={"password": "seven herons at dusk"},
    ),
    Row("accounts.sign_out", MEMBERS, method="POST"),
    Row("accounts.show_account", MEMBERS),
    Row("accounts.show_account", MEMBERS, method="POST", form={"name": "Sam", "time_zone": "America/Denver"}),
    Row("accounts.change_password", MEMBERS),
    Row("accounts.change_password", MEMBERS, method="POST", form={"password": "seven herons at dusk"}),
    Row("accounts.change_address", MEMBERS),
    Row("accounts.change_address", MEMBERS, method="POST", form={"email": "other@people.example"}),
    Row("accounts.confirm_address", ANYONE, scene=_link(LinkPurpose.ADDRESS)),
    Row("accounts.confirm_address", ANYONE, scene=_link(LinkPurpose.ADDRESS), method="POST"),
    Row("accounts.list_sessions", MEMBERS),
    Row(
        "accounts.end_session",
        but(NOBODY_BY_GUESSING, ben=IN),
        scene=_browser_of_ben,
        method="POST",
    ),
    Row("accounts.end_other_sessions", MEMBERS, method="POST"),
    Row("accounts.show_conduct", ANYONE),
    Row("accounts.show_privacy", ANYONE),
    Row("accounts.accept_conduct", MEMBERS),
    Row("accounts.accept_conduct", MEMBERS, method="POST", form={"version": "1"}),
    Row("accounts.publish_conduct", ADMINISTRATORS),
    Row(
        "accounts.publish_conduct",
        ADMINISTRATORS,
        method="POST",
        form={"what_changed": "Shorter.", "text": WORDS},
    ),
    Row("accounts.list_people", ADMINISTRATORS),
    Row("accounts.download_people", ADMINISTRATORS, scene=as_file()),
    Row("accounts.show_person", ADMINISTRATORS, scene=_sal),
    Row("accounts.disable_person", ADMINISTRATORS, scene=_sal, method="POST"),
    Row("accounts.enable_person", ADMINISTRATORS, scene=_sal, method="POST"),
    Row("accounts.grant_administrator", ADMINISTRATORS, scene=_sal, method="POST"),
    Row("accounts.revoke_administrator", ADMINISTRATORS, scene=_sal, method="POST"),
]
