"""What do we tell people of their certificates?"""

from __future__ import annotations

from ...accounts.models import Account
from ...foundation.database import db
from ...foundation.mail import post
from ...foundation.templating import absolute_address
from ...notifications.models import NoticeKind
from ...notifications.services import PLAIN_LETTER, notify
from ..models import Certificate, Registration
from . import rules


def page_of(certificate: Certificate) -> str:
    """Return the path of the certificate's page."""
    return f"/certificates/{rules.shown_code(certificate.code)}"


def tell_issued(certificate: Certificate, registration: Registration) -> None:
    """Tell the holder; a guest gets the letter alone."""
    if registration.account is not None:
        _tell(
            certificate,
            registration.account,
            "issued",
            f"Your certificate for “{certificate.title}” is ready, and {rules.credit_words(certificate)} "
            "stand in your record of contact hours.",
        )
        return
    post(
        PLAIN_LETTER,
        to=registration.guest_address,
        subject=f"Your certificate for “{certificate.title}”",
        key=f"certificate:{certificate.id}:issued",
        category=str(NoticeKind.CREDIT_CHANGED),
        greeting_name=certificate.holder,
        sentence=f"Your certificate for “{certificate.title}” is ready: {rules.credit_words(certificate)}.",
        zone=certificate.time_zone,
        act_url=absolute_address(page_of(certificate)),
        act_label="Open the certificate",
    )


def tell_voided(certificate: Certificate) -> None:
    """Tell the holder that it counts no longer."""
    account = db.session.get(Account, certificate.account_id) if certificate.account_id else None
    if account is not None:
        _tell(
            certificate,
            account,
            "voided",
            f"Your certificate for “{certificate.title}” is void, and its hours left your record. {rules.UNDONE} "
            "If you were there, ask them to put it right.",
        )


def _tell(certificate: Certificate, account: Account, what: str, sentence: str) -> None:
    notify(
        account,
        kind=NoticeKind.CREDIT_CHANGED,
        key=f"certificate:{certificate.id}:{what}",
        sentence=sentence,
        url=page_of(certificate),
        act="Open the certificate",
        letter=PLAIN_LETTER,
        subject=f"Your certificate for “{certificate.title}”",
    )
